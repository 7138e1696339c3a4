import type { Database } from "#db/connection.ts";
import type { Clock } from "../clock.ts";
import { newIdentitySecret } from "../furnish.ts";
import type { Setup } from "../setup.ts";
import { DEMO_PASSWORD, people } from "./content/people.ts";
import { seedDemo } from "./seed.ts";

/** The demo workspace: its people, and how it is put into an empty database. */
export function makeDemo(deps: { database: Database; setup: Setup; clock: Clock; newId: () => string }) {
  return {
    people: people.map(({ email, name, role }) => ({ email, name, role })),
    async seed(): Promise<void> {
      const staff: Record<string, string> = {};
      for (const { key, email, name, role } of people) {
        staff[key] = await deps.setup.createPerson({ email, name, role, password: DEMO_PASSWORD });
      }
      await seedDemo({
        database: deps.database,
        staff,
        now: deps.clock.now(),
        newSecret: newIdentitySecret,
        visitorCounter: "visitor",
      });
    },
  };
}
