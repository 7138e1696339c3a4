import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { getNextTransitions, initialTransition, setup, transition } from "xstate";

/** The parts of xstate that the server stands on and that no type promises. A new version has to pass. */

const chart = setup({
  delays: { grace: 28 * 24 * 3_600_000 },
  guards: { never: () => false },
  actions: { tell: (_, _params: { what: string }) => {} },
}).createMachine({
  id: "chart",
  initial: "on",
  states: {
    on: {
      after: { grace: { target: "off" } },
      on: {
        again: { target: "on", reenter: true, actions: [{ type: "tell", params: { what: "again" } }] },
        stop: [{ guard: { type: "never" }, target: "on" }, { target: "off" }],
        refuse: { guard: { type: "never" }, target: "off" },
      },
    },
    off: { type: "final" },
  },
});

const timer = "xstate.after.grace.chart.on";
const data = (actions: readonly { type: string; params?: unknown }[]) =>
  actions.map(({ type, params }) => ({ type, params }));

it("is pinned exactly", () => {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  expect(manifest.dependencies.xstate).toBe("5.33.3");
});

it("gives a delay as a raise with id, delay and event, and does not run it", () => {
  const [, actions] = initialTransition(chart);
  expect(data(actions)).toEqual([
    { type: "xstate.raise", params: { id: timer, delay: 28 * 24 * 3_600_000, event: { type: timer } } },
  ]);
});

it("gives a cancel before the raise when a state is entered anew, and custom actions between them", () => {
  const [first] = initialTransition(chart);
  const [, actions] = transition(chart, first, { type: "again" });
  expect(data(actions)).toEqual([
    { type: "xstate.cancel", params: { sendId: timer } },
    { type: "tell", params: { what: "again" } },
    { type: "xstate.raise", params: { id: timer, delay: 28 * 24 * 3_600_000, event: { type: timer } } },
  ]);
});

it("gives the edges taken, the very objects of the state", () => {
  const [first] = initialTransition(chart);
  const taken = chart.getTransitionData(first, { type: "stop" });
  expect(taken).toHaveLength(1);
  expect(chart.states.on?.transitions.get("stop")?.indexOf(taken[0] ?? expect.fail("no edge"))).toBe(1);
  expect(chart.getTransitionData(first, { type: timer })[0]?.eventType).toBe(timer);
});

it("tells an edge whose guard refuses from no edge", () => {
  const [first] = initialTransition(chart);
  expect(chart.getTransitionData(first, { type: "refuse" })).toEqual([]);
  const types = getNextTransitions(first).map((edge) => [edge.eventType, edge.guard]);
  expect(types).toContainEqual(["refuse", { type: "never" }]);
  expect(types.map(([type]) => type)).not.toContain("unheard");
});

it("takes nothing where it is over", () => {
  const [first] = initialTransition(chart);
  const [over] = transition(chart, first, { type: timer });
  expect(over.status).toBe("done");
  expect(transition(chart, over, { type: "again" })[0]).toBe(over);
});
