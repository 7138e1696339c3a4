import { describe, expect, it } from "vitest";
import { charts } from "#machines/charts.ts";
import { mermaid, section, table, withSection } from "./diagram.ts";
import { edgesOf } from "./edges.ts";
import { readmes } from "./readmes.ts";

describe("the READMEs of the charts", () => {
  it.each(readmes().map((readme) => [readme.id, readme] as const))(
    "%s is fresh: else run `node scripts/diagrams.mjs`",
    (_, readme) => {
      expect(readme.stored).toBe(readme.wanted);
    },
  );
});

describe("the generated part", () => {
  it("has every edge in the table", () => {
    for (const machine of Object.values(charts)) {
      expect(table(machine).split("\n")).toHaveLength(edgesOf(machine).size + 2);
    }
  });

  it("draws the states and what leads from one to another", () => {
    const drawn = mermaid(charts.liveChat);
    expect(drawn).toContain('state "queued" as liveChat_open_handling_pending_queued');
    expect(drawn).toContain(
      "liveChat_open_handling_pending_queued --> liveChat_open_handling_pending_offered: offer.made",
    );
    expect(drawn).toContain("after offerTime");
    expect(drawn).toContain("--\n");
  });

  it("replaces only itself", () => {
    const once = withSection("# Chart\nBy hand.\n", charts.offer);
    expect(once).toContain(section(charts.offer));
    expect(withSection(`${once}After.\n`, charts.offer)).toBe(`${once}After.\n`);
    expect(withSection(once.replace("accepting", "stale"), charts.offer)).toBe(once);
  });
});
