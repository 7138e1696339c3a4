import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "#db/connection.ts";
import { agentByEmail, allAgents, insertAgent } from "#db/repositories/agents.ts";
import type { Role } from "#machines/wire/views.ts";
import type { Auth } from "./auth/auth.ts";
import type { Clock } from "./clock.ts";
import { beginPresence } from "./execute/presence.ts";
import type { System } from "./execute/system.ts";
import { Refusal } from "./failure.ts";

/** Conversations at once, unless somebody sets another number. */
const CAPACITY = 10;

/**
 * Makes people, and the first admin of an empty installation: once, guarded by a link that is printed in
 * the terminal of whoever started the program.
 */
export function makeSetup(deps: {
  database: Database;
  system: System;
  auth: Pick<Auth, "createUser">;
  clock: Clock;
}) {
  const token = randomBytes(24).toString("base64url");
  let creating = false;

  async function isEmpty(): Promise<boolean> {
    return (await deps.database.read((c) => allAgents(c))).length === 0;
  }

  async function createPerson(person: {
    email: string;
    name: string;
    password: string;
    role: Role;
  }): Promise<string> {
    const email = person.email.trim().toLowerCase();
    if (await deps.database.read((c) => agentByEmail(c, email))) throw new Refusal("CONFLICT", "emailTaken");
    const id = await deps.auth.createUser({ email, name: person.name, password: person.password });
    await deps.system.act(async (unit) => {
      await insertAgent(unit.c, {
        id,
        email,
        name: person.name,
        role: person.role,
        active: true,
        locale: null,
        scheme: "auto",
        capacity: CAPACITY,
        load: 0,
        presence: "offline",
        idleSince: deps.clock.now(),
        createdAt: deps.clock.now(),
      });
      await beginPresence(unit, id);
    });
    return id;
  }

  return {
    token,
    isEmpty,
    createPerson,
    /** @throws Refusal FORBIDDEN for a wrong token, CONFLICT when there is somebody already. */
    async createFirst(input: {
      token: string;
      name: string;
      email: string;
      password: string;
    }): Promise<void> {
      const given = Buffer.from(input.token);
      const expected = Buffer.from(token);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new Refusal("FORBIDDEN", "setupLinkWrong");
      }
      if (creating) throw new Refusal("CONFLICT", "setupDone");
      // Taken in the same turn: whoever asks while this one looks comes too late.
      creating = true;
      try {
        if (!(await isEmpty())) throw new Refusal("CONFLICT", "setupDone");
        await createPerson({ email: input.email, name: input.name, password: input.password, role: "admin" });
      } finally {
        creating = false;
      }
    },
  };
}

export type Setup = ReturnType<typeof makeSetup>;
