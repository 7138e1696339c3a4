import { stepMirror } from "#machines/mirror/step.ts";
import type { ServerFrame, StaffEvent } from "#machines/wire/frames.ts";
import type { ConversationView, Desk, WorkItem } from "#machines/wire/views.ts";
import { withInstallation, withRecord, withTab } from "./records.ts";

/**
 * What an agent's desk shows, stepped by the stream: the desk before and the frames that came since are
 * the desk as a fresh read tells it. The server's tests hold every command to that.
 */
export type DeskFrame = Extract<ServerFrame, { t: "event" | "granted" | "gone" }>;

const CLOSED_SHOWN_MS = 7 * 24 * 60 * 60 * 1_000;

const byId = (a: WorkItem, b: WorkItem) => (a.id < b.id ? -1 : 1);

/** The three lists: what belongs to each, and in which order. */
const lists = {
  mine: {
    has: (item: WorkItem, me: Desk["me"]) =>
      item.state === "waiting"
        ? item.affinity === me.id
        : (item.state === "active" || item.state === "wrapUp") && item.owner?.id === me.id,
    order: (a: WorkItem, b: WorkItem) => b.updatedAt - a.updatedAt || byId(a, b),
  },
  open: {
    has: (item: WorkItem, me: Desk["me"]) =>
      (item.state === "queued" || item.state === "offered") && me.queues.includes(item.queue.id),
    order: (a: WorkItem, b: WorkItem) =>
      Number(b.first) - Number(a.first) || a.createdAt - b.createdAt || byId(a, b),
  },
  closed: {
    has: (item: WorkItem, me: Desk["me"], now: number) =>
      item.state === "ended" && item.owner?.id === me.id && (item.closedAt ?? 0) >= now - CLOSED_SHOWN_MS,
    order: (a: WorkItem, b: WorkItem) => (b.closedAt ?? 0) - (a.closedAt ?? 0) || byId(a, b),
  },
} as const;

function listed(desk: Desk, item: WorkItem, now: number): Desk["items"] {
  const place = (name: keyof typeof lists) => {
    const { has, order } = lists[name];
    const others = desk.items[name].filter((each) => each.id !== item.id);
    if (!has(item, desk.me, now))
      return others.length === desk.items[name].length ? desk.items[name] : others;
    return [...others, item].sort(order);
  };
  return { mine: place("mine"), open: place("open"), closed: place("closed") };
}

function unlisted(desk: Desk, id: string): Desk["items"] {
  const without = (items: WorkItem[]) => items.filter((each) => each.id !== id);
  return {
    mine: without(desk.items.mine),
    open: without(desk.items.open),
    closed: without(desk.items.closed),
  };
}

/** A conversation is held while a session is open on it, or while it is this agent's own to see to. */
function isHeld(desk: Desk, { item }: ConversationView): boolean {
  if (desk.sessions.some((session) => session.subject === item.id)) return true;
  return item.owner?.id === desk.me.id && ["offered", "active", "wrapUp"].includes(item.state);
}

function held(desk: Desk): Desk {
  const kept = Object.entries(desk.conversations).filter(([, view]) => isHeld(desk, view));
  if (kept.length === Object.keys(desk.conversations).length) return desk;
  return { ...desk, conversations: Object.fromEntries(kept) };
}

function withItem(desk: Desk, item: WorkItem, now: number): Desk {
  const known = desk.conversations[item.id];
  return {
    ...desk,
    items: listed(desk, item, now),
    conversations: known ? { ...desk.conversations, [item.id]: { ...known, item } } : desk.conversations,
  };
}

function withView(desk: Desk, view: ConversationView): Desk {
  const known = desk.conversations[view.item.id];
  if (known && known.mirror.rev > view.mirror.rev) return desk;
  return { ...desk, conversations: { ...desk.conversations, [view.item.id]: view } };
}

/** Somebody has another name: it stands in every row that is theirs. */
function withName(desk: Desk, owner: { id: string; name: string }): Desk {
  const row = (item: WorkItem) => (item.owner?.id === owner.id ? { ...item, owner } : item);
  const { mine, open, closed } = desk.items;
  const views = Object.entries(desk.conversations).map(
    ([id, view]) => [id, { ...view, item: row(view.item) }] as const,
  );
  return {
    ...desk,
    items: { mine: mine.map(row), open: open.map(row), closed: closed.map(row) },
    conversations: Object.fromEntries(views),
  };
}

/** What concerns the agent's own desk: sessions, drafts, settings, presence and load. */
function withOwn(desk: Desk, event: StaffEvent): Desk {
  let next = desk;
  if (event.machineId !== desk.me.id) return next;
  // The presence hears of every change of load, also by a conversation that this reader may not see any more.
  const load = event.machine === "presence" && event.type === "load.changed" ? event.event?.load : undefined;
  if (typeof load === "number") next = { ...next, me: { ...next.me, load } };
  if (event.presence) next = { ...next, presence: event.presence };
  if (event.person) next = { ...next, me: { ...next.me, ...event.person } };
  if (event.settings) {
    const { locale, scheme } = event.settings;
    next = { ...next, me: { ...next.me, locale, scheme } };
  }
  if (event.view) next = withView(next, event.view);
  if (event.session) {
    const session = event.session;
    const id = "opened" in session ? session.opened.id : session.closed;
    const others = next.sessions.filter((each) => each.id !== id);
    next = { ...next, sessions: "opened" in session ? [...others, session.opened] : others };
  }
  if (event.order) {
    const order = event.order;
    const position = (id: string) => order.indexOf(id) + 1;
    next = { ...next, sessions: next.sessions.map((each) => ({ ...each, position: position(each.id) })) };
  }
  if (event.session || event.order) {
    next = {
      ...next,
      sessions: [...next.sessions].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)),
    };
  }
  if (event.tab) next = withTab(next, event.tab);
  if (event.draft) {
    const { window, ...about } = event.draft;
    const same = (each: { session: string; field: string }) =>
      each.session === about.session && each.field === about.field;
    const known = next.drafts.find(same);
    // Without a window it was the server that emptied it, because its text was sent.
    const draft = { ...about, text: window === null ? "" : (known?.text ?? "") };
    const drafts = [...next.drafts.filter((each) => !same(each)), draft];
    drafts.sort((a, b) =>
      a.session === b.session ? (a.field < b.field ? -1 : 1) : a.session < b.session ? -1 : 1,
    );
    next = { ...next, drafts };
  }
  return next;
}

/**
 * The desk after one frame of the stream; `"reload"` when a mirror can't follow and all has to be read
 * afresh. A frame that was applied already changes nothing.
 */
export function applyEvent(desk: Desk, frame: DeskFrame): Desk | "reload" {
  const { cursor } = frame;
  if (frame.t === "gone") {
    const { [frame.conversation]: _, ...conversations } = desk.conversations;
    return { ...desk, cursor, conversations, items: unlisted(desk, frame.conversation) };
  }
  const { event } = frame;
  let next: Desk = { ...desk, cursor };
  if (frame.t === "granted") next = withView(next, frame.view);

  const known = next.conversations[event.machineId];
  if (known && known.mirror.chart === event.machine) {
    const step = stepMirror(known.mirror, event);
    if (!step.ok) return "reload";
    if (step.held !== known.mirror) {
      next = {
        ...next,
        conversations: { ...next.conversations, [event.machineId]: { ...known, mirror: step.held } },
      };
    }
  }
  const item = frame.t === "granted" ? frame.view.item : (event.item ?? event.view?.item);
  if (event.person) next = withName(next, { id: event.machineId, name: event.person.name });
  if (event.record) next = withRecord(next, event.record);
  if (event.installation) next = withInstallation(next, event.installation);
  next = withOwn(next, event);
  if (item) next = withItem(next, item, event.at);
  return held(next);
}
