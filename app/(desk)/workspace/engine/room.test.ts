import { describe, expect, it } from "vitest";
import type { Desk, SessionView, WorkItem } from "#machines/wire/views.ts";
import { crowdOf } from "./room.ts";
import { itemOf } from "./testing.ts";

const brais = { id: "brais", name: "Brais" };

function deskOf(limit: number, open: { item?: WorkItem; kind?: SessionView["kind"]; id: string }[]) {
  const sessions = open.map(({ id, kind = "conversation" }, index) => ({
    id: `${kind}:${id}`,
    kind,
    subject: id,
    position: index + 1,
    openedAt: index,
    title: null,
    tabs: [],
  }));
  const conversations = Object.fromEntries(
    open.flatMap(({ id, item }) =>
      item ? [[id, { item, mirror: { chart: "", hash: "", rev: 1, snapshot: null } }]] : [],
    ),
  );
  const desk: Pick<Desk, "sessions" | "conversations" | "installation" | "me"> = {
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
    sessions,
    conversations,
    installation: { sessionLimit: limit, pages: [], dashboard: [] },
  };
  return desk;
}
const none = () => false;
const talk = (id: string, more: Partial<WorkItem> = {}) => ({ id, item: itemOf(id, more) });

describe("room for another session", () => {
  it("is there below the limit, and for what is open already", () => {
    expect(crowdOf(deskOf(2, [talk("1")]), "conversation:2", none)).toBeNull();
    expect(crowdOf(deskOf(1, [talk("1")]), "conversation:1", none)).toBeNull();
    expect(crowdOf(deskOf(1, [talk("1")]), "conversation:2", none)?.limit).toBe(1);
  });

  const told = (open: Parameters<typeof deskOf>[1], unsaved: string[] = []) =>
    crowdOf(deskOf(open.length, open), "case:new", (session) => unsaved.includes(session))?.close;

  it("is made by closing first what costs least", () => {
    const waits = talk("waits", { waitingSince: 1 });
    const answered = talk("answered");
    const wrapUp = talk("wrapUp", { state: "wrapUp" });
    const record = { id: "k", kind: "contact" as const };
    const waiting = talk("w", { state: "waiting", affinity: "ana", owner: null });
    const ended = talk("e", { state: "ended" });
    const foreign = talk("f", { owner: brais });
    const all = [waits, answered, wrapUp, record, waiting, ended, foreign];
    const order: (string | undefined)[] = [];
    for (let open = all; open.length > 0; ) {
      const close = told(open);
      order.push(close?.why);
      open = open.filter(
        ({ id, ...rest }) => `${"kind" in rest ? rest.kind : "conversation"}:${id}` !== close?.session,
      );
    }
    expect(order).toEqual(["notYours", "ended", "waiting", "record", "wrapUp", "answered", "busy"]);
  });

  it("is not made at the cost of what is unsaved, while anything else is quiet", () => {
    const record = { id: "k", kind: "contact" as const };
    expect(told([record, talk("answered")], ["contact:k"])).toEqual({
      session: "conversation:answered",
      why: "answered",
    });
    expect(told([record, talk("waits", { waitingSince: 1 })], ["contact:k"])?.why).toBe("unsaved");
  });

  it("is made by the one in which nothing has happened for longest", () => {
    expect(told([talk("new", { updatedAt: 9 }), talk("old", { updatedAt: 3 })])?.session).toBe(
      "conversation:old",
    );
  });

  it("is made by one that may not be read any more before all others", () => {
    expect(told([talk("e", { state: "ended" }), { id: "lost" }])).toEqual({
      session: "conversation:lost",
      why: "notYours",
    });
  });
});
