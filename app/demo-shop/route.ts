import { registered } from "#server/registry.ts";
import en from "../../messages/en/shop.json";
import es from "../../messages/es/shop.json";
import gl from "../../messages/gl/shop.json";
import pt from "../../messages/pt/shop.json";
import { accepted } from "./accepted.ts";
import { shopHtml } from "./html.ts";

export const dynamic = "force-dynamic";

const words = { gl, en, es, pt };

/** The shop knows its customers: like a real host's server, it signs the token that the widget hands on. */
const customers = { rosalia: "Rosalía Castro", kenny: "Kenny Smith" };

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** A host's page with the widget, for the demo alone. `?customer=rosalia` comes signed in. */
export async function GET(request: Request): Promise<Response> {
  const runtime = registered();
  if (!runtime.demo) return new Response(null, { status: 404 });
  const customer = new URL(request.url).searchParams.get("customer");
  const identity = customer ? await runtime.demoIdentity(customer) : null;
  const locale = accepted(request.headers.get("accept-language") ?? "");
  const html = shopHtml({
    locale,
    words: words[locale],
    workstream: identity ? "web-persistent" : "web-live",
    identity,
    customer: identity ? customer : null,
    customers,
  });
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
