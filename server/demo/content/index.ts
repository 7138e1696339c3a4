import { english } from "./english.ts";
import { galician } from "./galician.ts";
import { iberian } from "./iberian.ts";
import { kenny } from "./kenny.ts";
import { rosalia } from "./rosalia.ts";
import type { DemoScript } from "./types.ts";

/** Every conversation that the demo workspace has behind it. */
export const scripts: readonly DemoScript[] = [...rosalia, ...kenny, ...galician, ...english, ...iberian];
