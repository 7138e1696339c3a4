import { assertEvent, assign, setup } from "xstate";
import type { ConversationEvent } from "./events.ts";
import { delayOf } from "./policy.ts";
import type { ConversationContext, ConversationEffect, ConversationInput, Outcome } from "./types.ts";

/** What `liveChat` and `persistentChat` are made of, so that everything outside treats them alike. */

type Args = { context: ConversationContext };
type ParamsOf<T extends ConversationEffect["type"]> = Extract<ConversationEffect, { type: T }>["params"];

/** An effect is data for the server; here it does nothing. */
const effect = () => {};

/** Of the state before an owner is cleared: stands before the assignment that clears. */
const theOwner = ({ context }: Args) => ({ agent: context.owner ?? "" });

/** Effects whose receiver is the owner at that point of the list of actions. */
export const tell = {
  opened: {
    type: "openSession",
    params: ({ context }: Args) => ({ ...theOwner({ context }), behind: false }),
  },
  openedBehind: {
    type: "openSession",
    params: ({ context }: Args) => ({ ...theOwner({ context }), behind: true }),
  },
  closed: { type: "closeSession", params: theOwner },
  started: {
    type: "tellPresence",
    params: ({ context }: Args) => ({ ...theOwner({ context }), event: "session.started" as const }),
  },
  missed: {
    type: "tellPresence",
    params: ({ context }: Args) => ({ ...theOwner({ context }), event: "offer.missed" as const }),
  },
  rejected: {
    type: "tellPresence",
    params: ({ context }: Args) => ({ ...theOwner({ context }), event: "offer.rejected" as const }),
  },
} as const;

const types = {
  context: {} as ConversationContext,
  events: {} as ConversationEvent,
  input: {} as ConversationInput | undefined,
};

/**
 * The context of a new conversation. XState calls this without input at every step and throws the
 * answer away, so it has to bear that.
 */
export function contextOf({ input }: { input: ConversationInput | undefined }): ConversationContext {
  return {
    customer: input?.customer ?? "",
    workstream: input?.workstream ?? "",
    queue: input?.queue ?? "",
    owner: null,
    affinity: input?.affinity ?? null,
    units: input?.policy.units ?? 0,
    holding: false,
    declined: {},
    first: false,
    superseded: false,
    outcome: null,
    contact: input?.contact ?? null,
    case: null,
    policy: input?.policy ?? {
      queueTime: 0,
      offerTime: 0,
      customerGrace: 0,
      waitingTime: 0,
      wrapUpTime: 0,
      wrapUpBlock: "always",
      units: 0,
    },
    policyRev: input?.policyRev ?? 0,
    at: input?.at ?? 0,
  };
}

export const conversation = setup({
  types,
  guards: {
    /** Whoever acts is the one who has it, or to whom it is offered. */
    byOwner: ({ context, event }) => "agent" in event && event.agent === context.owner,
    /** A withdrawal that names an agent must not hit the offer to the next one. */
    offerIsTheirs: ({ context, event }) => {
      assertEvent(event, "offer.withdrawn");
      return event.agent === undefined || event.agent === context.owner;
    },
    /** It waits for the agent whose work is handed over. */
    byAffinity: ({ context, event }) => "agent" in event && event.agent === context.affinity,
    targetPossible: ({ context, event }) => {
      assertEvent(event, "conversation.transferToAgent");
      return event.agent === context.owner && event.possible;
    },
    queueOpen: ({ context, event }) => {
      assertEvent(event, "conversation.transferToQueue");
      return event.agent === context.owner && event.possible;
    },
    customerHasNotBegunAnother: ({ context, event }) => {
      assertEvent(event, "conversation.continue");
      return event.agent === context.owner && !context.superseded && !event.superseded;
    },
  },
  actions: {
    tellCustomer: (_, _params: ParamsOf<"tellCustomer">) => effect(),
    openSession: (_, _params: ParamsOf<"openSession">) => effect(),
    closeSession: (_, _params: ParamsOf<"closeSession">) => effect(),
    tellPresence: (_, _params: ParamsOf<"tellPresence">) => effect(),
    requestRouting: effect,

    stamp: assign(({ event }) => ({ at: event.at })),
    reserve: assign(({ context, event }) => {
      assertEvent(event, ["offer.made", "conversation.transferToAgent"]);
      const owner = event.type === "offer.made" ? event.agent : event.to;
      return { owner, units: context.policy.units };
    }),
    take: assign(({ context, event }) => {
      assertEvent(event, ["offer.accepted", "agent.picked", "agent.opened", "supervisor.assigned"]);
      const units = event.type === "offer.accepted" ? context.units : context.policy.units;
      return { owner: event.agent, units, affinity: null, first: false, declined: {} };
    }),
    /** Rejected or missed: somebody else is asked before this agent is again. */
    pass: assign(({ context, event }) => ({
      owner: null,
      declined:
        context.owner === null ? context.declined : { ...context.declined, [context.owner]: event.at },
    })),
    giveBack: assign(({ context, event }) => ({
      owner: null,
      first: true,
      declined: context.owner === null ? {} : { [context.owner]: event.at },
    })),
    /** Not given back by choice: whoever lost the line may have it again. */
    lose: assign({ owner: null, first: true, declined: {} }),
    moveToQueue: assign(({ event }) => {
      assertEvent(event, "conversation.transferToQueue");
      return { owner: null, queue: event.queue, declined: {} };
    }),
    clearOwner: assign({ owner: null }),
    park: assign(({ context }) => ({ affinity: context.owner, owner: null, declined: {} })),
    clearAffinity: assign({ affinity: null }),
    setOutcome: assign((_, params: { outcome: Outcome }) => params),
    hold: assign(({ context }) => ({ holding: context.policy.wrapUpBlock !== "never" })),
    free: assign({ holding: false }),
    resume: assign(({ context }) => ({ holding: false, outcome: null, units: context.policy.units })),
    supersede: assign({ superseded: true }),
    applyPolicy: assign(({ context, event }) => {
      assertEvent(event, "policy.changed");
      const { policy, policyRev } = event;
      return { policy, policyRev, holding: context.holding && policy.wrapUpBlock !== "never" };
    }),
    linkContact: assign(({ event }) => {
      assertEvent(event, "contact.linked");
      return { contact: event.contact };
    }),
    linkCase: assign(({ event }) => {
      assertEvent(event, "case.linked");
      return { case: event.case };
    }),
  },
  delays: {
    queueTime: ({ context }) => delayOf(context.policy, "queueTime"),
    offerTime: ({ context }) => delayOf(context.policy, "offerTime"),
    customerGrace: ({ context }) => delayOf(context.policy, "customerGrace"),
    waitingTime: ({ context }) => delayOf(context.policy, "waitingTime"),
    wrapUpTime: ({ context }) => delayOf(context.policy, "wrapUpTime"),
    wrapUpBlock: ({ context }) => delayOf(context.policy, "wrapUpBlock"),
  },
});
