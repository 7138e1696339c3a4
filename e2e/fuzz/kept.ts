import type { Second } from "./scene.ts";
import type { Step } from "./steps.ts";

/**
 * What was broken once, with as few steps as broke it. The steps stand here and not their seed alone, so that
 * they stay what they are when other steps are added.
 */
export const kept: readonly { name: string; seed: number; second: Second; steps: Step[] }[] = [
  {
    name: "what was typed in a session that another window closes, before a crash, was never shown again",
    seed: 12,
    second: "tab",
    steps: [
      { does: "openSession", window: 2, a: 0.3877, b: 0.4288 },
      { does: "fill", window: 2, a: 0.2811, b: 0.5311 },
      { does: "close", window: 0, a: 0.3996, b: 0.7532 },
      { does: "crash", window: 2, a: 0.5795, b: 0.6563 },
    ],
  },
];
