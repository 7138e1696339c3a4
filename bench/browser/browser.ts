import type { CDPSession } from "@playwright/test";
import { against, type Bench, type Context, type Figure, percentile } from "../figure.ts";
import { bareFrames, scrollBack, switchSessions } from "./inPage.ts";
import { openFirst, type Seat, takeSeat } from "./seat.ts";

/** 280 KB, and a KB has 1,024 bytes. */
const FIRST_LOAD = 280 * 1024;
const SWITCH_MS = 50;
/** A heap that stands still wavers by this share between two looks after the garbage went … */
const FLAT = 0.05;
/** … once the program's own code is compiled and its caches are full, which takes some hundred switches. */
const WARM_MB = 2;
const MB = 2 ** 20;
const FRAME_MS = 33;

/** Bytes of scripts asked for before the composer was usable, and after; milliseconds. */
type FirstLoad = { script: number; later: number; usable: number };

/** A load with an empty cache, of an agent who left with a conversation in front. */
async function firstLoad({ page, devtools }: Seat): Promise<FirstLoad> {
  await openFirst(page);
  /** When each script was asked for, in seconds of the browser's own clock, and its size. */
  const scripts = new Map<string, { at: number; size: number }>();
  let began = Number.POSITIVE_INFINITY;
  devtools.on("Network.requestWillBeSent", ({ requestId, timestamp, type }) => {
    if (type === "Document") began = Math.min(began, timestamp);
    if (type === "Script") scripts.set(requestId, { at: timestamp, size: 0 });
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const known = scripts.get(requestId);
    if (known) known.size = encodedDataLength;
  });
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.addInitScript(() => {
    const look = () => {
      const field = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Message"]');
      if (field && !field.readOnly && !field.disabled) performance.mark("usable");
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.reload({ waitUntil: "networkidle" });
  // What comes later comes three seconds after the page could be used.
  await page.waitForTimeout(5_000);
  const usable = await page.evaluate(
    () => performance.getEntriesByName("usable")[0]?.startTime ?? Number.NaN,
  );
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: false });
  await devtools.send("Network.disable");
  const sum = (list: { size: number }[]) => list.reduce((all, { size }) => all + size, 0);
  const all = [...scripts.values()];
  const first = all.filter(({ at }) => (at - began) * 1_000 <= usable);
  return { script: sum(first), later: sum(all) - sum(first), usable };
}

type Weight = { heap: number; nodes: number; listeners: number };

/** What the page holds once nothing more can be let go. */
async function weigh(devtools: CDPSession): Promise<Weight> {
  for (let time = 0; time < 3; time += 1) await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
}

async function switching({ page, devtools }: Seat, { quick, log }: Context): Promise<Figure[]> {
  const [few, half, many] = quick ? [20, 40, 60] : [200, 1_000, 2_000];
  await devtools.send("Performance.enable");
  await devtools.send("HeapProfiler.enable");
  await openFirst(page);
  log("switching between ten sessions");
  const cold = await page.evaluate(switchSessions, 10);
  const bare = await page.evaluate(bareFrames, 200);
  const warm = await page.evaluate(switchSessions, few - 10);
  const before = await weigh(devtools);
  const most = await page.evaluate(switchSessions, half - few);
  const between = await weigh(devtools);
  const rest = await page.evaluate(switchSessions, many - half);
  const after = await weigh(devtools);
  const taken = [...warm, ...most, ...rest];
  const raw = { name: "two frames of an idle page", value: percentile(bare, 0.95) };
  const weights = (name: keyof Weight, unit: (value: number) => string) =>
    [before, between, after].map((weight) => unit(weight[name])).join(", ");
  const count = (value: number) => String(Math.round(value));
  return [
    { name: "switch between sessions of 10,000 messages, p50", value: percentile(taken, 0.5), unit: "ms" },
    against(raw, {
      name: "switch between sessions of 10,000 messages, p95",
      value: percentile(taken, 0.95),
      unit: "ms",
      goal: { of: "value", at: "most", bound: SWITCH_MS },
      note: `${taken.length} switches, from the click to the frame after the one with the messages; first visits p95 ${percentile(cold, 0.95).toFixed(0)} ms, slowest ${Math.max(...taken).toFixed(0)} ms`,
    }),
    {
      name: `growth of the heap from ${few} switches to ${many}`,
      value: (after.heap - before.heap) / MB,
      unit: "MB",
      goal: { of: "value", at: "most", bound: WARM_MB },
      note: `${weights("heap", (value) => (value / MB).toFixed(1))} MB after ${few}, ${half}, ${many}`,
    },
    {
      name: `growth of the heap from ${half} switches to ${many}`,
      value: (after.heap / between.heap - 1) * 100,
      unit: "%",
      goal: { of: "value", at: "most", bound: FLAT * 100 },
    },
    {
      name: `growth of the page's nodes from ${few} switches to ${many}`,
      value: (after.nodes / before.nodes - 1) * 100,
      unit: "%",
      goal: { of: "value", at: "most", bound: FLAT * 100 },
      note: `nodes ${weights("nodes", count)}; listeners ${weights("listeners", count)}`,
    },
  ];
}

async function scrolling({ page }: Seat, { quick, log }: Context): Promise<Figure> {
  await openFirst(page);
  log("scrolling back in 100,000 messages");
  const bare = await page.evaluate(scrollBack, { frames: 120, by: 0 });
  const gaps = await page.evaluate(scrollBack, { frames: quick ? 120 : 1_200, by: 60 });
  return against(
    { name: "frames of the same page at rest", value: percentile(bare, 0.95) },
    {
      name: "frame while scrolling back in 100,000 messages, p95",
      value: percentile(gaps, 0.95),
      unit: "ms",
      goal: { of: "value", at: "most", bound: FRAME_MS },
      note: `60 px a frame; p50 ${percentile(gaps, 0.5).toFixed(1)} ms, slowest ${Math.max(...gaps).toFixed(0)} ms`,
    },
  );
}

async function at<T>(lengths: readonly number[], work: (seat: Seat) => Promise<T>): Promise<T> {
  const seat = await takeSeat(lengths);
  try {
    return await work(seat);
  } finally {
    await seat.leave();
  }
}

/** The agent's workspace in a real Chromium, over the production build. */
export const bench: Bench = {
  id: "browser",
  title: "The workspace in a browser",
  async run(context) {
    const { quick, log } = context;
    log("putting in ten conversations");
    const ten = new Array<number>(10).fill(quick ? 1_000 : 10_000);
    const figures = await at(ten, async (seat) => {
      const { script, later, usable } = await firstLoad(seat);
      const first: Figure[] = [
        {
          name: "JavaScript of the first load of /workspace, as transferred",
          value: script / 1024,
          unit: "KB",
          goal: { of: "value", at: "most", bound: FIRST_LOAD / 1024 },
          note: `1 KB = 1,024 bytes, compressed by the server, with the headers, until the composer is usable; ${(later / 1024).toFixed(0)} KB more when the page has rested`,
        },
        {
          name: "navigation to a usable composer, empty cache",
          value: usable,
          unit: "ms",
          note: "a conversation in front",
        },
      ];
      return [...first, ...(await switching(seat, context))];
    });
    log("putting in one of 100,000 messages");
    return [...figures, await at([quick ? 5_000 : 100_000], (seat) => scrolling(seat, context))];
  },
};
