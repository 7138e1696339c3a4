import { createHash } from "node:crypto";
import type { Database } from "#db/connection.ts";
import { StorageUnavailable } from "#db/connection.ts";
import { commandOf, keepCommand } from "#db/repositories/log.ts";
import { asJsonObject, type JsonObject } from "#db/schema/tables.ts";
import type { Reply } from "#machines/wire/frames.ts";
import { mayCall } from "../auth/rights.ts";
import type { Clock } from "../clock.ts";
import { Refusal } from "../failure.ts";
import type { Principal } from "../principal.ts";
import { commands } from "./commands.ts";
import { type Effect, makeUnit } from "./unit.ts";

export type Command = { id: string; name: string; input: unknown };

export type Outbound = {
  /** Something was written: wake the stream. */
  logged(): void;
  effect(effect: Effect): void;
  /** Follow-ups wait to be run. */
  followups(): void;
  /** Timers may have been armed: look again when the next one is due. */
  timers(): void;
};

export type Execute = (command: Command, principal: Principal) => Promise<Reply>;

/** Canonical JSON: keys in order, so that the same payload has the same hash. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/** A stored reply, as it was given. */
function replyOf(stored: JsonObject): Reply {
  if (typeof stored.ok !== "boolean") throw new Error("a stored reply that is none");
  return stored as unknown as Reply;
}

function hashOf(command: Command): string {
  return createHash("sha256")
    .update(canonical([command.name, command.input]))
    .digest("base64url");
}

/**
 * The one path of everything that changes something: parse, judge the right, open a unit of work, ask the
 * chart, commit, and only then answer and act. The same (principal, id) seen before gets the same answer.
 */
export function makeExecute(deps: {
  database: Database;
  clock: Clock;
  newId: () => string;
  outbound: Outbound;
  onError: (error: unknown) => void;
}): Execute {
  const { database, clock, newId, outbound } = deps;
  return async (command, principal) => {
    const handler = commands.get(command.name);
    if (!handler || !mayCall(principal, command.name)) {
      return { ok: false, code: "FORBIDDEN", message: "notAllowed" };
    }
    const parsed = handler.parse(command.input);
    if (!parsed.ok) return { ok: false, code: "BAD_REQUEST", message: parsed.message };

    const payloadHash = hashOf(command);
    try {
      const done = await database.write(async (c) => {
        const before = await commandOf(c, principal.key, command.id);
        if (before) {
          const reply: Reply =
            before.payloadHash === payloadHash
              ? replyOf(before.reply)
              : { ok: false, code: "CONFLICT", message: "idTaken" };
          return { reply, unit: null };
        }
        const unit = makeUnit(c, clock.now(), principal, command.id, newId);
        // What was due before the command came stays done, also when the command is refused.
        await handler.prepare?.(unit, parsed.input);
        let reply: Reply;
        const mark = { effects: unit.effects.length, lastSeq: unit.lastSeq, hasFollowups: unit.hasFollowups };
        try {
          reply = { ok: true, data: (await c.attempt(() => handler.run(unit, parsed.input))) ?? null };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          unit.effects.length = mark.effects;
          unit.lastSeq = mark.lastSeq;
          unit.hasFollowups = mark.hasFollowups;
          reply = error.failure;
          if (error.failure.retryable) return { reply, unit };
        }
        await keepCommand(c, {
          principal: principal.key,
          id: command.id,
          payloadHash,
          reply: asJsonObject(JSON.parse(JSON.stringify(reply))),
          seq: unit.lastSeq,
          at: unit.at,
        });
        return { reply, unit };
      });
      if (done.unit) {
        if (done.unit.lastSeq > 0) {
          outbound.logged();
          if (done.unit.hasTimers) outbound.timers();
        }
        if (done.unit.hasFollowups) outbound.followups();
        for (const effect of done.unit.effects) outbound.effect(effect);
      }
      return done.reply;
    } catch (error) {
      deps.onError(error);
      if (error instanceof StorageUnavailable) {
        return { ok: false, code: "UNAVAILABLE", message: "storageUnavailable", retryable: true };
      }
      return { ok: false, code: "UNAVAILABLE", message: "unexpected", retryable: true };
    }
  };
}
