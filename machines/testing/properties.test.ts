import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from "xstate";
import { holdingOf, leafOf } from "#machines/conversation/read.ts";
import { type Action, decide, pathOf, persist, restore, start, timersOf } from "#machines/decide.ts";
import { definitionHash } from "#machines/hash.ts";
import { liveChat } from "#machines/liveChat/machine.ts";
import { canMirror, snapshotOf, stepMirror } from "#machines/mirror/step.ts";
import { persistentChat } from "#machines/persistentChat/machine.ts";
import { presence } from "#machines/presence/machine.ts";
import type { MirrorView } from "#machines/wire/views.ts";
import { input, vocabularyEvents } from "./conversation.ts";
import { delayedEvents, nodesOf } from "./edges.ts";
import { presenceEvents, presenceInput } from "./presence.ts";
import { isSoak, runs } from "./runs.ts";

const vocabularies = {
  liveChat: { machine: liveChat, input, events: vocabularyEvents },
  persistentChat: { machine: persistentChat, input, events: vocabularyEvents },
  presence: { machine: presence, input: presenceInput, events: presenceEvents },
} as const;
const isConversation = (machine: AnyStateMachine) => machine.id !== "presence";

/** An event of the vocabulary, or one of the delays that run; picked by a number, so that it shrinks. */
const picks = (events: readonly EventObject[]) =>
  fc.array(fc.nat({ max: events.length * 2 }), { maxLength: 40 });

function eventFor(
  events: readonly EventObject[],
  pick: number,
  snapshot: AnyMachineSnapshot,
  at: number,
): EventObject & { at: number } {
  const delays = delayedEvents(snapshot, undefined);
  const all = pick >= events.length && delays.length > 0 ? delays : events;
  const event = all[pick % all.length];
  if (event === undefined) throw new Error("No event to pick");
  return { ...event, at };
}

/** The timer rows, kept as the server keeps them. */
function applyTimers(rows: Set<string>, actions: readonly Action[]): void {
  for (const timer of timersOf(actions)) {
    if (timer.kind === "arm") rows.add(timer.id);
    else rows.delete(timer.id);
  }
}

const running = (snapshot: AnyMachineSnapshot) =>
  [...new Set(snapshot._nodes.flatMap((node) => node.after.map((edge) => edge.eventType)))].sort();

describe.each(Object.entries(vocabularies))(
  "%s, whatever happens",
  { timeout: isSoak ? 3_600_000 : 30_000 },
  (_, { machine, input, events }) => {
    const check = (
      property: (step: { before: AnyMachineSnapshot; event: EventObject; rows: Set<string> }) => void,
    ) =>
      fc.assert(
        fc.property(picks(events), (numbers) => {
          let { snapshot, actions }: { snapshot: AnyMachineSnapshot; actions: Action[] } = start(
            machine as AnyStateMachine,
            input,
          );
          const rows = new Set<string>();
          applyTimers(rows, actions);
          for (const [index, pick] of numbers.entries()) {
            const event = eventFor(events, pick, snapshot, 2000 + index);
            property({ before: snapshot, event, rows });
            const next = decide(machine, snapshot, event);
            if (!next.ok) continue;
            ({ snapshot, actions } = next);
            applyTimers(rows, actions);
          }
          property({ before: snapshot, event: { type: "unheard.of" }, rows });
        }),
        runs(150, 3_000),
      );

    it("decides the same from a stored snapshot as from a live one", () => {
      check(({ before, event }) => {
        const stored: AnyMachineSnapshot = restore(machine, persist(before));
        const live = decide(machine, before, event);
        const restored = decide(machine, stored, event);
        expect(persist(stored)).toEqual(persist(before));
        if (!live.ok || !restored.ok) {
          expect(restored).toEqual(live);
          return;
        }
        expect(persist(restored.snapshot)).toEqual(persist(live.snapshot));
        expect({ ...restored, snapshot: null }).toEqual({ ...live, snapshot: null });
      });
    });

    it("takes one edge in a region for one event, and its time", () => {
      check(({ before, event }) => {
        const next = decide(machine, before, event);
        if (!next.ok) return;
        // Whoever chooses a presence is there: that one event is heard in two regions.
        const heard = event.type === "presence.chosen" ? 2 : 1;
        expect(next.edges).toHaveLength(heard);
        expect(next.snapshot.context.at).toBe("at" in event ? event.at : undefined);
      });
    });

    it("changes nothing by a refused event, and says nothing when it is over", () => {
      check(({ before, event }) => {
        const stored = JSON.stringify(persist(before));
        const next = decide(machine, before, event);
        if (isConversation(machine) && leafOf(before) === "ended")
          expect(next).toMatchObject({ ok: false, kind: "conflict" });
        if (!next.ok) {
          expect(JSON.stringify(persist(before))).toBe(stored);
          expect(next.state).toBe(pathOf(before));
          expect(next.kind === "forbidden").toBe(next.guard !== undefined);
        }
      });
    });

    if (isConversation(machine)) {
      it("takes capacity by its state alone", () => {
        check(({ before }) => {
          const leaf = leafOf(before);
          const holding = holdingOf(before);
          if (leaf === "offered" || leaf === "active") {
            expect(holding).toEqual({ agent: before.context.owner, units: before.context.units });
            expect(holding?.agent).toBeTruthy();
          } else if (leaf === "wrapUp") expect(holding !== null).toBe(before.context.holding);
          else expect(holding).toBeNull();
          if (leaf === "queued" || leaf === "waiting") expect(before.context.owner).toBeNull();
        });
      });
    }

    it("has a timer row for each delay of its states, and no other", () => {
      check(({ before, rows }) => {
        const due = before.status === "active" ? running(before) : [];
        expect([...rows].sort()).toEqual(due);
      });
    });

    it("is stepped by a mirror as by the server", () => {
      check(({ before, event }) => {
        const view: MirrorView = {
          chart: machine.id,
          hash: definitionHash(machine),
          rev: 7,
          snapshot: persist(before),
        };
        const next = decide(machine, before, event);
        expect(canMirror(view, event)).toBe(next.ok);
        const step = stepMirror(view, { rev: 8, hash: view.hash, event });
        if (!next.ok) expect(step).toEqual({ ok: false, reason: "misfit" });
        else expect(step).toEqual({ ok: true, held: { ...view, rev: 8, snapshot: persist(next.snapshot) } });
        expect(snapshotOf(view)?.value).toEqual(before.value);
      });
    });

    it("knows nothing but ids, roles, numbers and times", () => {
      const policyKeys = Object.keys(input.policy);
      check(({ before }) => {
        for (const [key, value] of Object.entries(before.context)) {
          if (key === "policy") expect(Object.keys(Object(value))).toEqual(policyKeys);
          else if (typeof value === "string") expect(value).toMatch(/^[\w:-]{1,128}$/);
        }
      });
    });

    it("has states that a stored snapshot can name", () => {
      expect(() => restore(machine, { value: "nowhere", context: {} })).toThrow();
      expect(() => restore(machine, null)).toThrow();
      expect(nodesOf(machine).length).toBeGreaterThan(5);
    });
  },
);
