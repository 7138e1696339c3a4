import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { addQueue, addToQueue } from "#db/repositories/agents.ts";
import { insertWorkstream } from "#db/repositories/workstreams.ts";
import { asJsonObject } from "#db/schema/tables.ts";
import type { ChartId } from "#machines/wire/views.ts";
import { systemClock } from "#server/clock.ts";
import { defaultPolicy } from "#server/policy/table.ts";
import type { VisitorPrincipal } from "#server/principal.ts";
import { makeRuntime, type Runtime } from "#server/runtime.ts";

export const QUEUE = "queue-bench";
export const WORKSTREAM = "web-bench";
const PASSWORD = "a password of the bench";
const SECRET = "a secret of the bench that is long enough";
const ORIGIN = "http://127.0.0.1";

const emailOf = (agent: number) => `agent-${agent}@bench.example`;
export const nameOf = (agent: number) => `Agent ${agent}`;

/** A runtime of production's, without sockets and pages, on a file. */
export function runtimeOn(database: string): Promise<Runtime> {
  return makeRuntime({
    database,
    seed: "none",
    secret: SECRET,
    baseUrl: ORIGIN,
    origins: [ORIGIN],
    clock: systemClock,
    logger: { info() {}, warn: console.warn, error: console.error },
  });
}

/** One queue, one workstream and its staff, made in the way in which an installation does it. @returns the agents' ids. */
export async function furnish(runtime: Runtime, chart: ChartId, agents: number): Promise<string[]> {
  await runtime.database.write(async (c) => {
    await addQueue(c, QUEUE, "Bench");
    await insertWorkstream(c, {
      key: WORKSTREAM,
      name: "Bench",
      chart,
      channel: "web",
      queueId: QUEUE,
      policy: asJsonObject(defaultPolicy(chart)),
      policyRev: 1,
      secret: "the secret of the bench's host page",
    });
  });
  const ids: string[] = [];
  for (let agent = 0; agent < agents; agent += 1) {
    const person = { email: emailOf(agent), name: nameOf(agent), role: "agent", password: PASSWORD } as const;
    const id = await runtime.setup.createPerson(person);
    await runtime.database.write((c) => addToQueue(c, QUEUE, id));
    ids.push(id);
  }
  return ids;
}

/** Somebody who has just come to the host's page for the first time. */
export function visitor(): VisitorPrincipal {
  const id = randomUUID();
  return {
    kind: "visitor",
    key: `visitor:${id}`,
    visitorId: id,
    tokenHash: id,
    contactId: null,
    customer: `visitor:${id}`,
    workstream: WORKSTREAM,
    locale: "en",
    page: "https://shop.example/kettles",
    browser: "Firefox 140, Linux",
  };
}

/** A new file with a queue, a workstream and staff. @returns the environment that starts a server on it. */
export async function furnished(
  folder: string,
  chart: ChartId,
  agents: number,
): Promise<Record<string, string>> {
  const database = join(folder, `${randomUUID()}.db`);
  const runtime = await runtimeOn(database);
  await furnish(runtime, chart, agents);
  await runtime.stop();
  return { PAROLA_SEED: "none", PAROLA_DATABASE: database, PAROLA_SECRET: SECRET, PAROLA_LOG: "error" };
}

/** Signs an agent in. @returns their cookie. */
export async function signIn(url: string, agent: number): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: emailOf(agent), password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0] ?? "")
    .join("; ");
}
