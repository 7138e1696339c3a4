import type { Kit, SqliteBuilders } from "./columns.ts";

/**
 * Compile-time proof that each builder holds the same JavaScript type in both dialects.
 * There is nothing to run here; `tsc` fails when a pair differs.
 */
type DataOf<B> = B extends { _: { data: infer D } } ? D : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Made<K, N extends keyof K> = K[N] extends () => infer R ? DataOf<R> : never;

type Pairs = {
  [N in "text" | "int" | "time" | "flag" | "serial"]: Same<Made<Kit, N>, Made<SqliteBuilders, N>>;
};

export const sameData: Pairs = { text: true, int: true, time: true, flag: true, serial: true };
