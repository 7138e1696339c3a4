import { expect, it } from "vitest";
import { openWorkOf } from "./openWork.ts";

const item = (
  id: string,
  chart: string,
  state: "active" | "wrapUp" | "waiting" | "ended",
  owner: string | null,
) => ({
  id,
  chart,
  state,
  owner: owner ? { id: owner } : null,
});

it("sorts one's own open conversations by what becomes of them", () => {
  const work = openWorkOf(
    [
      item("a", "liveChat", "active", "ana"),
      item("b", "persistentChat", "active", "ana"),
      item("c", "liveChat", "wrapUp", "ana"),
      item("d", "liveChat", "active", "brais"),
      item("e", "persistentChat", "waiting", "ana"),
      item("f", "liveChat", "ended", "ana"),
      item("g", "liveChat", "active", null),
    ],
    "ana",
  );
  expect(work.live.map(({ id }) => id)).toEqual(["a"]);
  expect(work.persistent.map(({ id }) => id)).toEqual(["b"]);
  expect(work.ending.map(({ id }) => id)).toEqual(["c"]);
});
