import type { AnyStateMachine, StateNode } from "xstate";

/**
 * What a chart's definition is, as data: states, transitions and the names of guards, actions and
 * delays. Neither descriptions nor functions are in it, so that rewording and minifying change nothing;
 * when a guard or an action of the same name does something else, the chart's `version` is raised.
 */

// biome-ignore lint/suspicious/noExplicitAny: the library's own name for a node of any chart
type AnyNode = StateNode<any, any>;

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A name or `{type, params}`; params that are functions are left out. */
function named(thing: unknown): Json {
  if (thing === undefined || thing === null) return null;
  if (typeof thing === "string") return { type: thing };
  if (typeof thing === "object" && "type" in thing) {
    const params: unknown = "params" in thing ? thing.params : undefined;
    const type = String(thing.type);
    return params === undefined || typeof params === "function" ? { type } : { type, params: plain(params) };
  }
  return null;
}

function plain(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value ?? null));
  return parsed;
}

function definitionOf(node: AnyNode): Json {
  const transitions = [...node.transitions.values()].flat().map((edge) => ({
    event: edge.eventType,
    guard: named(edge.guard),
    target: edge.target === undefined ? null : edge.target.map((target) => target.id),
    actions: edge.actions.map(named),
    reenter: edge.reenter,
  }));
  const always = (node.always ?? []).map((edge) => ({
    guard: named(edge.guard),
    target: edge.target === undefined ? null : edge.target.map((target) => target.id),
    actions: edge.actions.map(named),
  }));
  return {
    id: node.id,
    type: node.type,
    initial: node.initial === undefined ? null : node.initial.target.map((target) => target.id),
    entry: node.entry.map(named),
    exit: node.exit.map(named),
    transitions,
    always,
    states: Object.values(node.states).map(definitionOf),
  };
}

/** Keys sorted at every depth: equal values have equal texts. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(",")}}`;
}

/** FNV-1a, 64 bits: not against an enemy, only to tell definitions apart, at once and everywhere. */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

/** The definition as canonical JSON text, kept by its hash. */
export function definitionText(machine: AnyStateMachine): string {
  return canonical({ version: machine.version ?? null, root: definitionOf(machine.root) });
}

/** 16 hexadecimal digits; the same in Node and in a browser, minified or not. */
export function definitionHash(machine: AnyStateMachine): string {
  return fnv1a64(definitionText(machine));
}
