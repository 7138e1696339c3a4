import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "#db/connection.ts";
import { agentByEmail, allAgents } from "#db/repositories/agents.ts";
import type { Role } from "#machines/wire/views.ts";
import type { Auth } from "./auth/auth.ts";
import { insertPerson } from "./execute/handlers/people.ts";
import type { System } from "./execute/system.ts";
import type { Unit } from "./execute/unit.ts";
import { Refusal } from "./failure.ts";
import { furnish } from "./furnish.ts";

/**
 * Makes people, and the first admin of an empty installation: once, guarded by a link that is printed in
 * the terminal of whoever started the program.
 */
export function makeSetup(deps: { database: Database; system: System; auth: Pick<Auth, "createUser"> }) {
  const token = randomBytes(24).toString("base64url");
  let creating = false;

  async function isEmpty(): Promise<boolean> {
    return (await deps.database.read((c) => allAgents(c))).length === 0;
  }

  /** @param also is done in the same transaction. @returns the id. */
  async function createPerson(
    person: { email: string; name: string; password: string; role: Role },
    also?: (unit: Unit) => Promise<void>,
  ): Promise<string> {
    const { name, role, password } = person;
    const email = person.email.trim().toLowerCase();
    if (await deps.database.read((c) => agentByEmail(c, email))) throw new Refusal("CONFLICT", "emailTaken");
    const id = await deps.auth.createUser({ email, name, password });
    await deps.system.act(async (unit) => {
      await insertPerson(unit, { id, email, name, role });
      await also?.(unit);
    });
    return id;
  }

  return {
    token,
    isEmpty,
    createPerson,
    /**
     * The first admin, and with them the queue and the workstreams that an installation begins with.
     * @throws Refusal FORBIDDEN for a wrong token, CONFLICT when there is somebody already.
     */
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
        const { name, email, password } = input;
        await createPerson({ name, email, password, role: "admin" }, (unit) => furnish(unit.c, unit.newId));
      } finally {
        creating = false;
      }
    },
  };
}

export type Setup = ReturnType<typeof makeSetup>;
