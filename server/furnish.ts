import { randomBytes } from "node:crypto";
import type { WriteConnection } from "#db/connection.ts";
import { addQueue, allQueues } from "#db/repositories/agents.ts";
import { allWorkstreams, insertWorkstream } from "#db/repositories/workstreams.ts";
import { asJsonObject } from "#db/schema/tables.ts";
import type { ChartId } from "#machines/wire/views.ts";
import { defaultPolicy } from "./policy/table.ts";

/** The queue that whoever works at a desk belongs to. */
export const GENERAL = "General";

export type NewWorkstream = { key: string; name: string; chart: ChartId; channel: "web" | "sms" };

/** What every installation begins with: one for whoever comes by, one for known customers. */
export const webWorkstreams: readonly NewWorkstream[] = [
  { key: "web-live", name: "Web chat", chart: "liveChat", channel: "web" },
  { key: "web-persistent", name: "Web, customers", chart: "persistentChat", channel: "web" },
];

/** A new secret, by which a host's server signs who its customers are. */
export function newIdentitySecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Puts workstreams with the default policy into a queue; `allowedHosts` may show their chat. */
export async function addWorkstreams(
  c: WriteConnection,
  given: {
    queueId: string;
    workstreams: readonly NewWorkstream[];
    allowedHosts: readonly string[];
    newSecret: () => string;
  },
): Promise<void> {
  for (const { key, name, chart, channel } of given.workstreams) {
    await insertWorkstream(c, {
      key,
      name,
      chart,
      channel,
      queueId: given.queueId,
      policy: asJsonObject({ ...defaultPolicy(chart), allowedHosts: [...given.allowedHosts] }),
      policyRev: 1,
      secret: given.newSecret(),
    });
  }
}

/** The id of the queue General; of the first one where nothing has that name; null where there is none. */
export async function generalQueue(c: WriteConnection): Promise<string | null> {
  const queues = await allQueues(c);
  return (queues.find(({ name }) => name === GENERAL) ?? queues[0])?.id ?? null;
}

/** Gives an installation without any workstream a queue and the two of the web. */
export async function furnish(c: WriteConnection, newId: () => string): Promise<void> {
  if ((await allWorkstreams(c)).length > 0) return;
  let queueId = await generalQueue(c);
  if (queueId === null) {
    queueId = newId();
    await addQueue(c, queueId, GENERAL);
  }
  const allowedHosts: string[] = [];
  await addWorkstreams(c, {
    queueId,
    workstreams: webWorkstreams,
    allowedHosts,
    newSecret: newIdentitySecret,
  });
}
