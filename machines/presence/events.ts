import { z } from "zod";

const base = {
  at: z.number().int().nonnegative(),
  by: z.string().min(1).max(128),
  role: z.enum(["agent", "supervisor", "admin", "customer", "system"]),
};

export const chosenPresence = z.enum(["available", "busy", "doNotDisturb", "away", "offline"]);

/** Milliseconds. */
export const presencePolicy = z.strictObject({ agentGrace: z.number().int().nonnegative() });

const bare = <const T extends string>(type: T) => z.strictObject({ type: z.literal(type), ...base });

export const presenceEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("presence.chosen"), presence: chosenPresence, ...base }),
  /** `presence`: what the workstream sets when a session starts, if it sets one. */
  z.strictObject({ type: z.literal("session.started"), presence: chosenPresence.nullable(), ...base }),
  bare("offer.missed"),
  /** `restrain`: whether the policy restrains one who rejects. */
  z.strictObject({ type: z.literal("offer.rejected"), restrain: z.boolean(), ...base }),
  bare("presence.reset"),
  z.strictObject({
    type: z.literal("load.changed"),
    load: z.number().int().nonnegative(),
    capacity: z.number().int().nonnegative(),
    ...base,
  }),
  bare("line.lost"),
  bare("line.back"),
  /** The line was gone beyond its grace. */
  bare("presence.lapsed"),
  z.strictObject({
    type: z.literal("policy.changed"),
    policy: presencePolicy,
    policyRev: z.number().int().nonnegative(),
    ...base,
  }),
  bare("chart.migrated"),
]);
export type PresenceEvent = z.infer<typeof presenceEvent>;
