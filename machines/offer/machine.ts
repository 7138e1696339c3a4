import { type ActorRefFromLogic, assign, setup } from "xstate";
import type { OfferEvent, OfferOutcome } from "./events.ts";

export type OfferInput = { conversation: string; deadline: number | null };
export type OfferContext = OfferInput & {
  /** A key under `errors`, when the server refused an answer. */
  reason: string | null;
  outcome: OfferOutcome["outcome"] | null;
};

/** One incoming request on the screen. The server's deadline decides, never a clock of this window. */
export const offer = setup({
  types: {
    context: {} as OfferContext,
    events: {} as OfferEvent,
    input: {} as OfferInput | undefined,
    output: {} as OfferOutcome,
  },
  guards: {
    offerIsOver: ({ event }) => event.type === "answer.refused" && event.over,
  },
  actions: {
    requestAccept: (_, _params: { conversation: string }) => {},
    requestReject: (_, _params: { conversation: string }) => {},
    keepReason: assign(({ event }) => ({ reason: "reason" in event ? event.reason : null })),
    forgetReason: assign({ reason: null }),
    conclude: assign((_, params: { outcome: OfferOutcome["outcome"] }) => params),
  },
}).createMachine({
  id: "offer",
  version: "1",
  context: ({ input }) => ({
    conversation: input?.conversation ?? "",
    deadline: input?.deadline ?? null,
    reason: null,
    outcome: null,
  }),
  options: { maxIterations: 100 },
  output: ({ context }) => ({
    conversation: context.conversation,
    outcome: context.outcome ?? "withdrawn",
    reason: context.reason,
  }),
  initial: "ringing",
  on: {
    "offer.accepted": {
      description: "The log says so, whichever window did it",
      target: ".accepted",
      actions: [{ type: "conclude", params: { outcome: "accepted" } }],
    },
    "offer.rejected": {
      description: "The log says so, whichever window did it",
      target: ".rejected",
      actions: [{ type: "conclude", params: { outcome: "rejected" } }],
    },
    "offer.missed": { target: ".missed", actions: [{ type: "conclude", params: { outcome: "missed" } }] },
    "offer.withdrawn": {
      description: "The customer left, somebody was first, or the capacity is full",
      target: ".withdrawn",
      actions: ["keepReason", { type: "conclude", params: { outcome: "withdrawn" } }],
    },
  },
  states: {
    ringing: {
      description: "Waits for the person",
      on: {
        "offer.accept": { target: "accepting", actions: ["forgetReason"] },
        "offer.reject": { target: "rejecting", actions: ["forgetReason"] },
      },
    },
    accepting: {
      description: "The server is asked",
      entry: [{ type: "requestAccept", params: ({ context }) => ({ conversation: context.conversation }) }],
      on: {
        "answer.refused": [
          {
            guard: { type: "offerIsOver" },
            target: "withdrawn",
            actions: ["keepReason", { type: "conclude", params: { outcome: "withdrawn" } }],
          },
          { description: "It still stands: to be tried again", target: "ringing", actions: ["keepReason"] },
        ],
      },
    },
    rejecting: {
      description: "The server is asked",
      entry: [{ type: "requestReject", params: ({ context }) => ({ conversation: context.conversation }) }],
      on: {
        "answer.refused": [
          {
            guard: { type: "offerIsOver" },
            target: "withdrawn",
            actions: ["keepReason", { type: "conclude", params: { outcome: "withdrawn" } }],
          },
          { description: "It still stands: to be tried again", target: "ringing", actions: ["keepReason"] },
        ],
      },
    },
    accepted: { type: "final", description: "Theirs" },
    rejected: { type: "final", description: "Asked of somebody else" },
    missed: { type: "final", description: "The deadline was first" },
    withdrawn: { type: "final", description: "Not offered any more" },
  },
});

export type OfferRef = ActorRefFromLogic<typeof offer>;
