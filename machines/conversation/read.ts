import type { StateValue } from "xstate";
import type { ConversationState } from "#machines/wire/views.ts";
import type { ConversationContext } from "./types.ts";

/** As much of a snapshot as is needed to read it. */
export type ConversationHeld = { value: StateValue; context: ConversationContext };

const LEAVES: readonly ConversationState[] = ["queued", "offered", "active", "waiting", "wrapUp", "ended"];

function leavesOf(value: StateValue): string[] {
  if (typeof value === "string") return [value];
  return Object.entries(value).flatMap(([key, child]) => (child === undefined ? [key] : leavesOf(child)));
}

/** What the page calls the state: the leaf of either chart, without the customer's line. */
export function leafOf(snapshot: Pick<ConversationHeld, "value">): ConversationState {
  const leaves = leavesOf(snapshot.value);
  const leaf = LEAVES.find((state) => leaves.includes(state));
  if (leaf === undefined) throw new Error(`No conversation state in ${JSON.stringify(snapshot.value)}`);
  return leaf;
}

/** Whose capacity is taken, and how much of it: a function of the state alone. */
export function holdingOf(snapshot: ConversationHeld): { agent: string; units: number } | null {
  const { owner, units, holding } = snapshot.context;
  if (owner === null) return null;
  const leaf = leafOf(snapshot);
  const taken = leaf === "offered" || leaf === "active" || (leaf === "wrapUp" && holding);
  return taken ? { agent: owner, units } : null;
}

/** Who is offered it, has it, or had it last. */
export function ownerOf(snapshot: Pick<ConversationHeld, "context">): string | null {
  return snapshot.context.owner;
}
