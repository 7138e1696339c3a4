import type { ConversationState } from "#machines/wire/views.ts";
import type { AgentPrincipal, VisitorPrincipal } from "../principal.ts";

/** What decides who may read a conversation. */
export type Readable = {
  state: ConversationState;
  customer: string;
  queueId: string;
  ownerId: string | null;
  affinityId: string | null;
};

/** Roles that may read every conversation. */
const OVERSEERS = "role:supervisor";

/**
 * The keys of those who may read a conversation in this state: its customer, the supervisors, who has it,
 * for whom it waits, and while it stands in the line those who may take it.
 */
export function readersOf(facts: Readable): string[] {
  const keys = [`customer:${facts.customer}`, OVERSEERS];
  if (facts.state === "queued" || facts.state === "offered") keys.push(`queue:${facts.queueId}`);
  if (facts.state === "waiting") {
    if (facts.affinityId !== null) keys.push(`agent:${facts.affinityId}`);
  } else if (facts.ownerId !== null) keys.push(`agent:${facts.ownerId}`);
  return keys;
}

/** The keys that a member of the staff reads by; `queues` are those they may take from. */
export function keysOfAgent(principal: AgentPrincipal, queues: readonly string[]): string[] {
  const keys = [`agent:${principal.id}`, `role:${principal.role}`];
  if (principal.role === "agent" || principal.role === "supervisor")
    keys.push(...queues.map((id) => `queue:${id}`));
  return keys;
}

export function keysOfVisitor(principal: VisitorPrincipal): string[] {
  return [`customer:${principal.customer}`];
}

/** Who may read contacts, accounts, cases, articles and e-mail templates. */
export const RECORD_READERS: readonly string[] = ["role:agent", OVERSEERS, "role:admin"];

/** What concerns one agent, and those who look after agents. */
export function readersOfAgent(id: string): string[] {
  return [`agent:${id}`, OVERSEERS];
}

export function mayRead(keys: ReadonlySet<string>, readers: readonly string[]): boolean {
  return readers.some((reader) => keys.has(reader));
}
