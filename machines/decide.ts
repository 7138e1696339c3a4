import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyTransitionDefinition,
  getNextTransitions,
  initialTransition,
  type SnapshotFrom,
  type StateValue,
  transition,
} from "xstate";

/**
 * How a chart is asked. Nothing here runs an action or a timer: what has to be done comes back as data,
 * `xstate.raise {id, delay, event}` and `xstate.cancel {sendId}` for the timers among it.
 */

/** In the order in which they are to be carried out. */
export type Action = { type: string; params: Record<string, unknown> };

export type Decided<S> = { ok: true; snapshot: S; actions: Action[]; edges: string[] };
/**
 * `forbidden`: the edge is there and its guard says no. `conflict`: there is no such edge, or it is over.
 * `state` is the path of the snapshot that refused.
 */
export type Undecided = { ok: false; kind: "forbidden" | "conflict"; state: string; guard?: string };

export type Timer =
  | { kind: "arm"; id: string; delayName: string; delay: number; event: { type: string } }
  | { kind: "cancel"; id: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An executable action has also a function and live actors, which must not be stored. */
function dataOf(action: { type: string; params?: unknown }): Action {
  const params = isRecord(action.params) ? action.params : {};
  if (action.type === "xstate.raise") {
    const { id, delay, event } = params;
    return { type: action.type, params: { id, delay, event } };
  }
  if (action.type === "xstate.cancel") return { type: action.type, params: { sendId: params.sendId } };
  return { type: action.type, params };
}

/** `<state>|<event>|<index>`: stable for one definition, in the log and in the tests alike. */
export function edgeId(edge: AnyTransitionDefinition): string {
  const candidates: readonly unknown[] = edge.source.transitions.get(edge.eventType) ?? [];
  return `${edge.source.id}|${edge.eventType}|${candidates.indexOf(edge)}`;
}

function guardName(edge: AnyTransitionDefinition): string | undefined {
  const guard: unknown = edge.guard;
  if (typeof guard === "string") return guard;
  return isRecord(guard) && typeof guard.type === "string" ? guard.type : undefined;
}

function assertHealthy(snapshot: AnyMachineSnapshot): void {
  if (snapshot.status === "error") throw snapshot.error;
}

/** The state path as the log keeps it: `open.handling.pending.queued|customer.present`. */
export function pathOf(snapshot: { value: StateValue }): string {
  const path = (value: StateValue): string => {
    if (typeof value === "string") return value;
    return Object.entries(value)
      .map(([key, child]) => {
        const rest = child === undefined ? "" : path(child);
        return rest === "" ? key : `${key}.${rest}`;
      })
      .join("|");
  };
  return path(snapshot.value);
}

/** A new instance of a chart, and what has to be done for its beginning. */
export function start<M extends AnyStateMachine>(
  machine: M,
  input: NonNullable<Parameters<typeof initialTransition<M>>[1]>,
): { snapshot: SnapshotFrom<M>; actions: Action[] } {
  const logic: AnyStateMachine = machine;
  const [snapshot, actions] = initialTransition(logic, input);
  assertHealthy(snapshot);
  return { snapshot: snapshot as SnapshotFrom<M>, actions: actions.map(dataOf) };
}

/**
 * Is the event legal, and what then? A refused event changes nothing. Throws when the event lacks what
 * its edge needs, which a schema should have told before.
 */
export function decide<S extends AnyMachineSnapshot>(
  machine: AnyStateMachine,
  snapshot: S,
  event: { type: string },
): Decided<S> | Undecided {
  const state = pathOf(snapshot);
  if (snapshot.status !== "active") return { ok: false, kind: "conflict", state };

  const taken = machine.getTransitionData(snapshot, event);
  if (taken.length === 0) {
    const edge = getNextTransitions(snapshot).find((candidate) => candidate.eventType === event.type);
    if (edge === undefined) return { ok: false, kind: "conflict", state };
    const guard = guardName(edge);
    return { ok: false, kind: "forbidden", state, ...(guard === undefined ? {} : { guard }) };
  }

  const [next, actions] = transition(machine, snapshot, event);
  assertHealthy(next);
  // The same machine made both snapshots.
  return { ok: true, snapshot: next as S, actions: actions.map(dataOf), edges: taken.map(edgeId) };
}

/** Is the event legal now? Without a step, for a button or a check beforehand. */
export function isLegal(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: { type: string },
): boolean {
  return snapshot.status === "active" && machine.getTransitionData(snapshot, event).length > 0;
}

/** Of the actions, what arms and cancels timers, in their order: leaving and entering a state anew does both. */
export function timersOf(actions: readonly Action[]): Timer[] {
  return actions.flatMap((action): Timer[] => {
    const { id, delay, event, sendId } = action.params;
    if (action.type === "xstate.cancel" && typeof sendId === "string")
      return [{ kind: "cancel", id: sendId }];
    if (action.type !== "xstate.raise") return [];
    if (
      typeof id !== "string" ||
      typeof delay !== "number" ||
      !isRecord(event) ||
      typeof event.type !== "string"
    ) {
      throw new Error(`A timer of another shape: ${JSON.stringify(action.params)}`);
    }
    const delayName = /^xstate\.after\.([^.]+)\./.exec(id)?.[1];
    if (delayName === undefined) throw new Error(`A timer without a name: ${id}`);
    return [{ kind: "arm", id, delayName, delay, event: { type: event.type } }];
  });
}

/** Of the actions, what is not a timer: the chart's own effects. */
export function effectsOf(actions: readonly Action[]): Action[] {
  return actions.filter((action) => !action.type.startsWith("xstate."));
}

/** The snapshot as it is stored and sent: plain JSON. */
export function persist(snapshot: AnyMachineSnapshot): unknown {
  return JSON.parse(JSON.stringify(snapshot.machine.getPersistedSnapshot(snapshot)));
}

/** A stored snapshot, live again. Throws when it is not one, or names a state that the chart does not have. */
export function restore<M extends AnyStateMachine>(machine: M, json: unknown): SnapshotFrom<M> {
  if (!isRecord(json) || !isRecord(json.context) || !("value" in json)) {
    throw new Error(`Not a snapshot of ${machine.id}`);
  }
  const snapshot: AnyMachineSnapshot = machine.resolveState({
    value: json.value as StateValue,
    context: json.context,
    historyValue: {},
    status: json.status === "done" ? "done" : "active",
  });
  return snapshot as SnapshotFrom<M>;
}
