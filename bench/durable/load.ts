import { performance } from "node:perf_hooks";

/** One way from a sender to a receiver; the receiver's end calls `Sink.delivered` with the message's id. */
export type Way = { send(id: string, text: string): void };
export type Sink = { delivered(id: string): void; acknowledged(id: string): void };

export type Step = {
  /** Messages a second that were asked for. */
  rate: number;
  sent: number;
  /** Delivered to the other side, and acknowledged to the sender. */
  delivered: number;
  acknowledged: number;
  /** From the moment at which a message should have been sent until the other side had it, milliseconds. */
  p50: number;
  p99: number;
};

/** A step has broken when a hundredth of what was sent took longer than this, milliseconds. */
export const BREAKS_AT_MS = 100;
const TICK_MS = 2;
/** How long stragglers are waited for after the last send. */
const DRAIN_MS = 3_000;
/** Time for the runtime's compilers and the disk to get into their stride; not counted. */
const WARM_MS = 500;

/** About as long as what people write in a chat. */
const TEXT = "Good morning, my kettle arrived broken and I would like another one.";

export function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.POSITIVE_INFINITY;
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.POSITIVE_INFINITY;
}

/**
 * Sends by the clock, not by the answers (an open loop): who waits for a slow server before sending the
 * next one measures a server that is never busy. Ways take turns.
 */
export function makeLoad(newId: () => string) {
  const due = new Map<string, number>();
  const waitingForAck = new Set<string>();
  let latencies: number[] = [];
  let delivered = 0;
  let acknowledged = 0;
  let countFrom = 0;

  const sink: Sink = {
    delivered(id) {
      const at = due.get(id);
      if (at === undefined) return;
      due.delete(id);
      delivered += 1;
      if (at >= countFrom) latencies.push(performance.now() - at);
    },
    acknowledged(id) {
      if (waitingForAck.delete(id)) acknowledged += 1;
    },
  };

  async function step(ways: readonly Way[], rate: number, forMs: number): Promise<Step> {
    due.clear();
    waitingForAck.clear();
    latencies = [];
    delivered = 0;
    acknowledged = 0;
    const began = performance.now();
    countFrom = began + WARM_MS;
    const total = Math.round((rate * (forMs + WARM_MS)) / 1_000);
    let sent = 0;
    while (sent < total) {
      const now = performance.now();
      for (; sent < total; sent += 1) {
        const at = began + (sent * 1_000) / rate;
        if (at > now) break;
        const id = newId();
        due.set(id, at);
        waitingForAck.add(id);
        ways[sent % ways.length]?.send(id, TEXT);
      }
      await new Promise((resume) => setTimeout(resume, TICK_MS));
    }
    const until = performance.now() + DRAIN_MS;
    while ((due.size > 0 || waitingForAck.size > 0) && performance.now() < until) {
      await new Promise((resume) => setTimeout(resume, 10));
    }
    // What never came took for ever.
    for (let missing = due.size; missing > 0; missing -= 1) latencies.push(Number.POSITIVE_INFINITY);
    latencies.sort((a, b) => a - b);
    return {
      rate,
      sent,
      delivered,
      acknowledged,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
    };
  }

  return { sink, step };
}

export type Load = ReturnType<typeof makeLoad>;

/**
 * Climbs until it breaks: by a quarter each step, then halving the last gap. A step that broke is tried
 * once more before it is believed, for a collection of garbage is no limit.
 * @returns the highest step that held.
 */
export async function climb(
  run: (rate: number) => Promise<Step>,
  from: number,
  log: (step: Step) => void,
): Promise<Step> {
  const holds = async (rate: number): Promise<Step | null> => {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const step = await run(rate);
      log(step);
      if (step.p99 < BREAKS_AT_MS && step.acknowledged === step.sent) return step;
    }
    return null;
  };
  let best = await holds(from);
  if (!best) throw new Error(`broke at ${from} messages a second already`);
  let low = from;
  let high = from;
  for (;;) {
    high = Math.round(low * 1.25);
    const step = await holds(high);
    if (!step) break;
    best = step;
    low = high;
  }
  for (let halving = 0; halving < 2; halving += 1) {
    const middle = Math.round((low + high) / 2);
    const step = await holds(middle);
    if (step) {
      best = step;
      low = middle;
    } else high = middle;
  }
  return best;
}
