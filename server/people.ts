import type { Database } from "#db/connection.ts";
import { agentByEmail, agentById } from "#db/repositories/agents.ts";
import type { Reply } from "#machines/wire/frames.ts";
import type { Role } from "#machines/wire/views.ts";
import type { Auth } from "./auth/auth.ts";
import { readersOfAgent } from "./auth/readers.ts";
import { makeTurns } from "./auth/turns.ts";
import type { Execute } from "./execute/execute.ts";
import type { System } from "./execute/system.ts";
import { log } from "./execute/unit.ts";
import type { AgentPrincipal } from "./principal.ts";

/**
 * What an admin does to people where a sign-in is touched too. The sign-in is changed here, beside
 * `execute`: a password must never stand in a stored command or in the log.
 */
export function makePeople(deps: {
  database: Database;
  auth: Pick<Auth, "createUser" | "setPassword" | "endSessions">;
  execute: Execute;
  system: Pick<System, "act">;
  /** Somebody's sign-ins have ended: every open line is looked at. */
  onEnded: () => void;
}) {
  const { database, auth, execute, system } = deps;
  // Two who add the same address take turns, or the second would set the first one's password.
  const turns = makeTurns();

  async function endSessions(person: string): Promise<void> {
    await auth.endSessions(person);
    deps.onEnded();
  }

  return {
    /** Sign-in first, then the person: what a crash leaves between the two is taken up by the next try. */
    async create(
      principal: AgentPrincipal,
      id: string,
      person: { name: string; email: string; role: Role; password: string },
    ): Promise<Reply> {
      const { name, role, password } = person;
      const email = person.email.trim().toLowerCase();
      const end = await turns.take(email);
      try {
        const known = await database.read((c) => agentByEmail(c, email));
        const user = known?.id ?? (await auth.createUser({ email, name, password }));
        return await execute(
          { id, name: "person.create", input: { person: user, name, email, role } },
          principal,
        );
      } finally {
        end();
      }
    },

    /** Whoever is deactivated is signed out everywhere: an old cookie opens nothing later either. */
    async save(
      principal: AgentPrincipal,
      id: string,
      change: { person: string; active?: boolean | undefined },
    ): Promise<Reply> {
      const reply = await execute({ id, name: "person.save", input: change }, principal);
      if (reply.ok && change.active === false) await endSessions(change.person);
      return reply;
    },

    /** Ends the other one's sign-ins: who needs a new password may have lost the old one to somebody. */
    async setPassword(principal: AgentPrincipal, person: string, password: string): Promise<Reply> {
      if (!(await database.read((c) => agentById(c, person)))) {
        return { ok: false, code: "NOT_FOUND", message: "agentNotFound" };
      }
      await auth.setPassword(person, password);
      if (person !== principal.id) await endSessions(person);
      const readers = readersOfAgent(person);
      await system.act((unit) =>
        log(unit, {
          by: principal.key,
          role: principal.role,
          machine: "agent",
          machineId: person,
          rev: 0,
          hash: "",
          type: "person.passwordSet",
          payload: {},
          edges: [],
          before: null,
          after: null,
          audience: { before: readers, after: readers },
        }),
      );
      return { ok: true, data: null };
    },
  };
}

export type People = ReturnType<typeof makePeople>;
