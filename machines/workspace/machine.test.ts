import { describe, expect, it } from "vitest";
import { type AnyMachineSnapshot, createActor } from "xstate";
import { persist, start } from "#machines/decide.ts";
import { liveChat } from "#machines/liveChat/machine.ts";
import { mirroredHashes } from "#machines/mirror/mirrored.ts";
import { snapshotOf } from "#machines/mirror/step.ts";
import { presence } from "#machines/presence/machine.ts";
import { play, type Step, told } from "#machines/testing/conversation.ts";
import { active, offered } from "#machines/testing/fixtures.ts";
import { chartSuite } from "#machines/testing/suite.ts";
import type { MirrorView, SessionView, WorkItem } from "#machines/wire/views.ts";
import type { DeskActors, WorkspaceEvent } from "./events.ts";
import { ANCHOR, draftId, HOME, mirrorId, offerId } from "./ids.ts";
import { workspace } from "./machine.ts";
import { workspaceWith } from "./wire.ts";

const ana = { id: "ana", name: "Ana" };
const item = (id: string, state: WorkItem["state"], unread = 0): WorkItem => ({
  id,
  workstream: "web",
  workstreamName: "Web",
  channel: "web",
  chart: "liveChat",
  state,
  customer: { kind: "visitor", id: "v1", number: 7 },
  account: null,
  case: null,
  queue: { id: "front", name: "Front" },
  owner: ana,
  first: false,
  affinity: null,
  createdAt: 0,
  updatedAt: 0,
  closedAt: null,
  waitingSince: null,
  lastMessage: null,
  lastSeq: 0,
  unread,
  deadline: state === "offered" ? 120_000 : null,
  outcome: null,
  page: null,
  browser: null,
  language: null,
});
const view = (events: Step[], rev: number): MirrorView => ({
  chart: "liveChat",
  hash: mirroredHashes.liveChat ?? "",
  rev,
  snapshot: persist(play(liveChat, events).snapshot),
});
const presenceView: MirrorView = {
  chart: "presence",
  hash: mirroredHashes.presence ?? "",
  rev: 1,
  snapshot: persist(
    start(presence, { agent: "ana", policy: { agentGrace: 1 }, policyRev: 1, at: 0 }).snapshot,
  ),
};
const session = (subject: string, position: number): SessionView => ({
  id: `conversation:${subject}`,
  kind: "conversation",
  subject,
  position,
  openedAt: 0,
  title: null,
  tabs: [],
});
const one = session("c1", 0);
const two = session("c2", 1);
const desk: DeskActors = {
  me: ana,
  presence: { mirror: presenceView },
  home: { tabs: [] },
  // Out of order: the position counts.
  sessions: [two, one],
  conversations: {
    c1: { item: item("c1", "active"), mirror: view(active, 5) },
    c2: { item: item("c2", "active", 2), mirror: view(active, 5) },
    c3: { item: item("c3", "offered"), mirror: view(offered, 2) },
  },
};
const row = (rev: number, step: Exclude<Step, string>) => ({
  rev,
  hash: mirroredHashes.liveChat ?? "",
  event: { ...told(step) },
});

const events: WorkspaceEvent[] = [
  { type: "line.connecting" },
  { type: "line.live" },
  { type: "line.reconnecting" },
  { type: "line.offline" },
  { type: "line.signedOut" },
  { type: "panel.toggled" },
  { type: "desk.loaded", desk },
  { type: "desk.reset" },
  { type: "session.opened", session: one, unread: 0 },
  { type: "session.closed", id: one.id },
  { type: "session.selected", id: one.id },
  { type: "session.moved", order: [one.id] },
  { type: "tabs.listed", session: HOME, order: ["knowledge"] },
  { type: "tab.selected", session: HOME, tab: "knowledge" },
  { type: "window.focused" },
  { type: "window.blurred" },
  { type: "offer.arrived", conversation: "c3", deadline: null },
  { type: "outcome.dismissed", conversation: "c3" },
  { type: "fault.dismissed", actor: "x" },
  { type: "draft.opened", session: one.id, field: "composer", text: "", rev: 0 },
  { type: "view.arrived", id: "c1", view: view(active, 5) },
  { type: "log.arrived", id: "c1", row: row(6, { type: "customer.lineLost" }) },
  { type: "xstate.done.actor.x", output: null, actorId: "x" },
  { type: "xstate.error.actor.x", error: new Error("x"), actorId: "x" },
];

chartSuite(workspace, {
  events,
  key: (snapshot: AnyMachineSnapshot) => JSON.stringify(snapshot.value),
  decidedBy: "browser",
  ends: false,
});

function begin(...told: WorkspaceEvent[]) {
  const actor = createActor(workspace).start();
  const all = [{ type: "desk.loaded", desk } as const, ...told];
  for (const event of all) actor.send(event);
  const context = () => actor.getSnapshot().context;
  for (const ref of Object.values(context().sessions)) ref.send({ type: "session.loaded" });
  return { actor, context, children: () => Object.keys(actor.getSnapshot().children).sort() };
}
const focusOf = (at: ReturnType<typeof begin>, id: string) =>
  at
    .context()
    .sessions[id]?.getSnapshot()
    .matches({ open: { focus: "front" } });

describe("the desk", () => {
  it("has a session for each that is open, an offer for what is offered, a mirror for each chart", () => {
    const at = begin();
    expect(at.actor.getSnapshot().value).toMatchObject({ desk: "ready" });
    expect(at.children()).toEqual(
      [one.id, two.id, offerId("c3"), ...["c1", "c2", "c3", "ana"].map(mirrorId)].sort(),
    );
    expect(at.context()).toMatchObject({ order: [one.id, two.id], selected: HOME });
    expect(at.context().sessions[two.id]?.getSnapshot().context.unread).toBe(2);
    expect(at.actor.system.get(one.id)).toBe(at.context().sessions[one.id]);
  });

  it("keeps what is the same when it is loaded afresh, with all that was typed", () => {
    const at = begin({ type: "draft.opened", session: one.id, field: "composer", text: "", rev: 0 });
    const before = at.context();
    before.drafts[draftId(one.id, "composer")]?.send({ type: "text.changed", text: "Bo día" });
    const { c3: _, ...conversations } = desk.conversations;
    const fresh = {
      ...desk,
      sessions: [one],
      conversations: { ...conversations, c1: { item: item("c1", "active", 4), mirror: view(active, 9) } },
    };
    at.actor.send({ type: "desk.reset" });
    expect(at.context().sessions).toEqual(before.sessions);
    at.actor.send({ type: "desk.loaded", desk: fresh });
    expect(at.context().sessions[one.id]).toBe(before.sessions[one.id]);
    expect(at.context().sessions[one.id]?.getSnapshot().context.unread).toBe(4);
    expect(at.context().mirrors.c1?.getSnapshot().context.view.rev).toBe(9);
    expect(at.context().drafts[draftId(one.id, "composer")]?.getSnapshot().context.text).toBe("Bo día");
    expect(at.children()).toEqual(
      [one.id, draftId(one.id, "composer"), ...["c1", "c2", "ana"].map(mirrorId)].sort(),
    );
  });

  it("survives a reload of the page as JSON", () => {
    const at = begin({ type: "session.selected", id: two.id });
    const stored = JSON.parse(JSON.stringify(at.actor.getPersistedSnapshot()));
    const again = createActor(workspace, { snapshot: stored }).start();
    expect(Object.keys(again.getSnapshot().children).sort()).toEqual(at.children());
    expect(again.getSnapshot().context.selected).toBe(two.id);
    expect(again.getSnapshot().context.sessions[two.id]?.getSnapshot().value).toMatchObject({
      open: { focus: "front" },
    });
  });
});

describe("sessions", () => {
  it("open once, in order", () => {
    const third = session("c9", 2);
    const at = begin(
      { type: "session.opened", session: third, unread: 0 },
      { type: "session.opened", session: third, unread: 0 },
    );
    expect(at.context().order).toEqual([one.id, two.id, third.id]);
    at.actor.send({ type: "session.moved", order: [third.id, "unknown", one.id] });
    expect(at.context().order).toEqual([third.id, one.id, two.id]);
  });

  it("are in focus one at a time, and none while the window is away", () => {
    const at = begin({ type: "session.selected", id: one.id });
    expect([focusOf(at, one.id), focusOf(at, two.id)]).toEqual([true, false]);
    at.actor.send({ type: "session.selected", id: two.id });
    expect([focusOf(at, one.id), focusOf(at, two.id)]).toEqual([false, true]);
    at.actor.send({ type: "window.blurred" });
    expect(focusOf(at, two.id)).toBe(false);
    at.actor.send({ type: "session.selected", id: one.id });
    expect(focusOf(at, one.id)).toBe(false);
    at.actor.send({ type: "window.focused" });
    expect([focusOf(at, one.id), focusOf(at, two.id)]).toEqual([true, false]);
  });

  it("are put away when closed, and their neighbour is selected", () => {
    const at = begin({ type: "session.selected", id: one.id });
    at.actor.send({ type: "session.closed", id: one.id });
    expect(at.children()).not.toContain(one.id);
    expect(at.context()).toMatchObject({ order: [two.id], selected: two.id });
    expect(focusOf(at, two.id)).toBe(true);
    at.actor.send({ type: "session.opened", session: one, unread: 0 });
    at.actor.send({ type: "session.selected", id: one.id });
    at.actor.send({ type: "session.closed", id: one.id });
    expect(at.context().selected).toBe(two.id);
    at.actor.send({ type: "session.closed", id: two.id });
    expect(at.context().selected).toBe(HOME);
    at.actor.send({ type: "session.selected", id: "conversation:gone" });
    expect(at.context().selected).toBe(HOME);
  });
});

describe("tabs", () => {
  const listed = (order: string[]): WorkspaceEvent => ({ type: "tabs.listed", session: one.id, order });
  const selected = (tab: string): WorkspaceEvent => ({ type: "tab.selected", session: one.id, tab });
  const inFront = (at: ReturnType<typeof begin>) => at.context().tabs[one.id]?.selected;

  it("are the desk's, of each session and of Home, with the anchor in front", () => {
    const at = begin();
    const tab = {
      kind: "knowledge",
      subject: null,
      title: null,
      params: {},
      position: 1,
      openedAt: 0,
    } as const;
    at.actor.send({
      type: "desk.loaded",
      desk: { ...desk, home: { tabs: [{ ...tab, id: "knowledge" }] }, sessions: [one] },
    });
    expect(at.context().tabs).toEqual({
      [HOME]: { order: ["knowledge"], selected: ANCHOR },
      [one.id]: { order: [], selected: ANCHOR },
    });
    const third = { ...session("c9", 2), tabs: [{ ...tab, id: "templates" }] };
    at.actor.send({ type: "session.opened", session: third, unread: 0 });
    expect(at.context().tabs[third.id]).toEqual({ order: ["templates"], selected: ANCHOR });
    at.actor.send({ type: "session.closed", id: third.id });
    expect(at.context().tabs[third.id]).toBeUndefined();
  });

  it("hand the front to their neighbour on the left when they go, at last to the anchor", () => {
    const at = begin(listed(["a", "b", "c"]), selected("b"));
    at.actor.send(listed(["b", "a", "c"]));
    expect(inFront(at)).toBe("b");
    at.actor.send(listed(["a", "b", "c", "d"]));
    at.actor.send(selected("c"));
    at.actor.send(listed(["a", "d"]));
    expect(inFront(at)).toBe("a");
    at.actor.send(listed(["d"]));
    expect(inFront(at)).toBe(ANCHOR);
    at.actor.send(listed([]));
    expect(inFront(at)).toBe(ANCHOR);
  });

  it("come to the front only while they are there", () => {
    const at = begin(listed(["a"]), selected("a"), selected("unknown"));
    expect(inFront(at)).toBe("a");
    at.actor.send(selected(ANCHOR));
    expect(inFront(at)).toBe(ANCHOR);
    at.actor.send({ type: "tab.selected", session: "conversation:gone", tab: "a" });
    expect(at.context().tabs["conversation:gone"]).toBeUndefined();
  });

  it("keep the one in front when the desk is loaded afresh", () => {
    const at = begin();
    const tab = { kind: "search", subject: null, title: null, params: {}, position: 1, openedAt: 0 } as const;
    const withTab = { ...desk, sessions: [{ ...one, tabs: [{ ...tab, id: "search" }] }, two] };
    at.actor.send({ type: "desk.loaded", desk: withTab });
    at.actor.send(selected("search"));
    at.actor.send({ type: "desk.loaded", desk: withTab });
    expect(inFront(at)).toBe("search");
    at.actor.send({ type: "desk.loaded", desk });
    expect(inFront(at)).toBe(ANCHOR);
  });
});

describe("offers", () => {
  it("tell what became of them, and go", () => {
    const at = begin();
    at.context().offers.c3?.send({ type: "offer.accept" });
    at.context().offers.c3?.send({ type: "answer.refused", reason: "taken", over: true });
    expect(at.children()).not.toContain(offerId("c3"));
    expect(at.context().outcomes).toEqual([{ conversation: "c3", outcome: "withdrawn", reason: "taken" }]);
    at.actor.send({ type: "offer.arrived", conversation: "c3", deadline: null });
    expect(at.context().outcomes).toEqual([]);
    expect(at.children()).toContain(offerId("c3"));
  });
});

describe("mirrors", () => {
  it("hear of the log, each of its own machine", () => {
    const at = begin({ type: "log.arrived", id: "c1", row: row(6, { type: "customer.lineLost" }) });
    const held = at.context().mirrors.c1?.getSnapshot().context.view;
    expect(held?.rev).toBe(6);
    expect(held && snapshotOf(held)?.value).toEqual({ open: { handling: "active", customer: "away" } });
    expect(at.context().mirrors.c2?.getSnapshot().context.view.rev).toBe(5);
    at.actor.send({ type: "log.arrived", id: "unknown", row: row(1, { type: "customer.lineLost" }) });
    expect(at.actor.getSnapshot().status).toBe("active");
  });
});

describe("a child that throws", () => {
  const broken = (at: ReturnType<typeof begin>, id: string) =>
    at.context().faults.some((fault) => fault.actor === id) && !at.children().includes(id);

  it("takes nothing with it: a mirror", () => {
    const at = begin();
    const bad = JSON.parse('{"type":"log.arrived","row":null}');
    at.context().mirrors.c1?.send(bad);
    expect(broken(at, mirrorId("c1"))).toBe(true);
    expect(at.actor.getSnapshot().status).toBe("active");
    at.actor.send({ type: "log.arrived", id: "c2", row: row(6, { type: "customer.lineLost" }) });
    expect(at.context().mirrors.c2?.getSnapshot().context.view.rev).toBe(6);
    at.actor.send({ type: "view.arrived", id: "c1", view: view(active, 8) });
    expect(at.context().mirrors.c1?.getSnapshot().context.view.rev).toBe(8);
    at.actor.send({ type: "fault.dismissed", actor: mirrorId("c1") });
    expect(at.context().faults).toEqual([]);
  });

  it("takes nothing with it: a session whose effect throws", () => {
    const failing = workspaceWith({
      requestSave: () => {},
      requestSend: () => {},
      requestAccept: () => {},
      requestReject: () => {},
      requestClose: () => {
        throw new Error("no line");
      },
    });
    const actor = createActor(failing).start();
    actor.send({ type: "desk.loaded", desk });
    actor.send({ type: "session.selected", id: one.id });
    const ref = actor.getSnapshot().context.sessions[one.id];
    for (const type of ["session.loaded", "session.close", "close.confirmed"] as const) ref?.send({ type });
    const { status, context, children } = actor.getSnapshot();
    expect(status).toBe("active");
    expect(context.faults).toEqual([{ actor: one.id, message: "no line" }]);
    expect([context.order, context.selected]).toEqual([[two.id], two.id]);
    expect(Object.keys(children)).not.toContain(one.id);
    actor.send({ type: "session.opened", session: one, unread: 0 });
    expect(actor.getSnapshot().context.sessions[one.id]?.getSnapshot().status).toBe("active");
  });
});

describe("the effects", () => {
  it("reach the engine from every child", () => {
    const asked: string[] = [];
    const actor = createActor(
      workspaceWith({
        requestSave: ({ session: of, text }) => asked.push(`save ${of} ${text}`),
        requestSend: ({ id, text }) => asked.push(`send ${id} ${text}`),
        requestAccept: ({ conversation }) => asked.push(`accept ${conversation}`),
        requestReject: ({ conversation }) => asked.push(`reject ${conversation}`),
        requestClose: ({ session: of }) => asked.push(`close ${of}`),
      }),
    ).start();
    actor.send({ type: "desk.loaded", desk });
    actor.send({ type: "draft.opened", session: one.id, field: "composer", text: "", rev: 0 });
    const { sessions, drafts, offers } = actor.getSnapshot().context;
    const composer = drafts[draftId(one.id, "composer")];
    composer?.send({ type: "text.changed", text: "Bo" });
    composer?.send({ type: "save.now" });
    composer?.send({ type: "send", id: "m1" });
    offers.c3?.send({ type: "offer.accept" });
    offers.c3?.send({ type: "answer.refused", reason: "unavailable", over: false });
    offers.c3?.send({ type: "offer.reject" });
    for (const type of ["session.loaded", "session.close", "close.confirmed"] as const) {
      sessions[one.id]?.send({ type });
    }
    expect(asked).toEqual([`save ${one.id} Bo`, "send m1 Bo", "accept c3", "reject c3", `close ${one.id}`]);
  });
});
