import { draft } from "./draft/machine.ts";
import { definitionHash } from "./hash.ts";
import { liveChat } from "./liveChat/machine.ts";
import { offer } from "./offer/machine.ts";
import { persistentChat } from "./persistentChat/machine.ts";
import { presence } from "./presence/machine.ts";
import { session } from "./session/machine.ts";
import { workspace } from "./workspace/machine.ts";

export { definitionHash, definitionText } from "./hash.ts";

/** Every chart by its id. */
export const charts = { liveChat, persistentChat, presence, workspace, session, draft, offer } as const;

/** Of every chart, the hash of its definition. */
export const hashes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(charts).map(([id, machine]) => [id, definitionHash(machine)]),
);
