import { expect, it } from "vitest";
import type { Desk, WorkItem } from "#machines/wire/views.ts";
import { isNothing, openWorkOf } from "./openWork.ts";

type Told = Pick<Desk, "me" | "items" | "sessions" | "drafts">;

function deskOf(items: [string, WorkItem["chart"], WorkItem["state"], string | null][]): Told {
  const mine = items.map(
    ([id, chart, state, owner]) =>
      ({ id, chart, state, owner: owner ? { id: owner, name: owner } : null }) as WorkItem,
  );
  return { me: { id: "ana" } as Desk["me"], items: { mine, open: [], closed: [] }, sessions: [], drafts: [] };
}

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

it("sorts one's own open conversations by what becomes of them", () => {
  const work = openWorkOf(
    deskOf([
      ["a", "liveChat", "active", "ana"],
      ["b", "persistentChat", "active", "ana"],
      ["c", "liveChat", "wrapUp", "ana"],
      ["d", "liveChat", "active", "brais"],
      ["e", "persistentChat", "waiting", "ana"],
      ["f", "liveChat", "ended", "ana"],
      ["g", "liveChat", "active", null],
    ]),
  );
  expect(ids(work.live)).toEqual(["a"]);
  expect(ids(work.persistent)).toEqual(["b"]);
  expect(ids(work.ending)).toEqual(["c"]);
});

it("tells the sessions that stay, and where something is unsaved", () => {
  const session = (kind: "conversation" | "case", subject: string) =>
    ({ id: `${kind}:${subject}`, kind, subject }) as Desk["sessions"][number];
  const draft = (of: string, text: string) => ({ session: of, text }) as Desk["drafts"][number];
  const desk = {
    ...deskOf([["a", "liveChat", "active", "ana"]]),
    sessions: [session("conversation", "a"), session("case", "k"), session("conversation", "z")],
    drafts: [draft("conversation:a", "half"), draft("conversation:a", "half"), draft("case:k", " ")],
  };
  expect(ids(openWorkOf(desk).staying)).toEqual(["case:k", "conversation:z"]);
  expect(openWorkOf(desk).unsaved).toEqual(["conversation:a"]);
  expect(openWorkOf(desk, ["home"]).unsaved).toEqual(["home"]);
});

it("is nothing when nothing is open", () => {
  expect(isNothing(openWorkOf(deskOf([["f", "liveChat", "ended", "ana"]])))).toBe(true);
  expect(isNothing(openWorkOf(deskOf([["c", "liveChat", "wrapUp", "ana"]])))).toBe(false);
});
