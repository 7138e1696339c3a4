import type { Desk, SessionView } from "#machines/wire/views.ts";

/** Why a session may be closed before the others. */
export type Spare = "notYours" | "ended" | "record" | "wrapUp" | "waiting" | "answered" | "unsaved" | "busy";
export type Crowd = { limit: number; close: { session: string; why: Spare } | null };

/** The sooner in this list, the less is lost by closing it. */
const ranks: readonly Spare[] = [
  "notYours",
  "ended",
  "waiting",
  "record",
  "wrapUp",
  "answered",
  "unsaved",
  "busy",
];

type Sitting = Pick<Desk, "sessions" | "conversations" | "installation" | "me">;

function spareOf(desk: Sitting, session: SessionView, unsaved: boolean): Spare {
  if (unsaved) return "unsaved";
  if (session.kind !== "conversation") return "record";
  const item = desk.conversations[session.subject]?.item;
  if (!item) return "notYours";
  if (item.state === "ended" || item.state === "waiting" || item.state === "wrapUp") return item.state;
  if (item.state !== "active" || item.owner?.id !== desk.me.id) return "notYours";
  return item.waitingSince === null ? "answered" : "busy";
}

/**
 * Whether another session may be opened: null, or the limit and which one to close first. Of those that are
 * alike it is the one in which nothing has happened for longest.
 */
export function crowdOf(desk: Sitting, opening: string, unsaved: (session: string) => boolean): Crowd | null {
  const { sessions, installation } = desk;
  if (sessions.some((each) => each.id === opening)) return null;
  if (sessions.length < installation.sessionLimit) return null;
  const since = ({ subject, openedAt }: SessionView) =>
    desk.conversations[subject]?.item.updatedAt ?? openedAt;
  const [spare] = sessions
    .map((session) => ({
      session: session.id,
      why: spareOf(desk, session, unsaved(session.id)),
      since: since(session),
    }))
    .sort((a, b) => ranks.indexOf(a.why) - ranks.indexOf(b.why) || a.since - b.since);
  return {
    limit: installation.sessionLimit,
    close: spare ? { session: spare.session, why: spare.why } : null,
  };
}
