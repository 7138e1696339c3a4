import { useRef, useState } from "react";
import type { EntityKind } from "#machines/wire/records.ts";
import type { Client } from "#ui/trpc/client.ts";
import { dataOf, type Fault, faultOf } from "#ui/trpc/fault.ts";
import { uuid } from "../../engine/uuid.ts";

export type Changes = Record<string, { base: unknown; value: unknown }>;
export type NewFields = Record<string, unknown>;

/** Saves changed fields of a record. @throws what `faultOf` reads. */
export function saveRecord(client: Client, kind: EntityKind, id: string, record: string, fields: Changes) {
  if (kind === "contact") return client.contact.save.mutate({ id, record, fields });
  if (kind === "account") return client.account.save.mutate({ id, record, fields });
  return client.case.save.mutate({ id, record, fields });
}

/**
 * Makes a record; with a conversation it is linked to it in the same commit.
 * @returns its id. @throws what `faultOf` reads.
 */
export async function createRecord(
  client: Client,
  kind: EntityKind,
  id: string,
  fields: NewFields,
  conversation?: string,
): Promise<string> {
  const linked = conversation === undefined ? {} : { conversation };
  const made: unknown =
    kind === "contact"
      ? await client.contact.create.mutate({ id, fields, ...linked })
      : kind === "account"
        ? await client.account.create.mutate({ id, fields })
        : await client.case.create.mutate({ id, fields, ...linked });
  const record = typeof made === "object" && made !== null ? Reflect.get(made, kind) : null;
  if (typeof record !== "string") throw new Error(`${kind}.create answered without an id`);
  return record;
}

export type SaveFault = Fault & { /** The field that the server names. */ field: string | null };

function named(error: unknown): SaveFault {
  const detail = dataOf(error)?.detail;
  const field = typeof detail === "object" && detail !== null ? Reflect.get(detail, "field") : null;
  return { ...faultOf(error), field: typeof field === "string" ? field : null };
}

/**
 * One save at a time, with the same id as long as the same is sent and no answer came: what the server
 * did without being heard is not done twice.
 */
export function useSaving() {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<SaveFault | null>(null);
  const last = useRef<{ payload: string; id: string } | null>(null);
  async function run<T>(payload: unknown, send: (id: string) => Promise<T>): Promise<{ done: T } | null> {
    if (busy) return null;
    const text = JSON.stringify(payload);
    const id = last.current?.payload === text ? last.current.id : uuid();
    last.current = { payload: text, id };
    setBusy(true);
    setFault(null);
    try {
      const done = await send(id);
      last.current = null;
      return { done };
    } catch (error) {
      const told = named(error);
      if (!told.offline) last.current = null;
      setFault(told);
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { busy, fault, forget: () => setFault(null), run };
}
