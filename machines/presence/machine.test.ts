import { describe, expect, it } from "vitest";
import { type AnyMachineSnapshot, type EventObject, getNextTransitions, type SnapshotFrom } from "xstate";
import { decide, effectsOf, start, timersOf } from "#machines/decide.ts";
import {
  chosen,
  type PresenceTold,
  presenceEvents,
  presenceInput,
  toldPresence,
} from "#machines/testing/presence.ts";
import { chartSuite } from "#machines/testing/suite.ts";
import { presence } from "./machine.ts";
import { labelOf, whyOf } from "./read.ts";

chartSuite(presence, { input: presenceInput, events: presenceEvents, decidedBy: "server", ends: false });

type Held = SnapshotFrom<typeof presence>;

function play(...steps: (PresenceTold | EventObject)[]): Held {
  let { snapshot } = start(presence, presenceInput);
  for (const step of steps) {
    const next = decide(presence, snapshot, toldPresence(step));
    if (!next.ok) throw new Error(`${step.type} is refused in ${next.state}`);
    snapshot = next.snapshot;
  }
  return snapshot;
}

const here: PresenceTold = { type: "line.back" };
const full: PresenceTold = { type: "load.changed", load: 100, capacity: 100 };
const grace = (snapshot: AnyMachineSnapshot): EventObject => ({
  type:
    getNextTransitions(snapshot).find((edge) => edge.eventType.startsWith("xstate.after."))?.eventType ?? "",
});

describe("the label and its reasons", () => {
  it("is Offline before anybody has connected", () => {
    expect(labelOf(play())).toBe("offline");
    expect(whyOf(play())).toEqual(["lineGone", "chosen"]);
  });

  it.each(chosen)("is what the person chose: %s", (choice) => {
    const held = play(here, { type: "presence.chosen", presence: choice });
    expect(labelOf(held)).toBe(choice);
    expect(whyOf(held)).toEqual(["chosen"]);
  });

  it("is what the workstream sets on accept, until the person chooses again", () => {
    const set = play(here, { type: "session.started", presence: "busy" });
    expect([labelOf(set), whyOf(set)]).toEqual(["busy", ["setByWork"]]);
    const again = play(
      here,
      { type: "session.started", presence: "busy" },
      { type: "presence.chosen", presence: "available" },
    );
    expect([labelOf(again), whyOf(again)]).toEqual(["available", ["chosen"]]);
  });

  it("stays where the workstream sets none", () => {
    expect(labelOf(play(here, { type: "session.started", presence: null }))).toBe("available");
  });

  it("puts a full capacity before Available and Busy, and after a chosen absence", () => {
    expect(whyOf(play(here, full))).toEqual(["full", "chosen"]);
    expect(labelOf(play(here, full))).toBe("doNotDisturb");
    const away = play(here, full, { type: "presence.chosen", presence: "away" });
    expect([labelOf(away), whyOf(away)]).toEqual(["away", ["chosen", "full"]]);
  });

  it("puts a missed offer before what was chosen, until the person chooses or somebody resets", () => {
    const missed = play(here, { type: "offer.missed" });
    expect([labelOf(missed), whyOf(missed)]).toEqual(["inactive", ["offerMissed", "chosen"]]);
    expect(labelOf(play(here, { type: "offer.missed" }, { type: "presence.reset" }))).toBe("available");
    const chosenAgain = play(
      here,
      { type: "offer.missed" },
      { type: "presence.chosen", presence: "available" },
    );
    expect(labelOf(chosenAgain)).toBe("available");
  });

  it("restrains one who rejects only where the policy says so", () => {
    expect(labelOf(play(here, { type: "offer.rejected", restrain: true }))).toBe("inactive");
    const free = decide(presence, play(here), toldPresence({ type: "offer.rejected", restrain: false }));
    expect(free).toMatchObject({ ok: false, kind: "forbidden", guard: "policyRestrains" });
  });

  it("keeps the label within the grace, and says that the line is lost", () => {
    const lost = play(here, { type: "line.lost" });
    expect([labelOf(lost), whyOf(lost)]).toEqual(["available", ["chosen", "lineLost"]]);
    expect(labelOf(play(here, { type: "line.lost" }, here))).toBe("available");
  });

  it("is not restored beyond the grace: who comes back is Offline until they choose", () => {
    const back = play(here, { type: "line.lost" }, grace(play(here, { type: "line.lost" })), {
      type: "presence.lapsed",
    });
    expect([labelOf(back), whyOf(back)]).toEqual(["offline", ["lineGone", "lapsed"]]);
    const returned = decide(presence, back, toldPresence(here));
    if (!returned.ok) throw new Error("refused");
    expect([labelOf(returned.snapshot), whyOf(returned.snapshot)]).toEqual(["offline", ["lapsed"]]);
    const available = { type: "presence.chosen", presence: "available" } as const;
    const chosenAgain = decide(presence, returned.snapshot, toldPresence(available));
    if (!chosenAgain.ok) throw new Error("refused");
    expect([labelOf(chosenAgain.snapshot), whyOf(chosenAgain.snapshot)]).toEqual(["available", ["chosen"]]);
  });

  it("is Offline before all else when the line is gone", () => {
    const lost = play(here, { type: "offer.missed" }, full, { type: "line.lost" });
    const gone = play(here, { type: "offer.missed" }, full, { type: "line.lost" }, grace(lost));
    expect(whyOf(gone)).toEqual(["lineGone", "offerMissed", "full", "chosen"]);
    expect(labelOf(gone)).toBe("offline");
  });
});

describe("the line", () => {
  it("arms the grace when it is lost, and cancels it when it is back", () => {
    const lost = decide(presence, play(here), toldPresence({ type: "line.lost" }));
    if (!lost.ok) throw new Error("refused");
    expect(timersOf(lost.actions)).toMatchObject([{ kind: "arm", delayName: "agentGrace", delay: 150_000 }]);
    const back = decide(presence, lost.snapshot, toldPresence(here));
    if (!back.ok) throw new Error("refused");
    expect(timersOf(back.actions)).toMatchObject([{ kind: "cancel" }]);
  });

  it("gives back the work once, when the grace is over", () => {
    const lost = play(here, { type: "line.lost" });
    const gone = decide(presence, lost, toldPresence(grace(lost)));
    if (!gone.ok) throw new Error("refused");
    expect(effectsOf(gone.actions).map((action) => action.type)).toEqual(["giveBackWork", "lapse"]);
    expect(decide(presence, gone.snapshot, toldPresence({ type: "line.lost" }))).toMatchObject({
      kind: "conflict",
    });
  });
});

describe("the load", () => {
  it.each([
    [0, "free"],
    [1, "partly"],
    [99, "partly"],
    [100, "full"],
    [130, "full"],
  ] as const)("%i of 100 is %s", (load, state) => {
    expect(play({ type: "load.changed", load, capacity: 100 }).value.load).toBe(state);
  });
});
