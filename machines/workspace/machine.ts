import { type ActorRefFrom, assertEvent, assign, enqueueActions, setup, stopChild } from "xstate";
import { type DraftRef, draft } from "#machines/draft/machine.ts";
import { type MirrorRef, mirror } from "#machines/mirror/logic.ts";
import type { OfferOutcome } from "#machines/offer/events.ts";
import { type OfferRef, offer } from "#machines/offer/machine.ts";
import { type SessionRef, session } from "#machines/session/machine.ts";
import type { DeskActors, WorkspaceEvent } from "./events.ts";
import { ANCHOR, draftId, HOME, mirrorId, offerId } from "./ids.ts";

export type WorkspaceContext = {
  /** Ids of the open sessions as the panel has them, without Home. */
  order: string[];
  /** `home` or a session's id: a fact of this window. */
  selected: string;
  /** By session, and of `home`: the tabs beside the anchor, and the one in front, which may be `anchor`. */
  tabs: Record<string, TabsContext>;
  windowActive: boolean;
  sessions: Record<string, SessionRef>;
  /** By the conversation's id. */
  offers: Record<string, OfferRef>;
  /** By `draftId`. */
  drafts: Record<string, DraftRef>;
  /** By the machine's id: a conversation's, or the agent's for presence. */
  mirrors: Record<string, MirrorRef>;
  /** What became of offers, until the person has seen it. */
  outcomes: OfferOutcome[];
  /** Children that failed and were stopped; the rest goes on. */
  faults: { actor: string; message: string }[];
};

export type TabsContext = { order: readonly string[]; selected: string };

/** `selected`: where the last window used was; a new one starts there. */
export type WorkspaceInput = { selected?: string };

const without = <T>(record: Record<string, T>, keep: (key: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keep(key)));

const byPosition = (desk: DeskActors) => [...desk.sessions].sort((a, b) => a.position - b.position);

/** Where the selection goes when a session is not there any more: the next one, else the one before. */
function neighbour(order: readonly string[], closed: string): string {
  const at = order.indexOf(closed);
  return order[at + 1] ?? order[at - 1] ?? HOME;
}

/** The tabs as they are now; when the one in front has gone, the next that is left of it comes to the front. */
function listTabs(before: TabsContext | undefined, order: readonly string[]): TabsContext {
  const { order: old, selected } = before ?? { order: [], selected: ANCHOR };
  if (order.includes(selected)) return { order, selected };
  const left = old.slice(0, Math.max(0, old.indexOf(selected)));
  return { order, selected: left.findLast((tab) => order.includes(tab)) ?? ANCHOR };
}

function isOutcome(value: unknown): value is OfferOutcome {
  return typeof value === "object" && value !== null && "conversation" in value && "outcome" in value;
}

/** The actors of `conversations` that are offered to `me` now. */
const offeredIn = (desk: DeskActors) =>
  Object.values(desk.conversations).filter(
    ({ item }) => item.state === "offered" && item.owner?.id === desk.me.id,
  );

/** The root actor of one agent's window. What fails among its children never takes it down. */
export const workspace = setup({
  types: {
    context: {} as WorkspaceContext,
    events: {} as WorkspaceEvent,
    input: {} as WorkspaceInput | undefined,
  },
  actors: { session, offer, draft, mirror },
  actions: {
    /** Makes the children that the desk has, keeps those that are there, drops those that are not. */
    adoptDesk: assign(({ context, event, spawn }) => {
      assertEvent(event, "desk.loaded");
      const { desk } = event;
      const open = byPosition(desk);
      const ids = new Set(open.map((view) => view.id));
      const offered = offeredIn(desk);
      const views = new Map(
        Object.values(desk.conversations).map(({ item, mirror: view }) => [item.id, view] as const),
      );
      views.set(desk.me.id, desk.presence.mirror);
      const offeredIds = new Set(offered.map(({ item }) => item.id));
      const sessions = without(context.sessions, (id) => ids.has(id));
      for (const { id, kind, subject } of open) {
        const unread = desk.conversations[subject]?.item.unread ?? 0;
        sessions[id] ??= spawn("session", { id, systemId: id, input: { id, kind, subject, unread } });
      }
      const offers = without(context.offers, (id) => offeredIds.has(id));
      for (const { item } of offered) {
        const id = offerId(item.id);
        const input = { conversation: item.id, deadline: item.deadline };
        offers[item.id] ??= spawn("offer", { id, systemId: id, input });
      }
      const mirrors = without(context.mirrors, (id) => views.has(id));
      for (const [machine, view] of views) {
        const id = mirrorId(machine);
        mirrors[machine] ??= spawn("mirror", { id, systemId: id, input: { view } });
      }
      const order = open.map((view) => view.id);
      const selected = ids.has(context.selected) ? context.selected : HOME;
      const ofSessions = open.map(({ id, tabs }) => [id, tabs] as const);
      const listed = [[HOME, desk.home.tabs] as const, ...ofSessions].map(
        ([id, tabs]) =>
          [
            id,
            listTabs(
              context.tabs[id],
              tabs.map((tab) => tab.id),
            ),
          ] as const,
      );
      return { sessions, offers, mirrors, order, selected, tabs: Object.fromEntries(listed) };
    }),
    /** Before the desk is adopted: whoever is not in it stops, whoever was there already is put right. */
    settleChildren: enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, "desk.loaded");
      const { desk } = event;
      const ids = new Set(desk.sessions.map((view) => view.id));
      const offeredIds = new Set(offeredIn(desk).map(({ item }) => item.id));
      for (const [id, ref] of Object.entries(context.sessions)) if (!ids.has(id)) enqueue.stopChild(ref);
      for (const [id, ref] of Object.entries(context.offers)) if (!offeredIds.has(id)) enqueue.stopChild(ref);
      for (const [id, ref] of Object.entries(context.mirrors)) {
        const view = id === desk.me.id ? desk.presence.mirror : desk.conversations[id]?.mirror;
        if (view === undefined) enqueue.stopChild(ref);
        else enqueue.sendTo(ref, { type: "view.replaced", view });
      }
      for (const { subject, id } of desk.sessions) {
        const ref = context.sessions[id];
        const unread = desk.conversations[subject]?.item.unread;
        if (ref !== undefined && unread !== undefined) {
          enqueue.sendTo(ref, { type: "unread.counted", unread });
        }
      }
    }),
    openSession: assign(({ context, event, spawn }) => {
      assertEvent(event, "session.opened");
      const { id, kind, subject, tabs: rows } = event.session;
      if (context.sessions[id] !== undefined) return {};
      const tabs = {
        ...context.tabs,
        [id]: listTabs(
          undefined,
          rows.map((tab) => tab.id),
        ),
      };
      const ref = spawn("session", { id, systemId: id, input: { id, kind, subject, unread: event.unread } });
      return { sessions: { ...context.sessions, [id]: ref }, order: [...context.order, id], tabs };
    }),
    tellClosed: enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, "session.closed");
      const ref = context.sessions[event.id];
      if (ref !== undefined) enqueue.sendTo(ref, { type: "session.closed" });
    }),
    /** Told to the sessions by `tellFocus`, before. */
    select: assign(({ context, event }) => {
      assertEvent(event, "session.selected");
      return { selected: event.id === HOME || context.sessions[event.id] !== undefined ? event.id : HOME };
    }),
    blurSelected: enqueueActions(({ context, enqueue }) => {
      const ref = context.sessions[context.selected];
      if (ref !== undefined) enqueue.sendTo(ref, { type: "session.blurred" });
    }),
    focusSelected: enqueueActions(({ context, enqueue }) => {
      const ref = context.sessions[context.selected];
      if (ref !== undefined && context.windowActive) enqueue.sendTo(ref, { type: "session.focused" });
    }),
    activateWindow: assign({ windowActive: true }),
    deactivateWindow: assign({ windowActive: false }),
    reorder: assign(({ context, event }) => {
      assertEvent(event, "session.moved");
      const known = event.order.filter((id) => context.order.includes(id));
      return { order: [...known, ...context.order.filter((id) => !known.includes(id))] };
    }),
    listTabs: assign(({ context, event }) => {
      assertEvent(event, "tabs.listed");
      const { session: of, order } = event;
      return { tabs: { ...context.tabs, [of]: listTabs(context.tabs[of], order) } };
    }),
    selectTab: assign(({ context, event }) => {
      assertEvent(event, "tab.selected");
      const { session: of, tab } = event;
      const known = context.tabs[of];
      if (known === undefined || (tab !== ANCHOR && !known.order.includes(tab))) return {};
      return { tabs: { ...context.tabs, [of]: { ...known, selected: tab } } };
    }),
    ring: assign(({ context, event, spawn }) => {
      assertEvent(event, "offer.arrived");
      const { conversation, deadline } = event;
      if (context.offers[conversation] !== undefined) return {};
      const id = offerId(conversation);
      const ref = spawn("offer", { id, systemId: id, input: { conversation, deadline } });
      const outcomes = context.outcomes.filter((outcome) => outcome.conversation !== conversation);
      return { offers: { ...context.offers, [conversation]: ref }, outcomes };
    }),
    dismissOutcome: assign(({ context, event }) => {
      assertEvent(event, "outcome.dismissed");
      const outcomes = context.outcomes.filter(({ conversation }) => conversation !== event.conversation);
      return { outcomes };
    }),
    dismissFault: assign(({ context, event }) => {
      assertEvent(event, "fault.dismissed");
      return { faults: context.faults.filter(({ actor }) => actor !== event.actor) };
    }),
    openDraft: assign(({ context, event, spawn }) => {
      assertEvent(event, "draft.opened");
      const { session: of, field, text, rev } = event;
      const id = draftId(of, field);
      if (context.drafts[id] !== undefined) return {};
      const ref = spawn("draft", { id, systemId: id, input: { session: of, field, text, rev } });
      return { drafts: { ...context.drafts, [id]: ref } };
    }),
    /** A draft that is there already hears of the server's text. */
    tellDraft: enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, "draft.opened");
      const ref = context.drafts[draftId(event.session, event.field)];
      if (ref !== undefined) {
        enqueue.sendTo(ref, { type: "remote.changed", text: event.text, rev: event.rev });
      }
    }),
    reflect: assign(({ context, event, spawn }) => {
      assertEvent(event, "view.arrived");
      if (context.mirrors[event.id] !== undefined) return {};
      const id = mirrorId(event.id);
      const ref = spawn("mirror", { id, systemId: id, input: { view: event.view } });
      return { mirrors: { ...context.mirrors, [event.id]: ref } };
    }),
    tellView: enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, "view.arrived");
      const ref = context.mirrors[event.id];
      if (ref !== undefined) enqueue.sendTo(ref, { type: "view.replaced", view: event.view });
    }),
    tellMirror: enqueueActions(({ context, event, enqueue }) => {
      assertEvent(event, "log.arrived");
      const ref = context.mirrors[event.id];
      if (ref !== undefined) enqueue.sendTo(ref, { type: "log.arrived", row: event.row });
    }),
    stopFinished: stopChild(({ event }) => ("actorId" in event ? event.actorId : "")),
    forgetFinished: assign(({ context, event }) => {
      if (!("actorId" in event)) return {};
      const id = event.actorId;
      return {
        sessions: without(context.sessions, (key) => key !== id),
        offers: without(context.offers, (key) => offerId(key) !== id),
        drafts: without(context.drafts, (key) => key !== id),
        mirrors: without(context.mirrors, (key) => mirrorId(key) !== id),
        order: context.order.filter((key) => key !== id),
        tabs: without(context.tabs, (key) => key !== id),
        selected: context.selected === id ? neighbour(context.order, id) : context.selected,
      };
    }),
    keepOutcome: assign(({ context, event }) => {
      if (!("output" in event) || !isOutcome(event.output)) return {};
      return { outcomes: [...context.outcomes, event.output] };
    }),
    keepFault: assign(({ context, event }) => {
      if (!("error" in event)) return {};
      const message = event.error instanceof Error ? event.error.message : String(event.error);
      return { faults: [...context.faults, { actor: event.actorId, message }] };
    }),
  },
}).createMachine({
  id: "workspace",
  version: "1",
  context: ({ input }) => ({
    order: [],
    selected: input?.selected ?? HOME,
    tabs: {},
    windowActive: true,
    sessions: {},
    offers: {},
    drafts: {},
    mirrors: {},
    outcomes: [],
    faults: [],
  }),
  options: { maxIterations: 100 },
  type: "parallel",
  on: {
    "session.opened": { actions: ["openSession"] },
    "session.closed": { description: "The session ends by itself when told", actions: ["tellClosed"] },
    "session.selected": { actions: ["blurSelected", "select", "focusSelected"] },
    "session.moved": { actions: ["reorder"] },
    "tabs.listed": {
      description: "When the tab in front was closed, its neighbour on the left comes to the front",
      actions: ["listTabs"],
    },
    "tab.selected": { actions: ["selectTab"] },
    "window.focused": { actions: ["activateWindow", "focusSelected"] },
    "window.blurred": { actions: ["deactivateWindow", "blurSelected"] },
    "offer.arrived": { actions: ["ring"] },
    "outcome.dismissed": { actions: ["dismissOutcome"] },
    "fault.dismissed": { actions: ["dismissFault"] },
    "draft.opened": { actions: ["tellDraft", "openDraft"] },
    "view.arrived": { actions: ["tellView", "reflect"] },
    "log.arrived": { actions: ["tellMirror"] },
    "xstate.done.actor.*": {
      description: "A child that is over is put away; focus goes to the neighbour",
      actions: ["keepOutcome", "stopFinished", "forgetFinished", "focusSelected"],
    },
    "xstate.error.actor.*": {
      description: "A child that failed is put away; the others go on",
      actions: ["keepFault", "stopFinished", "forgetFinished", "focusSelected"],
    },
  },
  states: {
    line: {
      description: "The window's stream",
      initial: "connecting",
      on: {
        "line.connecting": { target: ".connecting" },
        "line.live": { target: ".live" },
        "line.reconnecting": { target: ".reconnecting" },
        "line.offline": { target: ".offline" },
        "line.signedOut": { target: ".signedOut" },
      },
      states: {
        connecting: { description: "For the first time" },
        live: { description: "Events come" },
        reconnecting: { description: "It was cut; typing goes on" },
        offline: { description: "No connection; typing goes on" },
        signedOut: { description: "Typing goes on; signing in resumes" },
      },
    },
    panel: {
      description: "The session panel",
      initial: "expanded",
      states: {
        expanded: { description: "Titles and last lines", on: { "panel.toggled": { target: "collapsed" } } },
        collapsed: { description: "Icons with badges", on: { "panel.toggled": { target: "expanded" } } },
      },
    },
    desk: {
      description: "What the agent has open",
      initial: "restoring",
      states: {
        restoring: {
          description: "The server is asked",
          on: {
            "desk.loaded": { target: "ready", actions: ["settleChildren", "adoptDesk", "focusSelected"] },
          },
        },
        ready: {
          description: "As the server has it",
          on: {
            "desk.reset": {
              description: "The log has gone on without this window; what it has stays until the answer",
              target: "restoring",
            },
            "desk.loaded": {
              description: "Afresh: what is the same stays, with all that was typed",
              actions: ["settleChildren", "adoptDesk", "focusSelected"],
            },
          },
        },
      },
    },
  },
});

export type WorkspaceRef = ActorRefFrom<typeof workspace>;
