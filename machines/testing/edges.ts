import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyTransitionDefinition,
  type EventObject,
  getNextTransitions,
  initialTransition,
  type StateNode,
  transition,
} from "xstate";
import { edgeId } from "#machines/decide.ts";

// biome-ignore lint/suspicious/noExplicitAny: the library's own name for a node of any chart
export type AnyNode = StateNode<any, any>;

/** Every state of a chart, the root first. */
export function nodesOf(machine: AnyStateMachine): AnyNode[] {
  const below = (node: AnyNode): AnyNode[] => [node, ...Object.values(node.states).flatMap(below)];
  return below(machine.root);
}

/** Every edge of a chart by its id, as the log names it; eventless ones under `always`. */
export function edgesOf(machine: AnyStateMachine): Map<string, AnyTransitionDefinition> {
  const edges = new Map<string, AnyTransitionDefinition>();
  for (const node of nodesOf(machine)) {
    for (const edge of [...node.transitions.values()].flat()) edges.set(edgeId(edge), edge);
    for (const [index, edge] of (node.always ?? []).entries()) edges.set(`${node.id}|always|${index}`, edge);
  }
  return edges;
}

export type Walk = {
  /** Of every edge that was taken, the shortest sequence of events whose last one takes it. */
  paths: Map<string, EventObject[]>;
  /** Ids of the states that were entered. */
  states: Set<string>;
  uncovered: string[];
  steps: number;
};

export type WalkOptions = {
  input?: unknown;
  /** All events that may be tried, with a variant of the payload for either answer of each guard. */
  events: readonly EventObject[];
  /** What tells two situations apart; by default the state and the context without its times. */
  key?: (snapshot: AnyMachineSnapshot) => string;
  limit?: number;
};

function defaultKey(snapshot: AnyMachineSnapshot): string {
  return JSON.stringify([snapshot.value, snapshot.context], (key, value: unknown) =>
    key === "at" ? undefined : value,
  );
}

/** The delays that the active states wait for, as the events that they will become. */
export function delayedEvents(snapshot: AnyMachineSnapshot, like: EventObject | undefined): EventObject[] {
  const types = getNextTransitions(snapshot).map((edge) => edge.eventType);
  return [...new Set(types)]
    .filter((type) => type.startsWith("xstate.after."))
    .map((type) => ({ at: 0, by: "system", role: "system", ...pick(like), type }));
}

function pick(like: EventObject | undefined): { at?: number } {
  return like !== undefined && "at" in like && typeof like.at === "number" ? { at: like.at } : {};
}

/**
 * Walks a chart breadth first by the pure `transition()` until every edge was taken: xstate's own path
 * generators cover states, not edges, and refuse `after`. Nothing is run.
 */
export function walk(machine: AnyStateMachine, options: WalkOptions): Walk {
  const { events, key = defaultKey, limit = 20_000 } = options;
  const missing = new Set(edgesOf(machine).keys());
  const paths = new Map<string, EventObject[]>();
  const states = new Set<string>();
  const [first] = initialTransition(machine, options.input);
  const queue: { snapshot: AnyMachineSnapshot; path: EventObject[] }[] = [];
  const seen = new Set<string>();
  const visit = (snapshot: AnyMachineSnapshot, path: EventObject[]) => {
    if (snapshot.status === "error") throw snapshot.error;
    for (const node of snapshot._nodes) states.add(node.id);
    const name = key(snapshot);
    if (seen.has(name)) return;
    seen.add(name);
    if (snapshot.status === "active") queue.push({ snapshot, path });
  };

  visit(first, []);
  let steps = 0;
  for (let place = queue.shift(); place !== undefined && missing.size > 0; place = queue.shift()) {
    const { snapshot, path } = place;
    for (const event of [...events, ...delayedEvents(snapshot, events[0])]) {
      const taken = machine.getTransitionData(snapshot, event);
      if (taken.length === 0) continue;
      steps += 1;
      if (steps > limit) return { paths, states, uncovered: [...missing], steps };
      const next = [...path, event];
      for (const edge of taken.map(edgeId)) {
        if (!missing.delete(edge)) continue;
        paths.set(edge, next);
      }
      visit(transition(machine, snapshot, event)[0], next);
    }
  }
  return { paths, states, uncovered: [...missing], steps };
}
