import type { EventObject } from "xstate";
import type { PresenceEvent } from "#machines/presence/events.ts";
import type { PresenceInput } from "#machines/presence/machine.ts";
import type { ChosenPresence } from "#machines/wire/views.ts";

/** What the tests of the presence chart are made of. */

type Payload<E> = E extends PresenceEvent ? Omit<E, "at" | "by" | "role"> : never;
export type PresenceTold = Payload<PresenceEvent>;

/** An event as the server feeds it. */
export function toldPresence(
  event: PresenceTold | EventObject,
  at = 1,
): EventObject & { at: number; by: string; role: string } {
  return { ...event, at, by: "system", role: "system" };
}

export const presenceInput: PresenceInput = {
  agent: "ana",
  policy: { agentGrace: 150_000 },
  policyRev: 1,
  at: 0,
};

export const chosen: ChosenPresence[] = ["available", "busy", "doNotDisturb", "away", "offline"];

const told: PresenceTold[] = [
  ...chosen.flatMap((presence): PresenceTold[] => [
    { type: "presence.chosen", presence },
    { type: "session.started", presence },
  ]),
  { type: "session.started", presence: null },
  { type: "offer.missed" },
  { type: "offer.rejected", restrain: true },
  { type: "offer.rejected", restrain: false },
  { type: "presence.reset" },
  { type: "load.changed", load: 0, capacity: 100 },
  { type: "load.changed", load: 30, capacity: 100 },
  { type: "load.changed", load: 100, capacity: 100 },
  { type: "line.lost" },
  { type: "line.back" },
  { type: "presence.lapsed" },
  { type: "policy.changed", policy: { agentGrace: 1 }, policyRev: 2 },
  { type: "chart.migrated" },
];

/** Every event of the vocabulary, with a payload for either answer of each guard. */
export const presenceEvents = told.map((event) => toldPresence(event));
