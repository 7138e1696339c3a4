import { describe, expect, it } from "vitest";
import { assign, raise, setup, spawnChild } from "xstate";
import { conversationEvent } from "#machines/conversation/events.ts";
import { draft } from "#machines/draft/machine.ts";
import { liveChat } from "#machines/liveChat/machine.ts";
import { offer } from "#machines/offer/machine.ts";
import { persistentChat } from "#machines/persistentChat/machine.ts";
import { presenceEvent } from "#machines/presence/events.ts";
import { presence } from "#machines/presence/machine.ts";
import { session } from "#machines/session/machine.ts";
import { workspace } from "#machines/workspace/machine.ts";
import {
  deadEnds,
  eventProblems,
  eventsOf,
  namesProblems,
  serverProblems,
  shadowed,
  undescribed,
  unreachable,
} from "./checks.ts";
import { vocabulary } from "./conversation.ts";
import { walk } from "./edges.ts";

const typesOf = (schema: { options: readonly { shape: { type: { value: string } } }[] }) =>
  schema.options.map((option) => option.shape.type.value);

describe("the vocabularies", () => {
  it("of the conversations: every event is in a chart, and every event of a chart has a schema", () => {
    expect(eventProblems([liveChat, persistentChat], typesOf(conversationEvent))).toEqual([]);
  });
  it("of presence", () => {
    expect(eventProblems([presence], typesOf(presenceEvent))).toEqual([]);
  });
  it("of the window's charts are named alike", () => {
    const machines = [workspace, session, draft, offer];
    expect(eventProblems(machines, [...eventsOf(machines)])).toEqual([]);
  });
  it("is tried whole by the walks, and each as its schema wants it", () => {
    expect(new Set(vocabulary.map((event) => event.type))).toEqual(new Set(typesOf(conversationEvent)));
    for (const event of vocabulary) {
      const whole = { ...event, at: 1, by: "system", role: "system" };
      expect(conversationEvent.parse(whole)).toEqual(whole);
      expect(conversationEvent.safeParse({ ...whole, text: "Bo día" }).success).toBe(false);
    }
  });
});

describe("the names", () => {
  it.each([
    ["conversations", [liveChat, persistentChat]],
    ["presence", [presence]],
    ["session", [session]],
    ["draft", [draft]],
    ["offer", [offer]],
    ["workspace", [workspace]],
  ])("of %s are all implemented, and all used", (_, machines) => {
    const problems = namesProblems(machines);
    // The two conversation charts share one setup: what one of them uses is used.
    expect(problems).toEqual([]);
  });
});

describe("the checks themselves", () => {
  const bad = setup({
    types: { events: {} as { type: "go.now" | "Stop" | "never.mind" | "loop.round" } },
    guards: { yes: () => true, forgotten: () => true },
    actions: { missing: () => {}, kick: raise({ type: "go.now" }), count: assign({}), unused: () => {} },
    delays: { soon: 5, unusedDelay: 7 },
    actors: { child: setup({}).createMachine({}) },
  }).createMachine({
    id: "bad",
    initial: "first",
    states: {
      first: {
        on: {
          "go.now": [{ target: "trap" }, { guard: "yes", target: "last" }],
          Stop: [
            { guard: "yes", target: "loop" },
            { guard: "yes", target: "last" },
            { target: "first", actions: ["missing"] },
          ],
        },
        after: { soon: { target: "loop", actions: [() => {}] } },
      },
      loop: { description: "round and round", on: { "loop.round": { target: "other" } } },
      other: { always: { target: "loop" }, on: { "loop.round": { target: "loop" } } },
      trap: { invoke: { src: "child", onDone: { target: "last" } } },
      island: {
        description: "nobody comes here",
        entry: [raise({ type: "go.now" }), spawnChild("child")],
        on: { "never.mind": { target: "last" } },
      },
      last: { type: "final", description: "over" },
    },
  });
  const events = ["go.now", "Stop", "loop.round"].map((type) => ({ type, at: 1 }));

  it("find edges that no event takes, and states that nothing enters", () => {
    const walked = walk(bad, { events });
    expect(walked.uncovered).toContain("bad.first|go.now|1");
    expect(walked.uncovered).toContain("bad.island|never.mind|0");
    // One that is only passed through is no state to be in, either.
    expect(unreachable(bad, walked)).toEqual([
      "bad.other is never entered",
      "bad.island is never entered",
      "bad.last is never entered",
    ]);
  });

  it("find dead ends", () => {
    const trap = setup({}).createMachine({
      id: "trap",
      initial: "in",
      states: { in: { on: { go: "stuck" } }, stuck: { on: { nothing: {} } } },
    });
    expect(deadEnds(trap, { toEnd: false })).toEqual(["trap.stuck has no way out"]);
    expect(deadEnds(bad, { toEnd: true })).toEqual([
      "bad.loop cannot reach an end",
      "bad.other cannot reach an end",
    ]);
  });

  it("find shadowed candidates", () => {
    expect(shadowed(bad)).toEqual([
      "bad.first|go.now|1 is shadowed by an earlier one",
      "bad.first|Stop|1 is shadowed by an earlier one",
    ]);
  });

  it("find events that only one side knows, and bad names", () => {
    expect(eventProblems([bad], ["go.now", "loop.round", "never.mind", "line.dropped"])).toEqual([
      "no chart knows the event line.dropped",
      "no schema knows the event Stop",
      "Stop is not named noun.verb",
    ]);
  });

  it("find what has no name, is not implemented, or not used", () => {
    const problems = namesProblems([bad]);
    expect(problems).toContain("bad.island: a action without a name");
    expect(problems).toContain("bad: the guard forgotten is not used");
    expect(problems).toContain("bad: the action unused is not used");
    expect(problems).toContain("bad: the delay unusedDelay is not used");
    const { missing: _, ...others } = bad.implementations.actions;
    bad.implementations.actions = others;
    expect(namesProblems([bad])).toContain("bad.first|Stop|2: the action missing is not implemented");
  });

  it("find states without a description, and what else means", () => {
    expect(undescribed(bad, { fallbacks: true })).toEqual([
      "bad.first has no description",
      "bad.first|Stop does not say what else means",
      "bad.other has no description",
      "bad.trap has no description",
    ]);
  });

  it("find what a chart that the server decides must not have", () => {
    const problems = serverProblems(bad);
    for (const problem of [
      "bad.other has always",
      "bad.trap invokes",
      "bad.island has an action without a name",
      "bad.first|go.now|0 does not stamp its time",
      "bad.first|xstate.after.soon.bad.first|0 has an action without a name",
      "the action kick is a xstate.raise",
      "bad has actors",
      "bad has no bound of iterations",
    ]) {
      expect(problems).toContain(problem);
    }
    expect(problems.some((problem) => problem.startsWith("bad.trap listens to xstate.done.actor."))).toBe(
      true,
    );
  });
});
