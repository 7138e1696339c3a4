import type { Bench, Figure } from "../figure.ts";
import { others } from "./others.ts";
import { parola } from "./parola.ts";
import { perform, type Script } from "./script.ts";

const FULL: Script = { pairs: 10, everyMs: 500, forMs: 60_000, upMs: 3_000, downMs: 2_000 };
const QUICK: Script = { ...FULL, pairs: 2, forMs: 10_000 };

/** A line that breaks for two seconds again and again: what arrives, and what arrives twice. */
export const gaps: Bench = {
  id: "gaps",
  title: "Two-second cuts",
  async run({ quick, folder, log }) {
    const script = quick ? QUICK : FULL;
    const figures: Figure[] = [];
    for (const contender of [parola, ...others]) {
      const tally = await perform(contender, script, folder);
      const share = (count: number) => (100 * count) / tally.sent;
      log(
        `${contender.name}: ${tally.delivered} of ${tally.sent} delivered, ${tally.doubled} doubled, ` +
          `${tally.disordered} out of order, ${tally.cuts} cuts`,
      );
      const ours = contender === parola;
      const goal = (at: "least" | "most", bound: number) =>
        ours ? { goal: { of: "value", at, bound } as const } : {};
      figures.push(
        {
          name: `${contender.name}: delivered`,
          value: share(tally.delivered),
          unit: "%",
          ...goal("least", 100),
          note: contender.note,
        },
        { name: `${contender.name}: doubled`, value: share(tally.doubled), unit: "%", ...goal("most", 0) },
        {
          name: `${contender.name}: out of order`,
          value: share(tally.disordered),
          unit: "%",
          ...goal("most", 0),
        },
      );
    }
    return figures;
  },
};
