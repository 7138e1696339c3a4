import { describe, expect, it } from "vitest";
import { createActor } from "xstate";
import { chartSuite } from "#machines/testing/suite.ts";
import type { OfferEvent } from "./events.ts";
import { type OfferInput, offer } from "./machine.ts";

const input: OfferInput = { conversation: "c1", deadline: 120_000 };
const events: OfferEvent[] = [
  { type: "offer.accept" },
  { type: "offer.reject" },
  { type: "offer.accepted" },
  { type: "offer.rejected" },
  { type: "offer.missed" },
  { type: "offer.withdrawn", reason: "taken" },
  { type: "answer.refused", reason: "unavailable", over: false },
  { type: "answer.refused", reason: "taken", over: true },
];

chartSuite(offer, { input, events, decidedBy: "browser", ends: true });

function ring(...then: OfferEvent[]) {
  const asked: string[] = [];
  const wired = offer.provide({
    actions: {
      requestAccept: (_, params) => asked.push(`accept ${params.conversation}`),
      requestReject: (_, params) => asked.push(`reject ${params.conversation}`),
    },
  });
  const actor = createActor(wired, { input }).start();
  for (const event of then) actor.send(event);
  return { asked, snapshot: actor.getSnapshot() };
}

describe("an offer", () => {
  it("asks once, however often it is pressed", () => {
    const { asked, snapshot } = ring(
      { type: "offer.accept" },
      { type: "offer.accept" },
      { type: "offer.reject" },
    );
    expect(asked).toEqual(["accept c1"]);
    expect(snapshot.value).toBe("accepting");
  });
  it("rings again when the no was not about the offer", () => {
    const { asked, snapshot } = ring(
      { type: "offer.accept" },
      { type: "answer.refused", reason: "unavailable", over: false },
      { type: "offer.accept" },
    );
    expect(asked).toHaveLength(2);
    expect(snapshot.value).toBe("accepting");
  });
  it("tells the loser why", () => {
    const { snapshot } = ring(
      { type: "offer.accept" },
      { type: "answer.refused", reason: "taken", over: true },
    );
    expect(snapshot.output).toEqual({ conversation: "c1", outcome: "withdrawn", reason: "taken" });
  });
  it.each([
    ["offer.accepted", "accepted"],
    ["offer.rejected", "rejected"],
    ["offer.missed", "missed"],
  ] as const)("believes the log: %s", (type, outcome) => {
    for (const before of [[], [{ type: "offer.accept" }], [{ type: "offer.reject" }]] as OfferEvent[][]) {
      const { snapshot } = ring(...before, { type });
      expect(snapshot.status).toBe("done");
      expect(snapshot.output).toEqual({ conversation: "c1", outcome, reason: null });
    }
  });
});
