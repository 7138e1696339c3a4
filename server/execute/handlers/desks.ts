import { z } from "zod";
import { updateAgent } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { draftOf, moveSessionRow, saveDraft, sessionsOf } from "#db/repositories/desks.ts";
import { HOME } from "#machines/workspace/ids.ts";
import { Refusal } from "../../failure.ts";
import { closeSession } from "../actions.ts";
import { apply, loadConversation } from "../conversation.ts";
import { define, noNul } from "../define.ts";
import { leaveWork, loadPresence, tellPresence } from "../presence.ts";
import { logDesk, type Unit } from "../unit.ts";
import { agentOf } from "./conversations.ts";

const DRAFT_LIMIT = 100_000;
const sessionId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-z]+:[\w:.-]+$/i);
/** Home is no session, and its tabs have forms like the others'. */
const draftOwner = z.union([sessionId, z.literal(HOME)]);

/** The conversation that a session is about, or null for another kind. */
function subjectOf(session: string): string | null {
  return session.startsWith("conversation:") ? session.slice("conversation:".length) : null;
}

async function fireDueOn(unit: Unit, input: { session: string }): Promise<void> {
  const subject = subjectOf(input.session);
  if (subject && (await conversationById(unit.c, subject))) await loadConversation(unit, subject);
}

export const deskCommands = {
  /**
   * Closes a session. What that means for a conversation is its chart's to say: a live chat goes back to
   * the queue, a persistent one waits, wrap-up ends; what is not (or no longer) theirs only leaves the panel.
   */
  "session.close": define(
    z.strictObject({ session: sessionId }),
    async (unit, { session }) => {
      const agent = agentOf(unit);
      const open = await sessionsOf(unit.c, agent.id);
      if (!open.some((each) => each.id === session)) throw new Refusal("NOT_FOUND", "sessionNotFound");
      const subject = subjectOf(session);
      const row = subject === null ? null : await conversationById(unit.c, subject);
      if (row && row.ownerId === agent.id && (row.state === "active" || row.state === "wrapUp")) {
        await apply(unit, row, { type: "session.closed", agent: agent.id });
      }
      await closeSession(unit, agent.id, session);
      return null;
    },
    fireDueOn,
  ),

  "session.move": define(
    z.strictObject({ session: sessionId, position: z.int().min(0).max(1_000) }),
    async (unit, { session, position }) => {
      const agent = agentOf(unit);
      const open = await sessionsOf(unit.c, agent.id);
      const moved = open.find((each) => each.id === session);
      if (!moved) throw new Refusal("NOT_FOUND", "sessionNotFound");
      const order = open.filter((each) => each.id !== session);
      order.splice(Math.min(position, order.length), 0, moved);
      for (const [index, each] of order.entries()) await moveSessionRow(unit.c, agent.id, each.id, index + 1);
      await logDesk(unit, agent.id, { order: order.map((each) => each.id) });
      return null;
    },
  ),

  /** Optimistic: a draft on an older base is a conflict that tells the newer text; neither is dropped. */
  "draft.save": define(
    z.strictObject({
      session: draftOwner,
      field: z.string().min(1).max(64).refine(noNul, "badCharacter"),
      text: z.string().max(DRAFT_LIMIT, "draftTooLong").refine(noNul, "badCharacter"),
      baseRev: z.int().min(0),
      window: z.uuid(),
    }),
    async (unit, { session, field, text, baseRev, window }) => {
      const agent = agentOf(unit);
      const stored = await draftOf(unit.c, agent.id, session, field);
      const rev = stored?.rev ?? 0;
      if (rev !== baseRev) {
        throw new Refusal("CONFLICT", "draftConflict", { data: { text: stored?.text ?? "", rev } });
      }
      const draft = { session, field, text, rev: rev + 1, updatedAt: unit.at };
      await saveDraft(unit.c, agent.id, draft);
      const { text: _, ...about } = draft;
      await logDesk(unit, agent.id, { draft: { ...about, window } });
      return { rev: draft.rev };
    },
  ),

  "presence.choose": define(
    z.strictObject({ presence: z.enum(["available", "busy", "doNotDisturb", "away", "offline"]) }),
    async (unit, { presence }) => {
      const agent = agentOf(unit);
      await tellPresence(
        unit,
        await loadPresence(unit, agent.id),
        { type: "presence.chosen", presence },
        false,
      );
      return null;
    },
  ),

  /** Before signing out with open work: the person is Offline, and what they have goes back, all in one commit. */
  "day.end": define(z.strictObject({}), async (unit) => {
    const agent = agentOf(unit);
    const offline = { type: "presence.chosen", presence: "offline" };
    await tellPresence(unit, await loadPresence(unit, agent.id), offline, false);
    await leaveWork(unit, agent.id);
    return null;
  }),

  "presence.reset": define(z.strictObject({}), async (unit) => {
    const agent = agentOf(unit);
    await tellPresence(unit, await loadPresence(unit, agent.id), { type: "presence.reset" }, false);
    return null;
  }),

  "me.save": define(
    z.strictObject({
      locale: z.enum(["gl", "en", "es", "pt"]).optional(),
      scheme: z.enum(["auto", "light", "dark"]).optional(),
    }),
    async (unit, { locale, scheme }) => {
      const agent = agentOf(unit);
      const change = { ...(locale ? { locale } : {}), ...(scheme ? { scheme } : {}) };
      if (Object.keys(change).length > 0) {
        await updateAgent(unit.c, agent.id, change);
        await logDesk(unit, agent.id, { settings: change });
      }
      return null;
    },
  ),
};
