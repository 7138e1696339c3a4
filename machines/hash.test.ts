import { describe, expect, it } from "vitest";
import { setup } from "xstate";
import { charts, definitionHash, hashes } from "./charts.ts";
import { canonical, definitionText } from "./hash.ts";

type Parts = { description?: string; target?: string; guard?: string; version?: string; params?: unknown };
const chart = ({ description = "one", target = "b", guard = "yes", version = "1", params }: Parts = {}) =>
  setup({
    guards: { yes: () => true, no: () => true },
    actions: { tell: (_, _params: unknown) => {} },
    delays: { soon: 5 },
  }).createMachine({
    id: "x",
    version,
    initial: "a",
    states: {
      a: {
        description,
        on: {
          go: {
            guard: JSON.parse(JSON.stringify(guard)),
            target: `#x.${target}`,
            actions: [{ type: "tell", params }],
          },
        },
        after: { soon: "b" },
      },
      b: {},
      c: {},
    },
  });

describe("the hash of a definition", () => {
  it("is there for every chart, and different", () => {
    expect(Object.keys(hashes)).toEqual(Object.keys(charts));
    for (const hash of Object.values(hashes)) expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set(Object.values(hashes)).size).toBe(Object.keys(charts).length);
    for (const [id, machine] of Object.entries(charts)) expect(machine.id).toBe(id);
  });

  it("is the same for the same, whatever is described or minified", () => {
    const hash = definitionHash(chart());
    expect(definitionHash(chart())).toBe(hash);
    expect(definitionHash(chart({ description: "in other words" }))).toBe(hash);
    expect(definitionHash(chart({ params: () => ({ a: 1 }) }))).toBe(
      definitionHash(chart({ params: (a: number) => a })),
    );
  });

  it.each([{ target: "c" }, { guard: "no" }, { version: "2" }, { params: { what: 1 } }])(
    "tells %o apart",
    (parts) => {
      expect(definitionHash(chart(parts))).not.toBe(definitionHash(chart()));
    },
  );

  it("is of a text that is the same in every run", () => {
    expect(canonical({ b: [1, null, "x"], a: { d: true, c: 2 } })).toBe(
      '{"a":{"c":2,"d":true},"b":[1,null,"x"]}',
    );
    expect(JSON.parse(definitionText(charts.liveChat))).toMatchObject({
      version: "1",
      root: { id: "liveChat" },
    });
  });
});
