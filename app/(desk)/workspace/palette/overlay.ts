import { createStore, type Store } from "../engine/store.ts";

/** What lies over the desk: the palette, the list of keys, or nothing. */
export const overlay: Store<"palette" | "keys" | null> = createStore<"palette" | "keys" | null>(null);
