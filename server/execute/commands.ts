import { conversationCommands } from "./handlers/conversations.ts";
import { deskCommands } from "./handlers/desks.ts";
import { installationCommands } from "./handlers/installation.ts";
import { knowledgeCommands } from "./handlers/knowledge.ts";
import { peopleCommands } from "./handlers/people.ts";
import { recordCommands } from "./handlers/records.ts";
import { settingsCommands } from "./handlers/settings.ts";
import { tabCommands } from "./handlers/tabs.ts";
import { templateCommands } from "./handlers/templates.ts";
import { visitorCommands } from "./handlers/visitors.ts";
import type { Unit } from "./unit.ts";

/** How a command is read and done. `message` names what was wrong: a key under `errors`. */
export type Handler = {
  parse(input: unknown): { ok: true; input: unknown } | { ok: false; message: string };
  /** Done first and kept whatever becomes of the command: fires what is due. */
  prepare?(unit: Unit, input: unknown): Promise<void>;
  run(unit: Unit, input: unknown): Promise<unknown>;
};

const all = {
  ...visitorCommands,
  ...conversationCommands,
  ...deskCommands,
  ...settingsCommands,
  ...peopleCommands,
  ...recordCommands,
  ...tabCommands,
  ...knowledgeCommands,
  ...templateCommands,
  ...installationCommands,
};

/** Every command by its name; who may give it stands in `auth/rights.ts`. */
export const commands: ReadonlyMap<string, Handler> = new Map(Object.entries(all));
