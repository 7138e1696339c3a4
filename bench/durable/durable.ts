import { randomUUID } from "node:crypto";
import type { Bench, Figure } from "../figure.ts";
import { climb, makeLoad, type Step, type Way } from "./load.ts";
import { parolaWays } from "./parolaWays.ts";
import { relayWays } from "./relayWays.ts";

/** As many agents as share a floor, each with as many conversations as the demo's agents may have. */
const AGENTS = 8;
const PAIRS_EACH = 10;

const ms = (value: number) => Math.round(value * 10) / 10;

/**
 * Durable messages: every one decided by the chart, on disk, in the log and on the other side's screen,
 * against a relay that keeps nothing and is asked by the same sockets with the same texts.
 */
export const durable: Bench = {
  id: "durable",
  title: "Durable messages against a relay that keeps nothing",
  async run(context) {
    const load = makeLoad(randomUUID);
    const lasts = context.quick ? 1_000 : 5_000;
    const top = async (name: string, ways: readonly Way[], from: number): Promise<Step> =>
      climb(
        (rate) => load.step(ways, rate, lasts),
        from,
        (step) =>
          context.log(
            `${name}: ${step.rate}/s, ${step.acknowledged} of ${step.sent} acknowledged, p50 ${ms(step.p50)} ms, p99 ${ms(step.p99)} ms`,
          ),
      );

    const relay = await relayWays(AGENTS, PAIRS_EACH, load.sink);
    const raw = await top("relay", relay.ways, context.quick ? 4_000 : 8_000);

    const parola = await parolaWays(context.folder, AGENTS, PAIRS_EACH, load.sink);
    const ours = await top("/stream", parola.ways, 500);
    const half = Math.round(ours.rate / 2);
    const oursAtHalf = await load.step(parola.ways, half, lasts * 2);
    const relayAtHalf = await load.step(relay.ways, half, lasts * 2);
    const byTrpc = await top("tRPC", parola.byTrpc, 100);
    await parola.stop();
    await relay.stop();

    const figures: Figure[] = [
      {
        name: "highest rate through /stream with p99 under 100 ms",
        value: ours.rate,
        unit: "messages/s",
        raw: { name: "relay's highest rate", value: raw.rate },
        ratio: ours.rate / raw.rate,
        goal: { of: "ratio", at: "least", bound: 0.25 },
        note: `p99 ${ms(ours.p99)} ms, the relay's ${ms(raw.p99)} ms`,
      },
      {
        name: `p50 at half of it (${half}/s)`,
        value: ms(oursAtHalf.p50),
        unit: "ms",
        raw: { name: "relay's p50 at the same rate", value: ms(relayAtHalf.p50) },
        ratio: oursAtHalf.p50 / relayAtHalf.p50,
      },
      {
        name: `p99 at half of it (${half}/s)`,
        value: ms(oursAtHalf.p99),
        unit: "ms",
        raw: { name: "relay's p99 at the same rate", value: ms(relayAtHalf.p99) },
        ratio: oursAtHalf.p99 / relayAtHalf.p99,
        goal: { of: "ratio", at: "most", bound: 3 },
      },
      {
        name: "highest rate by tRPC with p99 under 100 ms",
        value: byTrpc.rate,
        unit: "messages/s",
        raw: { name: "relay's highest rate", value: raw.rate },
        ratio: byTrpc.rate / raw.rate,
        note: "agents' messages by HTTP, heard by the customers on their line",
      },
    ];
    return figures;
  },
};
