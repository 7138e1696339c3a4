import type { z } from "zod";
import type { Handler } from "./commands.ts";
import type { Unit } from "./unit.ts";

/** Text with U+0000 in it is refused: Postgres cannot store it, and nobody types it. */
export const noNul = (text: string) => !text.includes("\u0000");

/**
 * A command from its schema and what it does.
 * @param prepare fires what is due on the machine that it is for, before it is judged.
 */
export function define<S extends z.ZodType>(
  schema: S,
  run: (unit: Unit, input: z.infer<S>) => Promise<unknown>,
  prepare?: (unit: Unit, input: z.infer<S>) => Promise<unknown>,
): Handler {
  return {
    parse(input) {
      const parsed = schema.safeParse(input);
      if (parsed.success) return { ok: true, input: parsed.data };
      const issue = parsed.error.issues[0];
      // A message of our own is a key; the library's is for developers.
      const known = issue !== undefined && /^[a-z][A-Za-z]+$/.test(issue.message);
      return { ok: false, message: known ? issue.message : "badInput" };
    },
    run: (unit, input) => run(unit, input as z.infer<S>),
    ...(prepare === undefined
      ? {}
      : {
          prepare: async (unit: Unit, input: unknown) => {
            await prepare(unit, input as z.infer<S>);
          },
        }),
  };
}
