import type { WriteConnection } from "#db/connection.ts";
import type { ConversationRow } from "#db/repositories/conversations.ts";
import { addFollowup, appendEvent, type EventRow } from "#db/repositories/log.ts";
import type { JsonObject } from "#db/schema/tables.ts";
import { type Principal, roleOf } from "../principal.ts";

/** What is done after the commit, and only then. All of it may be done twice without harm. */
export type Effect =
  | { type: "route"; queue: string }
  | { type: "positions" }
  /** What somebody may do has changed: every open line is looked at. */
  | { type: "check" };

/**
 * One unit of work: what a command does inside its transaction. Everything that happens goes through it
 * as a row of the event log; what it means for others is noted as a follow-up in the same commit.
 */
export type Unit = {
  readonly c: WriteConnection;
  readonly at: number;
  readonly principal: Principal;
  readonly commandId: string | null;
  readonly effects: Effect[];
  /** Sequence number of the last event that it wrote; 0 when none. */
  lastSeq: number;
  hasFollowups: boolean;
  /** Timers were armed or called off. */
  hasTimers: boolean;
  /** Conversations as this unit last read or saved them: it need not ask for them again. */
  readonly known: Map<string, ConversationRow>;
  newId(): string;
};

export function makeUnit(
  c: WriteConnection,
  at: number,
  principal: Principal,
  commandId: string | null,
  newId: () => string,
): Unit {
  return {
    c,
    at,
    principal,
    commandId,
    effects: [],
    lastSeq: 0,
    hasFollowups: false,
    hasTimers: false,
    known: new Map(),
    newId,
  };
}

/** Writes one row of the event log; `by` and `role` are the principal's unless given. */
export async function log(
  unit: Unit,
  row: Omit<EventRow, "seq" | "at" | "by" | "role" | "commandId"> & {
    at?: number;
    by?: string;
    role?: string;
  },
): Promise<void> {
  unit.lastSeq = await appendEvent(unit.c, {
    at: unit.at,
    by: unit.principal.key,
    role: roleOf(unit.principal),
    commandId: unit.commandId,
    ...row,
  });
}

/** What happened to one agent's desk, for that agent alone. Ids and numbers, never text. */
export async function logDesk(unit: Unit, agent: string, payload: JsonObject): Promise<void> {
  await log(unit, {
    machine: "workspace",
    machineId: agent,
    rev: 0,
    hash: "",
    type: "workspace.changed",
    payload,
    edges: [],
    before: null,
    after: null,
    audience: { before: [`agent:${agent}`], after: [`agent:${agent}`] },
  });
}

/** Notes what this means for another machine; run through `execute` after the commit, once. */
export async function followUp(
  unit: Unit,
  name: FollowupName,
  target: string,
  input: JsonObject,
): Promise<void> {
  await addFollowup(unit.c, { name, target, input, at: unit.at });
  unit.hasFollowups = true;
}

export type FollowupName =
  | "presence.tell"
  | "agent.gone"
  | "agent.left"
  | "conversation.superseded"
  | "policy.poke";
