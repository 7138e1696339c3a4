import { z } from "zod";
import {
  addToQueue,
  agentByEmail,
  agentById,
  insertAgent,
  leaveQueues,
  queuesOf,
  updateAgent,
} from "#db/repositories/agents.ts";
import type { JsonObject } from "#db/schema/tables.ts";
import type { Role } from "#machines/wire/views.ts";
import { readersOfAgent } from "../../auth/readers.ts";
import { Refusal } from "../../failure.ts";
import { generalQueue } from "../../furnish.ts";
import { define, noNul } from "../define.ts";
import { beginPresence, giveBack, informPresence } from "../presence.ts";
import { log, type Unit } from "../unit.ts";
import { agentOf } from "./conversations.ts";

/** Units at once, unless somebody sets another number. */
const CAPACITY = 10;

/** The bounds of what is told of a person; the pages and the first admin's form hold to them too. */
export const personFields = {
  name: z.string().trim().min(1).max(100).refine(noNul, "badCharacter"),
  email: z.email().max(320),
  role: z.enum(["agent", "supervisor", "admin", "designer"]),
  capacity: z.int().min(1).max(100),
  password: z.string().min(10).max(200),
};

const worksAtDesk = (role: Role) => role === "agent" || role === "supervisor";

/** Somebody who can sign in already becomes one of the staff. */
export async function insertPerson(
  unit: Unit,
  person: { id: string; email: string; name: string; role: Role },
): Promise<void> {
  await insertAgent(unit.c, {
    ...person,
    active: true,
    locale: null,
    scheme: "auto",
    capacity: CAPACITY,
    load: 0,
    presence: "offline",
    idleSince: unit.at,
    createdAt: unit.at,
  });
  await beginPresence(unit, person.id);
}

/**
 * Judged again inside of the unit: of two admins who take each other's role at the same moment, the second
 * is none any more. With nobody able to take their own, one active admin always stays.
 */
async function actingAdmin(unit: Unit): Promise<string> {
  const acting = await agentById(unit.c, agentOf(unit).id);
  if (!acting?.active || acting.role !== "admin") throw new Refusal("FORBIDDEN", "notAllowed");
  return acting.id;
}

async function joinGeneral(unit: Unit, id: string): Promise<void> {
  const queue = await generalQueue(unit.c);
  if (queue !== null && !(await queuesOf(unit.c, id)).includes(queue)) await addToQueue(unit.c, queue, id);
}

/** Which of their facts were set, and to what where it is a number or a word of ours: never a name. */
async function logSaved(unit: Unit, id: string, payload: JsonObject, more: readonly string[] = []) {
  const readers = [...readersOfAgent(id), ...more];
  await log(unit, {
    machine: "agent",
    machineId: id,
    rev: 0,
    hash: "",
    type: "person.saved",
    payload,
    edges: [],
    before: null,
    after: null,
    audience: { before: readers, after: readers },
  });
}

export const peopleCommands = {
  /** `person` can sign in already: `people.ts` sees to the password, which never comes here. */
  "person.create": define(
    z.strictObject({
      person: z.string().min(1).max(64),
      name: personFields.name,
      email: personFields.email,
      role: personFields.role,
    }),
    async (unit, { person, name, email, role }) => {
      await actingAdmin(unit);
      if ((await agentByEmail(unit.c, email)) || (await agentById(unit.c, person))) {
        throw new Refusal("CONFLICT", "emailTaken");
      }
      await insertPerson(unit, { id: person, email, name, role });
      if (worksAtDesk(role)) await joinGeneral(unit, person);
      await logSaved(unit, person, { created: true, role, active: true, capacity: CAPACITY });
      return { person };
    },
  ),

  /** In effect at once: who may not work any more has no line and no work from here on. */
  "person.save": define(
    z.strictObject({
      person: z.string().min(1).max(64),
      name: personFields.name.optional(),
      role: personFields.role.optional(),
      active: z.boolean().optional(),
      capacity: personFields.capacity.optional(),
    }),
    async (unit, { person, ...change }) => {
      const acting = await actingAdmin(unit);
      const before = await agentById(unit.c, person);
      if (!before) throw new Refusal("NOT_FOUND", "agentNotFound");
      const now = {
        name: change.name ?? before.name,
        role: change.role ?? before.role,
        active: change.active ?? before.active,
        capacity: change.capacity ?? before.capacity,
      };
      if (person === acting && now.role !== "admin") throw new Refusal("FORBIDDEN", "ownRole");
      if (person === acting && !now.active) throw new Refusal("FORBIDDEN", "ownActive");

      const queuesBefore = await queuesOf(unit.c, person);
      const { name, role, active, capacity } = now;
      await updateAgent(unit.c, person, now);
      const atDesk = worksAtDesk(role);
      if (worksAtDesk(before.role) && !atDesk) await leaveQueues(unit.c, person);
      if (!worksAtDesk(before.role) && atDesk) await joinGeneral(unit, person);
      const queues = await queuesOf(unit.c, person);

      const renamed = name !== before.name;
      // A name stands in the rows that all members of a queue see.
      const colleagues = renamed ? [...new Set([...queuesBefore, ...queues])] : [];
      await logSaved(
        unit,
        person,
        { renamed, role, active, capacity },
        colleagues.map((queue) => `queue:${queue}`),
      );
      if (capacity !== before.capacity) {
        await informPresence(unit, person, { type: "load.changed", load: before.load, capacity });
      }
      if (before.active && worksAtDesk(before.role) && !(active && atDesk)) await giveBack(unit, person);
      if (active !== before.active || role !== before.role) unit.effects.push({ type: "check" });
      for (const queue of queues) unit.effects.push({ type: "route", queue });
      return null;
    },
  ),
};
