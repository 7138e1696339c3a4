import type { ConversationRow } from "#db/repositories/conversations.ts";
import { closeSessionRow, openSessionRow, sessionsOf } from "#db/repositories/desks.ts";
import { insertMessage } from "#db/repositories/messages.ts";
import type { ConversationEffect } from "#machines/conversation/types.ts";
import type { NoticeKey, SessionView } from "#machines/wire/views.ts";
import { followUp, logDesk, type Unit } from "./unit.ts";

/** What the program said in the transcript while it carried the actions out. */
export type Told = { messages: NoticeKey[]; at: number };

export function conversationSession(conversation: string): string {
  return `conversation:${conversation}`;
}

/** Opens a session at the end of an agent's panel. @returns false when it was open. */
export async function openSession(
  unit: Unit,
  agent: string,
  conversation: string,
  behind: boolean,
): Promise<boolean> {
  const open = await sessionsOf(unit.c, agent);
  const id = conversationSession(conversation);
  if (open.some((each) => each.id === id)) {
    if (!behind) await logDesk(unit, agent, { selected: id });
    return false;
  }
  const session: SessionView = {
    id,
    kind: "conversation",
    subject: conversation,
    position: Math.max(0, ...open.map((each) => each.position)) + 1,
    openedAt: unit.at,
  };
  await openSessionRow(unit.c, agent, session);
  await logDesk(unit, agent, { session: { opened: session }, ...(behind ? {} : { selected: id }) });
  return true;
}

/** @returns false when it was not open. */
export async function closeSession(unit: Unit, agent: string, id: string): Promise<boolean> {
  const closed = await closeSessionRow(unit.c, agent, id);
  if (closed) await logDesk(unit, agent, { session: { closed: id } });
  return closed;
}

/**
 * Carries out what a conversation's chart returned as data, inside the transaction. Timers and capacity
 * are seen to by the caller; routing is an effect for after the commit.
 */
export async function carryOut(
  unit: Unit,
  row: ConversationRow,
  actions: readonly { type: string; params: unknown }[],
): Promise<Told> {
  const told: Told = { messages: [], at: row.updatedAt };
  for (const action of actions) {
    if (action.type.startsWith("xstate.")) continue;
    const effect = action as ConversationEffect;
    switch (effect.type) {
      case "tellCustomer":
        told.messages.push(effect.params.notice);
        await insertMessage(unit.c, {
          id: unit.newId(),
          conversationId: row.id,
          seq: row.lastSeq + told.messages.length,
          side: "system",
          // Who joined is named.
          authorId: effect.params.notice === "agentJoined" ? row.ownerId : null,
          text: "",
          notice: effect.params.notice,
          customerCount: row.customerCount,
          at: told.at,
        });
        break;
      case "openSession":
        await openSession(unit, effect.params.agent, row.id, effect.params.behind);
        break;
      case "closeSession":
        await closeSession(unit, effect.params.agent, conversationSession(row.id));
        break;
      case "requestRouting":
        unit.effects.push({ type: "route", queue: row.queueId });
        break;
      case "tellPresence":
        await followUp(unit, "presence.tell", effect.params.agent, {
          type: effect.params.event,
          workstream: row.workstream,
        });
        break;
    }
  }
  return told;
}
