import { describe, expect, it } from "vitest";
import type { AnyStateMachine } from "xstate";
import { leafOf } from "#machines/conversation/read.ts";
import type { ConversationContext } from "#machines/conversation/types.ts";
import { effectsOf, pathOf } from "#machines/decide.ts";
import { play, type Step, step } from "./conversation.ts";

/** One row of charts.md: from there, with that event, to where, and what else. */
export type Row = {
  after: readonly Step[];
  event: Step;
  /** The leaf, or `forbidden by <guard>`, or `conflict`. */
  to: string;
  /** The whole path, where the leaf is not enough. */
  path?: string;
  context?: Partial<ConversationContext>;
  /** The effects, in order: `type key=value …`. */
  effects?: readonly string[];
};

/** The state that a row begins in, and the event. */
const title = (row: Row) => {
  const name = (event: Step) => (typeof event === "string" ? event : event.type);
  return `${row.after.map(name).join(", ") || "at first"}; then ${name(row.event)}: ${row.to}`;
};

function asText(action: { type: string; params: Record<string, unknown> }): string {
  return [action.type, ...Object.entries(action.params).map(([key, value]) => `${key}=${value}`)].join(" ");
}

/** The table as tests. */
export function rowSuite(machine: AnyStateMachine, rows: readonly Row[]): void {
  describe(`${machine.id}: the rows of its table`, () => {
    it.each(rows.map((row) => [title(row), row] as const))("%s", (_, row) => {
      const { snapshot } = play(machine, row.after);
      const decision = step(machine, snapshot, row.event, 5000);
      if (!decision.ok) {
        expect(decision.kind === "conflict" ? "conflict" : `forbidden by ${decision.guard}`).toBe(row.to);
        return;
      }
      expect(leafOf(decision.snapshot)).toBe(row.to);
      expect(decision.snapshot.context).toMatchObject({ at: 5000, ...row.context });
      if (row.path !== undefined) expect(pathOf(decision.snapshot)).toBe(row.path);
      if (row.effects !== undefined) expect(effectsOf(decision.actions).map(asText)).toEqual(row.effects);
    });
  });
}
