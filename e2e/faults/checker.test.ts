import { describe, expect, test } from "vitest";
import { check, checkAcknowledged, difference } from "./checker.ts";
import type { History, StoredConversation, StoredMessage } from "./history.ts";

/** A history in which all holds: a customer and an agent's window, three messages, one draft. */
function sound(): History {
  const messages: StoredMessage[] = [
    { id: "m1", seq: 1, side: "customer", text: "c1" },
    { id: "n", seq: 2, side: "system", text: "" },
    { id: "m2", seq: 3, side: "agent", text: "a1" },
    { id: "m3", seq: 4, side: "customer", text: "c2" },
  ];
  const shown = messages.map(({ id, seq, text }) => ({ id, seq, text }));
  return {
    said: [
      { window: "c", side: "customer", id: "m1", conversation: null, text: "c1", acknowledged: true },
      { window: "c", side: "customer", id: "m3", conversation: null, text: "c2", acknowledged: true },
      { window: "a", side: "agent", id: "m2", conversation: "k", text: "a1", acknowledged: true },
    ],
    seen: ["c", "a"].map((window) => ({ window, conversation: "k", messages: [...shown], twice: [] })),
    conversations: [
      {
        id: "k",
        state: "active",
        owner: "ana",
        chartOwner: "ana",
        lastSeq: 4,
        messages,
        timers: ["t"],
        armed: ["t"],
      },
    ],
    savedDrafts: [
      { agent: "ana", session: "s", text: "old", rev: 1 },
      { agent: "ana", session: "s", text: "new", rev: 2 },
    ],
    storedDrafts: [{ agent: "ana", session: "s", text: "new", rev: 2 }],
    desks: [{ window: "a", held: { unread: 0 }, fresh: { unread: 0 } }],
    loads: [{ agent: "ana", load: 1, held: 1 }],
    lines: { stored: 2, open: 2 },
  };
}

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("not in the history");
  return value;
};
const conversation = (history: History): StoredConversation => must(history.conversations[0]);
const kinds = (wrong: string[]) => [...new Set(wrong.map((each) => each.split(":")[0]))].sort();

test("a sound history is sound", () => {
  expect(check(sound())).toEqual([]);
});

describe("the checker finds", () => {
  const cases: [string, string[], (history: History) => void][] = [
    [
      "a message that is gone",
      ["hole", "lost", "unknown"],
      (h) => void conversation(h).messages.splice(3, 1),
    ],
    [
      "a message that is stored twice",
      ["doubled", "renamed", "unseen"],
      (h) => {
        conversation(h).messages.push({ id: "m4", seq: 5, side: "customer", text: "c2" });
        conversation(h).lastSeq = 5;
      },
    ],
    [
      "a message that nobody said",
      ["unknown"],
      (h) => {
        must(conversation(h).messages[2]).text = "x";
        must(h.said[2]).text = "a1";
        h.said.splice(2, 1);
      },
    ],
    [
      "a message under another id",
      ["renamed"],
      (h) => {
        must(h.said[0]).id = "other";
      },
    ],
    [
      "a message without an answer",
      ["unanswered"],
      (h) => {
        must(h.said[0]).acknowledged = false;
      },
    ],
    [
      "a message that came back to its writer",
      ["refused"],
      (h) => {
        must(h.said[2]).failed = "tooLate";
      },
    ],
    [
      "a later message before an earlier one",
      ["order"],
      (h) => {
        const { messages } = conversation(h);
        must(messages[0]).seq = 4;
        must(messages[3]).seq = 1;
        for (const { messages: shown } of h.seen) {
          must(shown[0]).seq = 1;
          must(shown[3]).seq = 4;
        }
      },
    ],
    [
      "a hole",
      ["hole"],
      (h) => {
        conversation(h).lastSeq = 5;
      },
    ],
    ["what a window does not show", ["unseen"], (h) => void must(h.seen[0]).messages.splice(2, 1)],
    [
      "what a window shows and nobody stored",
      ["unknown"],
      (h) => void must(h.seen[0]).messages.push({ id: "ghost", seq: 9, text: "ghost" }),
    ],
    [
      "what a window showed late",
      ["order"],
      (h) => void must(h.seen[1]).messages.splice(0, 2, ...must(h.seen[1]).messages.slice(0, 2).reverse()),
    ],
    [
      "what a window showed twice",
      ["twice"],
      (h) => void must(h.seen[1]).messages.push({ id: "m3", seq: 4, text: "c2" }),
    ],
    ["what came twice over the line", ["twice"], (h) => void must(h.seen[1]).twice.push("c2")],
    [
      "a window with a conversation of nobody",
      ["unknown"],
      (h) => {
        must(h.seen[1]).conversation = "z";
      },
    ],
    [
      "an owner that the chart does not have",
      ["owner"],
      (h) => {
        conversation(h).owner = "brais";
      },
    ],
    [
      "an active conversation that nobody owns",
      ["owner"],
      (h) => void Object.assign(conversation(h), { owner: null, chartOwner: null }),
    ],
    [
      "a load that is not what is held",
      ["owner"],
      (h) => {
        must(h.loads[0]).load = 2;
      },
    ],
    ["a timer that no state has armed", ["timers"], (h) => void conversation(h).timers.push("u")],
    ["a timer that is gone", ["timers"], (h) => void conversation(h).timers.pop()],
    ["a draft that is gone", ["draft"], (h) => void h.storedDrafts.pop()],
    [
      "a draft that went back",
      ["draft"],
      (h) => {
        must(h.storedDrafts[0]).rev = 1;
      },
    ],
    [
      "a draft with another text",
      ["draft"],
      (h) => {
        must(h.storedDrafts[0]).text = "old";
      },
    ],
    [
      "a draft that went on without an answer",
      ["draft"],
      (h) => {
        must(h.storedDrafts[0]).rev = 3;
      },
    ],
    [
      "a line of somebody who is gone",
      ["lines"],
      (h) => {
        h.lines.stored = 3;
      },
    ],
    [
      "a desk that shows something else",
      ["desk"],
      (h) => {
        must(h.desks[0]).held = { unread: 1 };
      },
    ],
  ];
  test.each(cases)("%s", (_, expected, spoil) => {
    const history = sound();
    spoil(history);
    expect(kinds(check(history))).toEqual(expected);
  });
});

describe("of what was acknowledged so far", () => {
  const asked = (spoil: (history: History) => void) => {
    const history = sound();
    spoil(history);
    const { said, conversations, savedDrafts, storedDrafts } = history;
    return kinds(checkAcknowledged(said, conversations, savedDrafts, storedDrafts));
  };
  test("all has to be stored, once", () => {
    expect(asked(() => {})).toEqual([]);
    expect(asked((h) => void conversation(h).messages.pop())).toEqual(["lost"]);
    expect(
      asked((h) => void conversation(h).messages.push({ id: "m4", seq: 5, side: "agent", text: "a1" })),
    ).toEqual(["doubled"]);
    expect(asked((h) => void h.storedDrafts.pop())).toEqual(["draft"]);
  });
  test("what has no answer yet may be stored or not", () => {
    expect(
      asked((h) => {
        must(h.said[1]).acknowledged = false;
        conversation(h).messages.pop();
      }),
    ).toEqual([]);
    expect(
      asked((h) => {
        must(h.storedDrafts[0]).rev = 3;
      }),
    ).toEqual([]);
  });
});

test("a difference is told by its place", () => {
  expect(difference({ a: { b: [1] } }, { a: { b: [2] } })).toContain(".a.b");
  expect(difference({ a: 1 }, { a: 1 })).toBe("no difference");
});
