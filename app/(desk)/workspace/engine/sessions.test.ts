import { describe, expect, it } from "vitest";
import { createActor } from "xstate";
import type { TabParams, TabView } from "#machines/wire/records.ts";
import type { Desk, SessionView } from "#machines/wire/views.ts";
import { ANCHOR, HOME } from "#machines/workspace/ids.ts";
import { workspace } from "#machines/workspace/machine.ts";
import type { Api } from "./api.ts";
import { tellDifference } from "./difference.ts";
import { Sessions } from "./sessions.ts";
import { createStore } from "./store.ts";
import { FakeClock } from "./testing.ts";
import { freshWindow } from "./windowState.ts";

const tab = (id: string, params: TabParams = {}): TabView => ({
  id,
  kind: id === "knowledge" ? "knowledge" : "search",
  subject: null,
  title: null,
  params,
  position: 1,
  openedAt: 0,
});
const record = (subject: string, tabs: TabView[] = []): SessionView => ({
  id: `contact:${subject}`,
  kind: "contact",
  subject,
  position: 1,
  openedAt: 0,
  title: "Kenny",
  tabs,
});

/** A desk without conversations, and a server that is told by the test when and what to answer. */
function begin(sessions: SessionView[] = [record("k")], room = true) {
  const desk = createStore<Desk>({
    cursor: "1",
    me: {
      id: "ana",
      name: "Ana",
      email: "",
      role: "agent",
      locale: null,
      scheme: "auto",
      capacity: 10,
      load: 0,
      queues: [],
    },
    presence: {
      label: "available",
      why: [],
      mirror: { chart: "presence", hash: "", rev: 1, snapshot: null },
    },
    sessions,
    home: { tabs: [] },
    installation: { sessionLimit: 10, pages: [], dashboard: [] },
    conversations: {},
    drafts: [],
    items: { mine: [], open: [], closed: [] },
  });
  const asked: { name: string; input: unknown; answer(data: unknown): void; refuse(): void }[] = [];
  const left: unknown[] = [];
  const never = () => new Promise<never>(() => undefined);
  const api: Api = {
    load: never,
    messages: never,
    details: never,
    drafts: never,
    run: (name, _id, input) =>
      new Promise((resolve, reject) => {
        asked.push({
          name,
          input,
          answer: resolve,
          refuse: () => reject({ data: { code: "CONFLICT", message: "tabLimit" } }),
        });
      }),
    saveDraft: never,
    saveDraftLeaving: () => undefined,
    runLeaving: (name, _id, input) => left.push([name, input]),
    knowsMe: never,
  };
  const actor = createActor(workspace).start();
  actor.send({ type: "desk.loaded", desk: desk.get() });
  const clock = new FakeClock();
  const window = createStore(freshWindow("t"));
  const selected: string[] = [];
  const faults: string[] = [];
  const parts = new Sessions({
    api,
    clock,
    actor: () => actor,
    desk,
    window,
    keep: (change) => window.update((state) => ({ ...state, ...change })),
    select: (session) => selected.push(session),
    room: () => room,
    tell: (fault) => faults.push(fault.message),
  });
  /** A row of the log: the desk has changed. */
  const log = (change: (desk: Desk) => Desk) => {
    const before = desk.get();
    desk.set(change(before));
    const { opened } = tellDifference(before, desk.get(), null, actor);
    for (const session of opened) parts.opened(session);
    parts.stepped(before);
  };
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { parts, asked, left, log, selected, faults, clock, window, settle };
}
const withTabs = (tabs: TabView[]) => (desk: Desk) => ({
  ...desk,
  sessions: desk.sessions.map((session) => ({ ...session, tabs })),
});
const HERE = "contact:k";

describe("a session on a record", () => {
  it("comes to the front when it is open, and nothing is asked", async () => {
    const at = begin();
    expect(await at.parts.open("contact", "k")).toBe(true);
    expect([at.selected, at.asked]).toEqual([["contact:k"], []]);
  });

  it("comes to the front when the log has it, here and not in other windows", async () => {
    const at = begin();
    void at.parts.open("contact", "other");
    at.log((desk) => ({ ...desk, sessions: [...desk.sessions, record("other"), record("elsewhere")] }));
    at.asked[0]?.answer({ session: "contact:other" });
    await at.settle();
    expect(at.selected).toEqual(["contact:other"]);
  });

  it("is not asked for when there is no room; a refusal is told and forgotten", async () => {
    const full = begin([record("k")], false);
    expect(await full.parts.open("contact", "other")).toBe(false);
    expect(full.asked).toEqual([]);
    const at = begin();
    const opening = at.parts.open("contact", "other");
    at.asked[0]?.refuse();
    expect(await opening).toBe(false);
    expect(at.faults).toEqual(["tabLimit"]);
    at.log((desk) => ({ ...desk, sessions: [...desk.sessions, record("other")] }));
    expect(at.selected).toEqual([]);
  });
});

describe("a tab", () => {
  it.each(["the answer", "the log"])("comes to the front when it is there, %s first", async (first) => {
    const at = begin();
    const opening = at.parts.openTab(HERE, "knowledge", null);
    if (first === "the log") at.log(withTabs([tab("knowledge")]));
    at.asked[0]?.answer({ tab: "knowledge", opened: true });
    expect(await opening).toBe("knowledge");
    at.log(withTabs([tab("knowledge")]));
    expect(at.parts.selectedTab(HERE)).toBe("knowledge");
    expect(at.window.get().tabs[HERE]).toBe("knowledge");
  });

  it("that is open comes to the front at once, with what is asked of it", async () => {
    const at = begin([record("k", [tab("knowledge")])]);
    expect(await at.parts.openTab(HERE, "knowledge", null, { query: "kettle" })).toBe("knowledge");
    expect(at.parts.selectedTab(HERE)).toBe("knowledge");
    expect(at.parts.paramsOf(HERE, "knowledge")).toEqual({ query: "kettle" });
    expect(at.asked).toEqual([]);
  });

  it("is the anchor for a session's own record", async () => {
    const at = begin([record("k", [tab("knowledge")])]);
    at.parts.selectTab(HERE, "knowledge");
    const opening = at.parts.openTab(HERE, "contact", "k");
    at.asked[0]?.answer({ tab: ANCHOR, opened: false });
    expect(await opening).toBe(ANCHOR);
    expect(at.parts.selectedTab(HERE)).toBe(ANCHOR);
  });

  it("goes by the log, and the anchor never", async () => {
    const at = begin([record("k", [tab("knowledge"), tab("search")])]);
    at.parts.selectTab(HERE, "search");
    expect(await at.parts.closeTab(HERE, ANCHOR)).toBe(false);
    void at.parts.closeTab(HERE, "search");
    at.log(withTabs([tab("knowledge")]));
    expect(at.parts.selectedTab(HERE)).toBe("knowledge");
    expect(at.window.get().tabs[HERE]).toBe("knowledge");
  });
});

describe("what a tab keeps", () => {
  const saves = (at: ReturnType<typeof begin>) =>
    at.asked.filter(({ name }) => name === "tab.save").map(({ input }) => input);

  it("is shown at once, and on the server half a second after the last change", async () => {
    const at = begin([record("k", [tab("search")])]);
    at.parts.save(HERE, "search", { query: "ke" });
    at.clock.advance(400);
    at.parts.save(HERE, "search", { query: "kettle" });
    expect(at.parts.paramsOf(HERE, "search")).toEqual({ query: "kettle" });
    at.clock.advance(499);
    expect(saves(at)).toEqual([]);
    at.clock.advance(1);
    expect(saves(at)).toEqual([{ session: HERE, tab: "search", params: { query: "kettle" } }]);
  });

  it("does not jump back between the answer and the log", async () => {
    const at = begin([record("k", [tab("search")])]);
    at.parts.save(HERE, "search", { query: "kettle" });
    at.parts.flush();
    at.asked[0]?.answer(null);
    await at.settle();
    at.log((desk) => ({ ...desk, cursor: "2" }));
    expect(at.parts.paramsOf(HERE, "search")).toEqual({ query: "kettle" });
    at.log(withTabs([tab("search", { query: "kettle" })]));
    at.log(withTabs([tab("search", { query: "of another window" })]));
    expect(at.parts.paramsOf(HERE, "search")).toEqual({ query: "of another window" });
  });

  it("is given at once when the tab or the session is left, and by the browser when the page goes", async () => {
    const at = begin([record("k", [tab("search")])]);
    at.parts.selectTab(HERE, "search");
    at.parts.save(HERE, "search", { query: "a" });
    at.parts.selectTab(HERE, ANCHOR);
    expect(saves(at)).toHaveLength(1);
    at.parts.save(HERE, "search", { query: "b" });
    at.parts.leave();
    expect(at.left).toEqual([["tab.save", { session: HERE, tab: "search", params: { query: "b" } }]]);
  });

  it("is the window's own for an anchor, which has no row", () => {
    const at = begin();
    at.parts.save(HOME, ANCHOR, { sort: "waiting" });
    at.clock.advance(10_000);
    expect(saves(at)).toEqual([]);
    expect(at.parts.paramsOf(HOME, ANCHOR)).toEqual({ sort: "waiting" });
    expect(at.window.get().anchors).toEqual({ [HOME]: { sort: "waiting" } });
  });
});
