import { ANCHOR } from "#machines/workspace/ids.ts";
import { type Random, randomOf } from "../faults/random.ts";
import { amiss, misplaced } from "./check.ts";
import { openScene, type Scene, type Second } from "./scene.ts";
import { drawSteps, type Step, take } from "./steps.ts";

/** So often all comes to rest amid the steps, and everything is compared. */
const REST_EVERY = 50;
/** After so much time on the clock everything has to be at rest. */
const LONGEST_REST = 180;

export type Outcome = {
  /** What is broken; nothing when all holds. */
  wrong: string[];
  /** What was done, step by step, in words. */
  trace: string[];
  /** Steps that had something to do. */
  done: number;
};

/** Lines, server and sign-ins come back, and everybody goes on until nothing is left to do. */
export async function comeToRest(scene: Scene): Promise<string[]> {
  if (!scene.server.isUp) await scene.server.start();
  for (const { wire } of scene.windows) wire.set("open");
  for (let second = 0, calm = 0; second < LONGEST_REST; second += 2) {
    for (const window of scene.windows) {
      if (!window.engine() || window.engine()?.line.get() === "signedOut") await scene.signIn(window.device);
      await window.open();
      window.engine()?.hurry();
    }
    await scene.settle();
    // What one window saves in one of these seconds, another hears of in the next.
    calm = scene.windows.every(atRest) ? calm + 1 : 0;
    if (calm > 2) return [];
    await scene.pass(2_000);
  }
  return scene.windows.filter((window) => !atRest(window)).map(restless);
}

/** What keeps a window from rest, for whoever has to find out why. */
function restless({ name, engine: engineOf, wire }: Scene["windows"][number]): string {
  const engine = engineOf();
  const drafts = Object.values(engine?.actor.getSnapshot().context.drafts ?? {}).map((ref) => {
    const { session, field } = ref.getSnapshot().context;
    return `${session} ${field} ${String(ref.getSnapshot().value)}`;
  });
  const outbox = engine?.outbox.get().map(({ session, state }) => `${session} ${state}`) ?? [];
  const line = engine?.line.get() ?? "no page";
  const tabs = Object.keys(engine?.sessions.params.get() ?? {});
  return `rest: ${name} comes to none: ${[line, wire.mood(), ...drafts, ...outbox, ...tabs].join(", ")}`;
}

function atRest(window: Scene["windows"][number]): boolean {
  const engine = window.engine();
  if (engine?.line.get() !== "live") return false;
  const drafts = Object.values(engine.actor.getSnapshot().context.drafts);
  const calm = (ref: (typeof drafts)[number]) =>
    ["clean", "saved", "conflict"].some((state) => ref.getSnapshot().value === state);
  // What tabs keep is given to the server; anchors keep theirs in the window.
  if (Object.keys(engine.sessions.params.get()).some((key) => !key.endsWith(` ${ANCHOR}`))) return false;
  return engine.outbox.get().every((entry) => entry.state === "failed") && drafts.every(calm);
}

/** Takes the steps one after the other, and looks at everything now and then, and at the end. */
export async function run(steps: readonly Step[], seed: number, second: Second): Promise<Outcome> {
  const trace: string[] = [];
  let done = 0;
  const pauses: Random = randomOf(seed + 1_000_000);
  const scene = await openScene(second);
  try {
    for (const [index, step] of steps.entries()) {
      const deed = await take(scene, step);
      if (deed !== null) {
        done += 1;
        trace.push(`${index} ${deed}`);
      }
      // Two out of five steps come upon what the one before has left under way.
      if (pauses.next() < 0.6) await scene.settle();
      const wrong = misplaced(scene);
      if (wrong.length === 0 && (index + 1) % REST_EVERY === 0) {
        wrong.push(...(await comeToRest(scene)));
        if (wrong.length === 0) wrong.push(...(await amiss(scene)));
        trace.push(`${index} all comes to rest`);
      }
      if (wrong.length > 0) return { wrong, trace, done };
    }
    const wrong = await comeToRest(scene);
    return { wrong: wrong.length > 0 ? wrong : await amiss(scene), trace, done };
  } catch (error) {
    return { wrong: [`failed: ${error instanceof Error ? error.stack : String(error)}`], trace, done };
  } finally {
    await scene.close();
  }
}

/** The steps of a seed. */
export const stepsOf = (seed: number, count: number): Step[] => drawSteps(randomOf(seed), count);

/**
 * As few of the steps as still break something: halves are left out, then quarters, down to single ones.
 * @param budget how many runs it may take.
 */
export async function shrink(
  steps: readonly Step[],
  seed: number,
  second: Second,
  budget: number,
): Promise<Step[]> {
  let kept = [...steps];
  let left = budget;
  for (let size = Math.ceil(kept.length / 2); size >= 1 && left > 0; size = Math.floor(size / 2)) {
    for (let from = 0; from < kept.length && left > 0; ) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      left -= 1;
      if ((await run(fewer, seed, second)).wrong.length > 0) kept = fewer;
      else from += size;
    }
  }
  return kept;
}
