import { z } from "zod";

/**
 * The one vocabulary of `liveChat` and `persistentChat`. Who did it and when is added by the server to
 * every event, never taken from a client.
 */

const id = z.string().min(1).max(64);

/** `agent:<id>`, `customer:<key>` or `system`. */
const by = z.string().min(1).max(128);

const base = {
  at: z.number().int().nonnegative(),
  by,
  role: z.enum(["agent", "supervisor", "admin", "customer", "system"]),
};

const duration = z.number().int().nonnegative();

export const conversationPolicy = z.strictObject({
  queueTime: duration,
  offerTime: duration,
  customerGrace: duration,
  waitingTime: duration,
  wrapUpTime: duration,
  wrapUpBlock: z.union([z.literal("always"), z.literal("never"), duration]),
  units: z.number().int().nonnegative(),
});

const bare = <const T extends string>(type: T) => z.strictObject({ type: z.literal(type), ...base });
const ofAgent = <const T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), agent: id, ...base });
const message = <const T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), message: id, ...base });

const customers = [
  message("customer.messaged"),
  bare("customer.ended"),
  bare("customer.lineLost"),
  bare("customer.lineBack"),
] as const;

const agents = [
  ofAgent("offer.accepted"),
  ofAgent("offer.rejected"),
  ofAgent("agent.picked"),
  ofAgent("agent.opened"),
  z.strictObject({ type: z.literal("agent.messaged"), agent: id, message: id, ...base }),
  ofAgent("agent.released"),
  ofAgent("session.closed"),
  ofAgent("conversation.end"),
  /** `superseded`: the server's knowledge of whether the customer has begun another. */
  z.strictObject({ type: z.literal("conversation.continue"), agent: id, superseded: z.boolean(), ...base }),
  /** `possible`: the target can take it now, as the server read it. */
  z.strictObject({
    type: z.literal("conversation.transferToAgent"),
    agent: id,
    to: id,
    possible: z.boolean(),
    ...base,
  }),
  /** `possible`: the queue is open and has somebody. */
  z.strictObject({
    type: z.literal("conversation.transferToQueue"),
    agent: id,
    queue: id,
    possible: z.boolean(),
    ...base,
  }),
] as const;

const supervisors = [
  ofAgent("supervisor.assigned"),
  bare("supervisor.forceClosed"),
  ofAgent("work.handedOver"),
] as const;

const systems = [
  ofAgent("offer.made"),
  /** With `agent`, it means only the offer to that agent. */
  z.strictObject({
    type: z.literal("offer.withdrawn"),
    reason: z.string().min(1).max(32),
    agent: id.optional(),
    ...base,
  }),
  ofAgent("agent.gone"),
  bare("customer.beganAnother"),
  z.strictObject({
    type: z.literal("policy.changed"),
    policy: conversationPolicy,
    policyRev: z.number().int().nonnegative(),
    ...base,
  }),
  bare("chart.migrated"),
  z.strictObject({ type: z.literal("sentiment.graded"), grade: z.number(), ...base }),
  /** With null the link is taken away. */
  z.strictObject({ type: z.literal("contact.linked"), contact: id.nullable(), ...base }),
  z.strictObject({ type: z.literal("case.linked"), case: id.nullable(), ...base }),
] as const;

export const conversationEvent = z.discriminatedUnion("type", [
  ...customers,
  ...agents,
  ...supervisors,
  ...systems,
]);
export type ConversationEvent = z.infer<typeof conversationEvent>;
