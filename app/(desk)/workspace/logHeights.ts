import type { CacheSnapshot } from "virtua";
import type { Engine } from "./engine/engine.ts";

/** Of so many logs the measured heights of rows are kept. */
const MOST = 20;

const kept = new WeakMap<Engine, Map<string, CacheSnapshot>>();

/** The heights of a session's log as it was last on the screen, so that it comes back in one frame. */
export function heightsOf(engine: Engine, session: string): CacheSnapshot | undefined {
  return kept.get(engine)?.get(session);
}

/** Keeps them; those of the log that was left longest ago are let go. */
export function keepHeights(engine: Engine, session: string, heights: CacheSnapshot): void {
  const all = kept.get(engine) ?? new Map<string, CacheSnapshot>();
  kept.set(engine, all);
  all.delete(session);
  all.set(session, heights);
  const [oldest] = all.keys();
  if (all.size > MOST && oldest !== undefined) all.delete(oldest);
}
