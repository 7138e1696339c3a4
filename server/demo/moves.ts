import type { ConversationPolicy } from "#machines/conversation/types.ts";
import type { DemoConversation, DemoStep } from "./history.ts";

const SECOND = 1000;

/** Who makes a move: the customer, the conversation's agent, the supervisor, or the program. */
export type DemoActor = "customer" | "agent" | "supervisor" | "system";

/** One event of a past conversation, as its chart is to be told it. */
export type DemoMove = {
  at: number;
  conversation: DemoConversation;
  act:
    | { kind: "begin" }
    | { kind: "event"; by: DemoActor; type: string; message?: { id: string; text: string } }
    /** Nothing but time passes: what is due by then fires. */
    | { kind: "time" }
    /** A session that stayed open on something over. */
    | { kind: "tidy" };
};

type Act = DemoMove["act"];

const event = (by: DemoActor, type: string): Act => ({ kind: "event", by, type });

function movesOfStep(step: DemoStep): { at: number; act: Act }[] {
  switch (step.kind) {
    case "message": {
      const { id, text } = step;
      const type = step.side === "customer" ? "customer.messaged" : "agent.messaged";
      return [{ at: step.at, act: { kind: "event", by: step.side, type, message: { id, text } } }];
    }
    case "taken":
      return [
        { at: step.at - 5 * SECOND, act: event("system", "offer.made") },
        { at: step.at, act: event("agent", "offer.accepted") },
      ];
    case "parked":
      return [{ at: step.at, act: event("agent", "session.closed") }];
  }
}

/** How it came to its end, from its last message on; by the times of its policy where time ended it. */
function endOf(
  { end, createdAt, lastAt }: DemoConversation,
  policy: ConversationPolicy,
): { at: number; act: Act }[] {
  const closed = (at: number) => ({ at, act: event("agent", "session.closed") });
  switch (end) {
    case "agentEnded":
      return [
        { at: lastAt + 20 * SECOND, act: event("agent", "conversation.end") },
        closed(lastAt + 90 * SECOND),
      ];
    case "customerEnded":
      return [
        { at: lastAt + 15 * SECOND, act: event("customer", "customer.ended") },
        closed(lastAt + 75 * SECOND),
      ];
    case "customerGone": {
      const gone = lastAt + 25 * SECOND;
      const over = gone + policy.customerGrace;
      return [
        { at: gone, act: event("system", "customer.lineLost") },
        { at: over, act: { kind: "time" } },
        closed(over + 40 * SECOND),
      ];
    }
    case "unanswered":
      return [{ at: createdAt + policy.queueTime, act: { kind: "time" } }];
    case "expired": {
      const parked = lastAt + 60 * SECOND;
      return [closed(parked), { at: parked + policy.waitingTime, act: { kind: "time" } }];
    }
    case "forceClosed":
      return [
        { at: lastAt + 20 * SECOND, act: event("supervisor", "supervisor.forceClosed") },
        { at: lastAt + 30 * SECOND, act: { kind: "tidy" } },
      ];
    case "waiting":
      return [closed(lastAt + 60 * SECOND)];
  }
}

/** All that happened in a conversation, in order. */
export function movesOf(conversation: DemoConversation, policy: ConversationPolicy): DemoMove[] {
  const link: { at: number; act: Act }[] = [];
  const taken = conversation.steps.find((step) => step.kind === "taken");
  if (conversation.case && taken) {
    link.push({ at: taken.at + SECOND, act: event("agent", "case.linked") });
  }
  const moves: { at: number; act: Act }[] = [
    { at: conversation.createdAt, act: { kind: "begin" } },
    ...conversation.steps.flatMap(movesOfStep),
    ...link,
    ...endOf(conversation, policy),
  ];
  // Stable: what happened at the same moment stays in the order in which it was told.
  return moves.sort((one, other) => one.at - other.at).map((move) => ({ ...move, conversation }));
}
