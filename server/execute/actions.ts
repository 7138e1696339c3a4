import type { ConversationRow } from "#db/repositories/conversations.ts";
import { closeSessionRow, openSessionRow, type SessionRow, sessionsOf } from "#db/repositories/desks.ts";
import { insertMessage } from "#db/repositories/messages.ts";
import { closeTabsIn } from "#db/repositories/tabs.ts";
import type { ConversationEffect } from "#machines/conversation/types.ts";
import type { NoticeKey } from "#machines/wire/views.ts";
import { Refusal } from "../failure.ts";
import { sessionLimitOf } from "../policy/installation.ts";
import { followUp, logDesk, type Unit } from "./unit.ts";

/** What the program said in the transcript while it carried the actions out. */
export type Told = { messages: NoticeKey[]; at: number };

export function conversationSession(conversation: string): string {
  return sessionIdOf("conversation", conversation);
}

/** A session's id is made of what it is about, so that one who comes back finds the drafts. */
export function sessionIdOf(kind: SessionRow["kind"], subject: string): string {
  return `${kind}:${subject}`;
}

/**
 * Opens a session at the end of an agent's panel, or brings it to the front. One that a supervisor's
 * assignment opens behind is not counted against the limit.
 * @returns false when it was open.
 * @throws Refusal CONFLICT `sessionLimit` with the limit, when as many are open as the admin allows.
 */
export async function openSession(
  unit: Unit,
  agent: string,
  about: { kind: SessionRow["kind"]; subject: string },
  behind: boolean,
): Promise<boolean> {
  const open = await sessionsOf(unit.c, agent);
  const id = sessionIdOf(about.kind, about.subject);
  if (open.some((each) => each.id === id)) {
    if (!behind) await logDesk(unit, agent, { selected: id });
    return false;
  }
  const limit = behind ? Number.POSITIVE_INFINITY : await sessionLimitOf(unit.c);
  if (open.length >= limit) throw new Refusal("CONFLICT", "sessionLimit", { data: { limit } });
  const session: SessionRow = {
    id,
    kind: about.kind,
    subject: about.subject,
    position: Math.max(0, ...open.map((each) => each.position)) + 1,
    openedAt: unit.at,
  };
  await openSessionRow(unit.c, agent, session);
  await logDesk(unit, agent, { session: { opened: session }, ...(behind ? {} : { selected: id }) });
  return true;
}

/** Its tabs go with it; its drafts stay. @returns false when it was not open. */
export async function closeSession(unit: Unit, agent: string, id: string): Promise<boolean> {
  const closed = await closeSessionRow(unit.c, agent, id);
  if (!closed) return false;
  await closeTabsIn(unit.c, agent, id);
  await logDesk(unit, agent, { session: { closed: id } });
  return true;
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
        await openSession(
          unit,
          effect.params.agent,
          { kind: "conversation", subject: row.id },
          effect.params.behind,
        );
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
