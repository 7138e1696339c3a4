import type { NoticeKey } from "#machines/wire/views.ts";

/** Times in milliseconds; `units` of an agent's capacity. */
export type ConversationPolicy = {
  queueTime: number;
  offerTime: number;
  customerGrace: number;
  waitingTime: number;
  wrapUpTime: number;
  /** How long the capacity stays taken in wrap-up: all of it, none of it, or that time. */
  wrapUpBlock: "always" | "never" | number;
  units: number;
};

/** The delays that stand in the charts, named as in the policy. */
export type ConversationDelay = Exclude<keyof ConversationPolicy, "units">;

export type Outcome =
  | "unanswered"
  | "customerGone"
  | "customerEnded"
  | "agentEnded"
  | "expired"
  | "forceClosed";

/** Ids, roles, numbers and times; never text, names or addresses. */
export type ConversationContext = {
  /** `visitor:<id>` or `contact:<id>`. */
  customer: string;
  workstream: string;
  queue: string;
  /** Who is offered it, has it, or had it last when it is ended. */
  owner: string | null;
  /** Who had it before it waited, and is asked first. */
  affinity: string | null;
  /** What the owner's capacity was charged, at the time it was. */
  units: number;
  /** In wrap-up: the capacity is still taken. */
  holding: boolean;
  /** Who did not take it or gave it back since it was last taken, and when. */
  declined: Record<string, number>;
  /** It was with somebody already and goes first in line. */
  first: boolean;
  /** The customer has begun another conversation. */
  superseded: boolean;
  outcome: Outcome | null;
  contact: string | null;
  case: string | null;
  policy: ConversationPolicy;
  policyRev: number;
  /** When the last event happened. */
  at: number;
};

export type ConversationInput = {
  customer: string;
  workstream: string;
  queue: string;
  contact: string | null;
  policy: ConversationPolicy;
  policyRev: number;
  at: number;
  affinity?: string | null;
};

/** What the server carries out when a conversation's chart says so; everything else is in the snapshot. */
export type ConversationEffect =
  | { type: "tellCustomer"; params: { notice: NoticeKey } }
  | { type: "openSession"; params: { agent: string; behind: boolean } }
  | { type: "closeSession"; params: { agent: string } }
  | { type: "requestRouting"; params: Record<string, never> }
  | {
      type: "tellPresence";
      params: { agent: string; event: "offer.missed" | "offer.rejected" | "session.started" };
    };
