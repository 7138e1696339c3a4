import { definitionHash } from "./hash.ts";
import { liveChat } from "./liveChat/machine.ts";
import { persistentChat } from "./persistentChat/machine.ts";
import { presence } from "./presence/machine.ts";

export { definitionHash, definitionText } from "./hash.ts";

/** Every chart by its id. */
export const charts = { liveChat, persistentChat, presence } as const;

/** Of every chart, the hash of its definition. */
export const hashes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(charts).map(([id, machine]) => [id, definitionHash(machine)]),
);
