import { definitionHash } from "#machines/hash.ts";
import { liveChat } from "#machines/liveChat/machine.ts";
import { persistentChat } from "#machines/persistentChat/machine.ts";
import { presence } from "#machines/presence/machine.ts";

/** The charts that the server decides and a browser mirrors. */
export const mirrored = { liveChat, persistentChat, presence } as const;
export type MirroredId = keyof typeof mirrored;

export const mirroredHashes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(mirrored).map(([id, machine]) => [id, definitionHash(machine)]),
);

export function isMirrored(id: string): id is MirroredId {
  return Object.hasOwn(mirrored, id);
}
