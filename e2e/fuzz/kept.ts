import type { Second } from "./scene.ts";
import type { Step } from "./steps.ts";

/**
 * What was broken once, with as few steps as broke it. The steps stand here and not their seed alone, so that
 * they stay what they are when other steps are added.
 */
export const kept: readonly { name: string; seed: number; second: Second; steps: Step[] }[] = [];
