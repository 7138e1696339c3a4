import { z } from "zod";
import { queuesOf } from "#db/repositories/agents.ts";
import { type ConversationRow, openConversationOf } from "#db/repositories/conversations.ts";
import { draftOf, saveDraft } from "#db/repositories/desks.ts";
import { markRead } from "#db/repositories/messages.ts";
import { linesOf } from "#db/repositories/system.ts";
import { keysOfAgent, mayRead, readersOf } from "../../auth/readers.ts";
import { Refusal } from "../../failure.ts";
import type { AgentPrincipal } from "../../principal.ts";
import { conversationSession, openSession } from "../actions.ts";
import { apply, findConversation, loadConversation } from "../conversation.ts";
import { define } from "../define.ts";
import { messageText } from "../text.ts";
import { logDesk, type Unit } from "../unit.ts";

const id = z.string().min(1).max(64);
const one = z.strictObject({ conversation: id });

export function agentOf(unit: Unit): AgentPrincipal {
  if (unit.principal.kind !== "agent") throw new Refusal("FORBIDDEN", "notAllowed");
  return unit.principal;
}

/**
 * The conversation, if this agent may read it; to others it is as if it were not there.
 * @throws Refusal NOT_FOUND
 */
export async function readableTo(
  unit: Unit,
  agent: AgentPrincipal,
  conversation: string,
): Promise<ConversationRow> {
  const row = await loadConversation(unit, conversation);
  const readers = readersOf(row);
  // Who has it needs no queue to read it.
  if (mayRead(new Set(keysOfAgent(agent, [])), readers)) return row;
  const keys = new Set(keysOfAgent(agent, await queuesOf(unit.c, agent.id)));
  if (!mayRead(keys, readers)) throw new Refusal("NOT_FOUND", "conversationNotFound");
  return row;
}

export async function fireDue(unit: Unit, input: { conversation: string }): Promise<void> {
  await findConversation(unit, input.conversation);
}

/** An event of an agent for a conversation, and nothing else. */
function tell(type: string) {
  return define(
    one,
    async (unit, { conversation }) => {
      const agent = agentOf(unit);
      const row = await readableTo(unit, agent, conversation);
      await apply(unit, row, { type, agent: agent.id });
      return { conversation };
    },
    fireDue,
  );
}

export const conversationCommands = {
  "offer.accept": tell("offer.accepted"),
  "offer.reject": tell("offer.rejected"),
  "conversation.pick": tell("agent.picked"),
  "conversation.end": tell("conversation.end"),
  "conversation.release": tell("agent.released"),

  "conversation.continue": define(
    one,
    async (unit, { conversation }) => {
      const agent = agentOf(unit);
      const row = await readableTo(unit, agent, conversation);
      const another = await openConversationOf(unit.c, row.customer, row.workstream);
      const superseded = another !== null && another.id !== row.id;
      const after = await apply(unit, row, { type: "conversation.continue", agent: agent.id, superseded });
      // The chart takes the customer to be there; when none of their windows is, it has to hear it again.
      if (
        after.chart === "liveChat" &&
        (await linesOf(unit.c, `${row.customer}@${row.workstream}`)).length === 0
      ) {
        await apply(unit, after, { type: "customer.lineLost" }, { asSystem: true });
      }
      return { conversation };
    },
    fireDue,
  ),

  /** Opens a session on it; one that waits becomes active, one that is over is there to be read. */
  "conversation.open": define(
    one,
    async (unit, { conversation }) => {
      const agent = agentOf(unit);
      const row = await readableTo(unit, agent, conversation);
      if (row.state === "waiting") await apply(unit, row, { type: "agent.opened", agent: agent.id });
      await openSession(unit, agent.id, { kind: "conversation", subject: conversation }, false);
      return { session: conversationSession(conversation) };
    },
    fireDue,
  ),

  /** The text leaves its draft in the same commit, if the draft is still of the revision named. */
  "message.send": define(
    z.strictObject({ conversation: id, text: messageText, draftRev: z.int().min(0).optional() }),
    async (unit, { conversation, text, draftRev }) => {
      const agent = agentOf(unit);
      const row = await readableTo(unit, agent, conversation);
      const message = unit.commandId ?? unit.newId();
      const after = await apply(
        unit,
        row,
        { type: "agent.messaged", agent: agent.id, message },
        { message: { id: message, side: "agent", authorId: agent.id, text } },
      );
      const session = conversationSession(conversation);
      const draft = await draftOf(unit.c, agent.id, session, "message");
      if (draft && draft.text !== "" && draft.rev === draftRev) {
        const cleared = { ...draft, text: "", rev: draft.rev + 1, updatedAt: unit.at };
        await saveDraft(unit.c, agent.id, cleared);
        const { text: _, ...about } = cleared;
        await logDesk(unit, agent.id, { draft: { ...about, window: null } });
      }
      return { conversation, seq: after.lastSeq };
    },
    fireDue,
  ),

  /** Read is what was in focus: never backwards, and only one's own. */
  "conversation.read": define(
    z.strictObject({ conversation: id, seq: z.int().min(1) }),
    async (unit, input) => {
      const agent = agentOf(unit);
      const { id: conversation, lastSeq } = await readableTo(unit, agent, input.conversation);
      const seq = Math.min(input.seq, lastSeq);
      if (await markRead(unit.c, conversation, agent.id, seq)) {
        await logDesk(unit, agent.id, { read: { conversation, seq } });
      }
      return null;
    },
  ),
};
