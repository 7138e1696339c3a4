import type { AnyStateMachine, AnyTransitionDefinition } from "xstate";
import { type AnyNode, edgesOf, nodesOf, type Walk } from "./edges.ts";

/** Static checks of a chart. Each returns what is wrong, in words; nothing when all is well. */

type Named = { kind: "guard" | "action"; name: string | null; where: string };

const nameOf = (thing: unknown): string | null => {
  if (typeof thing === "string") return thing;
  if (typeof thing !== "object" || thing === null || !("type" in thing)) return null;
  return typeof thing.type === "string" ? thing.type : null;
};

const isDelayed = (type: string) => type.startsWith("xstate.after.");
const delayOf = (type: string) => type.split(".")[2] ?? "";

function namesIn(machine: AnyStateMachine): Named[] {
  const named: Named[] = [];
  for (const node of nodesOf(machine)) {
    // Entering and leaving a state with delays raises and cancels; these are the library's own.
    const own = (action: unknown) => !isBuiltIn(action, ["xstate.raise", "xstate.cancel"]) || !hasDelay(node);
    for (const action of [...node.entry, ...node.exit].filter(own)) {
      named.push({ kind: "action", name: nameOf(action), where: node.id });
    }
  }
  for (const [where, edge] of edgesOf(machine)) {
    if (edge.guard !== undefined) named.push({ kind: "guard", name: nameOf(edge.guard), where });
    for (const action of edge.actions) named.push({ kind: "action", name: nameOf(action), where });
  }
  return named;
}

function isBuiltIn(action: unknown, types: readonly string[]): boolean {
  return typeof action === "function" && "type" in action && types.includes(String(action.type));
}

const hasDelay = (node: AnyNode) => node.after.length > 0;

/** Guards, actions and delays: all named, all implemented, all used by one of the charts at least. */
export function namesProblems(machines: readonly AnyStateMachine[]): string[] {
  const problems: string[] = [];
  const used = { guard: new Set<string>(), action: new Set<string>(), delay: new Set<string>() };
  for (const machine of machines) {
    const { guards, actions, delays } = machine.implementations;
    for (const { kind, name, where } of namesIn(machine)) {
      if (name === null) problems.push(`${where}: a ${kind} without a name`);
      else {
        used[kind].add(name);
        if (!Object.hasOwn(kind === "guard" ? guards : actions, name)) {
          problems.push(`${where}: the ${kind} ${name} is not implemented`);
        }
      }
    }
    for (const [where, edge] of edgesOf(machine)) {
      if (!isDelayed(edge.eventType)) continue;
      const name = delayOf(edge.eventType);
      used.delay.add(name);
      if (!Object.hasOwn(delays, name)) problems.push(`${where}: the delay ${name} is not implemented`);
    }
  }
  for (const machine of machines) {
    const { guards, actions, delays } = machine.implementations;
    const unused = (kind: "guard" | "action" | "delay", there: object) =>
      Object.keys(there)
        .filter((name) => !used[kind].has(name))
        .map((name) => `${machine.id}: the ${kind} ${name} is not used`);
    problems.push(...unused("guard", guards), ...unused("action", actions), ...unused("delay", delays));
  }
  return problems;
}

/** States that no walk enters. History is no state to be in. */
export function unreachable(machine: AnyStateMachine, walked: Walk): string[] {
  return nodesOf(machine)
    .filter((node) => node.type !== "history" && !walked.states.has(node.id))
    .map((node) => `${node.id} is never entered`);
}

const ancestry = (node: AnyNode): AnyNode[] =>
  node.parent === undefined ? [node] : [node, ...ancestry(node.parent)];

const regionsOf = (node: AnyNode) => Object.values(node.states).filter(({ type }) => type !== "history");

/** Where the chart can be right after an edge, by its targets: their leaves, and those of what they enter. */
function leavesOf(node: AnyNode): AnyNode[] {
  if (node.type === "atomic" || node.type === "final") return [node];
  if (node.type === "history") return node.parent === undefined ? [] : leavesOf(node.parent);
  if (node.type === "parallel") return regionsOf(node).flatMap(leavesOf);
  return node.initial === undefined ? [] : node.initial.target.flatMap((target) => leavesOf(target));
}

/**
 * States from which nothing leads on. With `toEnd`, for charts whose instances must all end some day:
 * those from which no final state of the root can be reached.
 */
export function deadEnds(machine: AnyStateMachine, { toEnd }: { toEnd: boolean }): string[] {
  const leaves = nodesOf(machine).filter((node) => node.type === "atomic");
  const exits = new Map<AnyNode, AnyNode[]>();
  for (const leaf of leaves) {
    const edges = ancestry(leaf).flatMap((node) => [...node.transitions.values()].flat());
    const next = edges.flatMap((edge) => edge.target ?? []).flatMap((target) => leavesOf(target));
    exits.set(
      leaf,
      next.filter((node) => node !== leaf),
    );
  }
  if (!toEnd) {
    return leaves.filter((leaf) => exits.get(leaf)?.length === 0).map((leaf) => `${leaf.id} has no way out`);
  }
  const ending = new Set<AnyNode>(nodesOf(machine).filter((node) => node.type === "final"));
  for (let size = -1; size !== ending.size; ) {
    size = ending.size;
    for (const [leaf, next] of exits) if (next.some((node) => ending.has(node))) ending.add(leaf);
  }
  return leaves.filter((leaf) => !ending.has(leaf)).map((leaf) => `${leaf.id} cannot reach an end`);
}

/** Candidates that an earlier one always wins over. */
export function shadowed(machine: AnyStateMachine): string[] {
  const problems: string[] = [];
  for (const node of nodesOf(machine)) {
    for (const candidates of node.transitions.values()) {
      const before = new Set<string>();
      for (const [index, edge] of candidates.entries()) {
        const guard = edge.guard === undefined ? "" : JSON.stringify(edge.guard);
        if (before.has("") || before.has(guard)) {
          problems.push(`${node.id}|${edge.eventType}|${index} is shadowed by an earlier one`);
        }
        before.add(guard);
      }
    }
  }
  return problems;
}

/** Types of the events that the charts listen to, without delays and the library's own. */
export function eventsOf(machines: readonly AnyStateMachine[]): Set<string> {
  const types = machines.flatMap((machine) => [...edgesOf(machine).values()].map((edge) => edge.eventType));
  return new Set(types.filter((type) => type !== "" && !type.startsWith("xstate.")));
}

/** The vocabulary and the charts, each way; an event with two words is `noun.verb`. */
export function eventProblems(machines: readonly AnyStateMachine[], known: readonly string[]): string[] {
  const heard = eventsOf(machines);
  const single = new Set(["send"]);
  return [
    ...known.filter((type) => !heard.has(type)).map((type) => `no chart knows the event ${type}`),
    ...[...heard].filter((type) => !known.includes(type)).map((type) => `no schema knows the event ${type}`),
    ...[...heard]
      .filter((type) => !single.has(type) && !/^[a-z]+\.[a-z][A-Za-z]*$/.test(type))
      .map((type) => `${type} is not named noun.verb`),
  ];
}

/** Each state says what it is; a candidate that stands for "else" says what that means, and a delay what ended. */
export function undescribed(machine: AnyStateMachine, { fallbacks }: { fallbacks: boolean }): string[] {
  const problems: string[] = [];
  for (const node of nodesOf(machine)) {
    if (node !== machine.root && node.type !== "history" && !node.description) {
      problems.push(`${node.id} has no description`);
    }
    if (!fallbacks) continue;
    for (const candidates of node.transitions.values()) {
      const last = candidates.at(-1);
      if (candidates.length < 2 || last === undefined || last.guard !== undefined) continue;
      if (!last.description) problems.push(`${node.id}|${last.eventType} does not say what else means`);
    }
  }
  return problems;
}

const PURE = ["xstate.assign"];

/**
 * One event is one microstep in a chart that the server decides, so that `getTransitionData` is the
 * whole truth: no `always`, raise, onDone, invoke or spawn, and every edge stamps its time.
 */
export function serverProblems(machine: AnyStateMachine): string[] {
  const problems: string[] = [];
  for (const node of nodesOf(machine)) {
    if (node.always !== undefined && node.always.length > 0) problems.push(`${node.id} has always`);
    if (node.invoke.length > 0) problems.push(`${node.id} invokes`);
    for (const type of node.transitions.keys()) {
      if (type.startsWith("xstate.done.") || type === "*") problems.push(`${node.id} listens to ${type}`);
    }
    for (const action of [...node.entry, ...node.exit]) {
      const timers = hasDelay(node) && isBuiltIn(action, ["xstate.raise", "xstate.cancel"]);
      if (typeof action === "function" && !timers) problems.push(`${node.id} has an action without a name`);
    }
  }
  for (const [where, edge] of edgesOf(machine)) {
    if (edge.actions.some((action) => typeof action === "function")) {
      problems.push(`${where} has an action without a name`);
    }
    if (!stamps(edge)) problems.push(`${where} does not stamp its time`);
  }
  for (const [name, action] of Object.entries(machine.implementations.actions)) {
    const type: unknown = typeof action === "function" && "type" in action ? action.type : undefined;
    if (typeof type === "string" && !PURE.includes(type)) problems.push(`the action ${name} is a ${type}`);
  }
  if (Object.keys(machine.implementations.actors).length > 0) problems.push(`${machine.id} has actors`);
  if (machine.options?.maxIterations !== 100) problems.push(`${machine.id} has no bound of iterations`);
  return problems;
}

const stamps = (edge: AnyTransitionDefinition) => nameOf(edge.actions[0]) === "stamp";
