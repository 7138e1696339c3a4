import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { charts } from "#machines/charts.ts";
import { edgesOf } from "#machines/testing/edges.ts";
import { liveChatScripts } from "../testing/edges/liveChat.ts";
import { persistentChatScripts } from "../testing/edges/persistentChat.ts";
import { presenceScripts } from "../testing/edges/presence.ts";
import type { Scripts } from "../testing/edges/script.ts";
import { expectPresenceReplay, expectReplay } from "../testing/replay.ts";
import { makeScene } from "../testing/scene.ts";

/**
 * Every edge of every chart that the server decides, taken on a real SQLite file through the path that all
 * changes take. The row of the log names the edge; the pure transition, fed with the log from the
 * beginning, has the stored snapshot and the rows of the timers.
 */
const tables: Record<"liveChat" | "persistentChat" | "presence", Scripts> = {
  liveChat: liveChatScripts,
  persistentChat: persistentChatScripts,
  presence: presenceScripts,
};

describe.each(Object.entries(tables))("%s", (id, scripts) => {
  const chart = id as keyof typeof tables;

  test("has a script for each of its edges, and for no other", () => {
    expect(Object.keys(scripts).sort()).toEqual([...edgesOf(charts[chart]).keys()].sort());
  });

  test.each(Object.entries(scripts))("%s", async (edge, script) => {
    const scene = await makeScene(chart === "presence" ? "liveChat" : chart, script.policy);
    const { world } = scene;
    try {
      await script.play(scene);
      expect(scene.fed > 0, "fed by the test, and said so").toBe(script.fed !== undefined);
      const events =
        chart === "presence"
          ? await expectPresenceReplay(world, scene.ana.id)
          : await expectReplay(world, scene.conversation);
      expect(events.flatMap((event) => event.edges)).toContain(edge);
      // What else was touched on the way is as sound.
      if (chart !== "presence") await expectPresenceReplay(world, scene.ana.id);
      expect(world.errors).toEqual([]);
    } finally {
      await world.close();
    }
  });
});

test("what a test feeds has no cause in the program: one that gets a cause gets a script of its own", () => {
  const folder = new URL("../", import.meta.url);
  const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
    // The demo's history is made up, and gives events that nobody can give yet.
    .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|^(testing|demo)\//.test(file))
    .map((file) => readFileSync(new URL(file, folder), "utf8"))
    .join("\n");
  const fed = Object.entries({ ...liveChatScripts, ...persistentChatScripts })
    .filter(([, script]) => script.fed !== undefined)
    .map(([edge]) => edge.split("|")[1] ?? "");
  expect([...new Set(fed)].filter((type) => source.includes(`"${type}"`))).toEqual([]);
});
