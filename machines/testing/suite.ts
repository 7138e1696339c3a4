import { describe, expect, it } from "vitest";
import type { AnyStateMachine } from "xstate";
import { initialTransition, transition } from "xstate";
import { edgeId } from "#machines/decide.ts";
import { deadEnds, serverProblems, shadowed, undescribed, unreachable } from "./checks.ts";
import { edgesOf, type WalkOptions, walk } from "./edges.ts";

export type SuiteOptions = WalkOptions & {
  decidedBy: "server" | "browser";
  /** Every instance ends some day. */
  ends: boolean;
};

/** What holds of every chart: each edge is taken, and the static checks find nothing. */
export function chartSuite(machine: AnyStateMachine, options: SuiteOptions): void {
  const walked = walk(machine, options);

  describe(`${machine.id}: edges`, () => {
    it("has none that no sequence of events takes", () => {
      expect(walked.uncovered).toEqual([]);
    });

    it.each([...edgesOf(machine).keys()])("%s", (edge) => {
      const path = walked.paths.get(edge) ?? [];
      let [snapshot] = initialTransition(machine, options.input);
      let taken: string[] = [];
      for (const event of path) {
        taken = machine.getTransitionData(snapshot, event).map(edgeId);
        [snapshot] = transition(machine, snapshot, event);
        expect(snapshot.status).not.toBe("error");
      }
      expect(taken).toContain(edge);
    });
  });

  describe(`${machine.id}: static checks`, () => {
    it("enters every state", () => {
      expect(unreachable(machine, walked)).toEqual([]);
    });
    it("has no dead ends", () => {
      expect(deadEnds(machine, { toEnd: options.ends })).toEqual([]);
    });
    it("has no shadowed candidates", () => {
      expect(shadowed(machine)).toEqual([]);
    });
    it("says what its states are", () => {
      expect(undescribed(machine, { fallbacks: options.decidedBy === "server" })).toEqual([]);
    });
    it("has a bound for loops", () => {
      expect(machine.options?.maxIterations).toBe(100);
    });
    if (options.decidedBy === "server") {
      it("is decided in one microstep", () => {
        expect(serverProblems(machine)).toEqual([]);
      });
    }
  });
}
