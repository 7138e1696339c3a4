import { faultOf } from "#ui/trpc/fault.ts";
import type { Api, Commands } from "./api.ts";
import type { Clock } from "./clock.ts";
import { uuid } from "./uuid.ts";

/** Silence is asked again so many times, with the same id. */
const TRIES = 4;
const BETWEEN = 700;

/** Runs a command: one id however often it must be sent; a refusal is final and thrown. */
export async function command<N extends keyof Commands>(
  api: Api,
  clock: Clock,
  name: N,
  input: Commands[N],
): Promise<unknown> {
  const id = uuid();
  for (let tried = 1; ; tried += 1) {
    try {
      return await api.run(name, id, input);
    } catch (error) {
      if (!faultOf(error).offline || tried >= TRIES) throw error;
      await new Promise<void>((resolve) => clock.after(BETWEEN * tried, resolve));
    }
  }
}
