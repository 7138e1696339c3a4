import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from "xstate";
import type { ConversationEvent } from "#machines/conversation/events.ts";
import type { ConversationInput, ConversationPolicy } from "#machines/conversation/types.ts";
import { type Action, type Decided, decide, start, type Undecided } from "#machines/decide.ts";

/** What the tests of the conversation charts are made of. Ana and Brais are agents. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const policy: ConversationPolicy = {
  queueTime: 20 * MINUTE,
  offerTime: 2 * MINUTE,
  customerGrace: 3 * MINUTE,
  waitingTime: 28 * DAY,
  wrapUpTime: 15 * MINUTE,
  wrapUpBlock: "always",
  units: 30,
};

export const input: ConversationInput = {
  customer: "visitor:1",
  workstream: "web",
  queue: "front",
  contact: null,
  policy,
  policyRev: 1,
  at: 1000,
};

type Payload<E> = E extends ConversationEvent ? Omit<E, "at" | "by" | "role"> : never;
export type Told = Payload<ConversationEvent>;

type Stamp = { at: number; by: string; role: string };

/** An event as the server feeds it: with who, in which role, and when. */
export function told(event: Told | { type: `xstate.after.${string}` }, at = 2000): EventObject & Stamp {
  const by = "agent" in event && event.agent !== undefined ? `agent:${event.agent}` : "system";
  return { ...event, at, by, role: by === "system" ? "system" : "agent" };
}

/** The event that a running delay becomes; throws when none of that name runs. */
export function due(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, delay: string, at = 2000) {
  const type = snapshot._nodes
    .flatMap((node) => [...node.transitions.keys()].map(String))
    .find((key) => key.startsWith(`xstate.after.${delay}.`));
  if (type === undefined) throw new Error(`${delay} does not run in ${machine.id}`);
  return { type, at, by: "system", role: "system" };
}

export type Step = Told | `after ${string}`;

export function step(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: Step,
  at = 2000,
): Decided<AnyMachineSnapshot> | Undecided {
  const fed =
    typeof event === "string" ? due(machine, snapshot, event.slice("after ".length), at) : told(event, at);
  return decide(machine, snapshot, fed);
}

/** From the beginning through these events, all of which must be legal. */
export function play(
  machine: AnyStateMachine,
  events: readonly Step[],
  from: ConversationInput = input,
): { snapshot: AnyMachineSnapshot; actions: Action[] } {
  let { snapshot, actions }: { snapshot: AnyMachineSnapshot; actions: Action[] } = start(machine, from);
  for (const [index, event] of events.entries()) {
    const next = step(machine, snapshot, event, 1001 + index);
    if (!next.ok) throw new Error(`${JSON.stringify(event)} is refused in ${next.state}`);
    ({ snapshot, actions } = next);
  }
  return { snapshot, actions };
}

const both = ["ana", "brais"] as const;

/** Every event of the vocabulary, from both agents, with a payload for either answer of each guard. */
export const vocabulary: Told[] = [
  ...both.flatMap((agent): Told[] => [
    { type: "offer.made", agent },
    { type: "offer.accepted", agent },
    { type: "offer.rejected", agent },
    { type: "offer.withdrawn", reason: "full", agent },
    { type: "agent.picked", agent },
    { type: "agent.opened", agent },
    { type: "agent.messaged", agent, message: "m1" },
    { type: "agent.released", agent },
    { type: "session.closed", agent },
    { type: "conversation.end", agent },
    ...[true, false].flatMap((flag): Told[] => [
      { type: "conversation.continue", agent, superseded: flag },
      { type: "conversation.transferToAgent", agent, to: "brais", possible: flag },
      { type: "conversation.transferToQueue", agent, queue: "back", possible: flag },
    ]),
    { type: "supervisor.assigned", agent },
    { type: "work.handedOver", agent },
    { type: "agent.gone", agent },
  ]),
  { type: "offer.withdrawn", reason: "gone" },
  { type: "customer.messaged", message: "m2" },
  { type: "customer.ended" },
  { type: "customer.lineLost" },
  { type: "customer.lineBack" },
  { type: "customer.beganAnother" },
  { type: "supervisor.forceClosed" },
  { type: "policy.changed", policy: { ...policy, wrapUpBlock: "never", units: 50 }, policyRev: 2 },
  { type: "chart.migrated" },
  { type: "sentiment.graded", grade: -1 },
  { type: "contact.linked", contact: "c1" },
  { type: "case.linked", case: "k1" },
];

export const vocabularyEvents = vocabulary.map((event) => told(event));
