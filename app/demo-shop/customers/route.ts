import { registered } from "#server/registry.ts";

export const dynamic = "force-dynamic";

/** Brings the scripted customers (`{"action":"start"}`) or sends them home (`{"action":"stop"}`). */
export async function POST(request: Request): Promise<Response> {
  const runtime = registered();
  if (!runtime.demo) return new Response(null, { status: 404 });
  if (request.headers.get("sec-fetch-site") === "cross-site") return new Response(null, { status: 403 });
  const action = actionOf(await request.json().catch(() => null));
  if (action === "start") await runtime.demoCustomers.start();
  else if (action === "stop") await runtime.demoCustomers.stop();
  else return new Response(null, { status: 400 });
  return new Response(null, { status: 204 });
}

function actionOf(body: unknown): unknown {
  return typeof body === "object" && body !== null && "action" in body ? body.action : null;
}
