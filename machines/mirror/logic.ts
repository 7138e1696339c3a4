import { type ActorRefFromLogic, fromTransition } from "xstate";
import type { MirrorView } from "#machines/wire/views.ts";
import { type MirrorEvent, type MirrorTrouble, stepMirror } from "./step.ts";

export type MirrorInput = { view: MirrorView };

export type MirrorHeld = {
  view: MirrorView;
  /** Set while the view has to be fetched afresh; it is shown as it is until then. */
  trouble: MirrorTrouble | null;
  /** Rows that came while in trouble: the fresh view may have been read before them. */
  later: MirrorEvent[];
};

export type MirrorInbox =
  | { type: "log.arrived"; row: MirrorEvent }
  /** Read afresh from the server. */
  | { type: "view.replaced"; view: MirrorView };

/** What comes while a fetch is under way; a longer silence ends in another fetch. */
const LATER_LIMIT = 256;

function take(held: MirrorHeld, row: MirrorEvent): MirrorHeld {
  if (held.trouble !== null) return { ...held, later: [...held.later, row].slice(-LATER_LIMIT) };
  const step = stepMirror(held.view, row);
  if (!step.ok) return { ...held, trouble: step.reason, later: [row] };
  return step.held === held.view ? held : { ...held, view: step.held };
}

function replace(held: MirrorHeld, view: MirrorView): MirrorHeld {
  if (held.trouble === null && view.rev < held.view.rev) return held;
  const fresh: MirrorHeld = { view, trouble: null, later: [] };
  return held.later.reduce(take, fresh);
}

/**
 * A server's chart in a browser (architecture.md, Mirrors): steps purely on rows of the log, runs no
 * action and no timer, and asks by `trouble` to be given a fresh view. The chart is the view's.
 */
export const mirror = fromTransition<MirrorHeld, MirrorInbox, never, MirrorInput>(
  (held, event) => (event.type === "log.arrived" ? take(held, event.row) : replace(held, event.view)),
  ({ input }) => ({ view: input.view, trouble: null, later: [] }),
);

export type MirrorRef = ActorRefFromLogic<typeof mirror>;
