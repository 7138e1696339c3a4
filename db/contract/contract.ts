import { afterEach, beforeEach } from "vitest";
import type { Database } from "../connection.ts";
import { addQueue } from "../repositories/agents.ts";
import { insertWorkstream } from "../repositories/workstreams.ts";
import { conversationsContract } from "./conversations.ts";
import { peopleContract } from "./people.ts";
import { recordsContract } from "./records.ts";
import { unitsContract } from "./units.ts";

/**
 * What the repositories promise, whatever the dialect: each one has to pass this suite on a real database.
 * @param open makes an empty, migrated database; @param remove throws it away after it was closed.
 */
export function contract(dialect: string, open: () => Promise<Database>, remove: () => Promise<void>): void {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await database.write(async (c) => {
      await addQueue(c, "general", "General");
      await insertWorkstream(c, {
        key: "live",
        name: "Live",
        chart: "liveChat",
        channel: "web",
        queueId: "general",
        policy: { offerTime: 1 },
        policyRev: 1,
        secret: "secret",
      });
    });
  });
  afterEach(async () => {
    await database.close();
    await remove();
  });

  unitsContract(dialect, () => database);
  conversationsContract(dialect, () => database);
  peopleContract(dialect, () => database);
  recordsContract(dialect, () => database);
}
