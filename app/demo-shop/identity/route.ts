import { registered } from "#server/registry.ts";

export const dynamic = "force-dynamic";

/** A new token for the shop's known customer: what a host's server gives to whom it has signed in itself. */
export async function GET(request: Request): Promise<Response> {
  const runtime = registered();
  const customer = new URL(request.url).searchParams.get("customer");
  const identity = runtime.demo && customer ? await runtime.demoIdentity(customer) : null;
  if (!identity) return new Response(null, { status: 404 });
  return Response.json({ identity }, { headers: { "cache-control": "no-store" } });
}
