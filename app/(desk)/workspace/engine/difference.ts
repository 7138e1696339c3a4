import type { OfferEvent } from "#machines/offer/events.ts";
import type { GoneReason } from "#machines/session/events.ts";
import type { StaffEvent } from "#machines/wire/frames.ts";
import type { ConversationView, Desk } from "#machines/wire/views.ts";
import { HOME } from "#machines/workspace/ids.ts";
import type { WorkspaceRef } from "#machines/workspace/machine.ts";
import { tabsIn } from "./sessions.ts";

const isMine = (view: ConversationView | undefined, me: string) =>
  view !== undefined && view.item.owner?.id === me && ["active", "wrapUp"].includes(view.item.state);

const isOffered = (view: ConversationView | undefined, me: string) =>
  view !== undefined && view.item.owner?.id === me && view.item.state === "offered";

/** What became of an offer that stands no more, by the event that ended it. */
export function offerEnd(
  event: StaffEvent | null,
  after: ConversationView | undefined,
  me: string,
): OfferEvent {
  if (after?.item.state === "active" && after.item.owner?.id === me) return { type: "offer.accepted" };
  if (event?.type === "offer.accepted") return { type: "offer.accepted" };
  if (event?.type === "offer.rejected") return { type: "offer.rejected" };
  if (event?.type.startsWith("xstate.after.offerTime")) return { type: "offer.missed" };
  return { type: "offer.withdrawn", reason: null };
}

/** Why a conversation is not this agent's any more: by the type of the event that took it away, if known. */
export function goneReason(cause: string | null, after: ConversationView | undefined): GoneReason {
  if (cause === "supervisor.forceClosed" || after?.item.outcome === "forceClosed")
    return "closedBySupervisor";
  if (after?.item.state === "ended") return "ended";
  if (cause?.startsWith("conversation.transfer") || cause === "supervisor.assigned") return "transferred";
  return "handedOver";
}

/**
 * Tells the window's actors what changed between two desks; the desk is the truth, however it came about.
 * `cause` is the type of the event where there is no row of it: what took a conversation out of sight.
 * Answers with the ids of the sessions that are new.
 */
export function tellDifference(
  before: Desk,
  after: Desk,
  event: StaffEvent | null,
  actor: WorkspaceRef,
  cause: string | null = event?.type ?? null,
): { opened: string[] } {
  const me = after.me.id;
  const opened = tellSessions(before, after, actor);
  tellTabs(before, after, actor);
  const ids = new Set([...Object.keys(before.conversations), ...Object.keys(after.conversations)]);
  for (const id of ids) {
    const old = before.conversations[id];
    const now = after.conversations[id];
    if (old === now) continue;
    const { offers, sessions } = actor.getSnapshot().context;
    if (isOffered(now, me) && now) {
      if (!offers[id]) {
        actor.send({ type: "offer.arrived", conversation: id, deadline: now.item.deadline });
      }
    } else offers[id]?.send(offerEnd(event, now, me));
    if (now && !actor.getSnapshot().context.mirrors[id]) {
      actor.send({ type: "view.arrived", id, view: now.mirror });
    }
    const session = sessions[`conversation:${id}`];
    if (!session) continue;
    if (now && old?.item.unread !== now.item.unread)
      session.send({ type: "unread.counted", unread: now.item.unread });
    if (isMine(old, me) && !isMine(now, me))
      session.send({ type: "conversation.gone", reason: goneReason(cause, now) });
    if (!isMine(old, me) && isMine(now, me)) session.send({ type: "conversation.regained" });
  }
  return { opened };
}

/** Tabs that came, went or moved, of the sessions that stay and of Home. */
function tellTabs(before: Desk, after: Desk, actor: WorkspaceRef): void {
  for (const session of [HOME, ...after.sessions.map((each) => each.id)]) {
    const now = tabsIn(after, session);
    if (tabsIn(before, session) === now) continue;
    const order = now.map((tab) => tab.id);
    const held = actor.getSnapshot().context.tabs[session]?.order;
    if (held?.join() !== order.join()) actor.send({ type: "tabs.listed", session, order });
  }
}

function tellSessions(before: Desk, after: Desk, actor: WorkspaceRef): string[] {
  if (before.sessions === after.sessions) return [];
  const was = new Set(before.sessions.map((view) => view.id));
  const is = new Set(after.sessions.map((view) => view.id));
  for (const id of was) if (!is.has(id)) actor.send({ type: "session.closed", id });
  const fresh = after.sessions.filter((view) => !was.has(view.id));
  for (const session of fresh) {
    const unread = after.conversations[session.subject]?.item.unread ?? 0;
    actor.send({ type: "session.opened", session, unread });
  }
  const order = [...after.sessions].sort((a, b) => a.position - b.position).map((view) => view.id);
  const held = actor.getSnapshot().context.order;
  if (order.join() !== held.join()) actor.send({ type: "session.moved", order });
  return fresh.map((view) => view.id);
}
