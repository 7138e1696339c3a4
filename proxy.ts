import { type NextRequest, NextResponse } from "next/server";
import { pagePolicy } from "./app/ui/csp.ts";
import { registered } from "./server/registry.ts";

const DESK = /^\/workspace(\/|$)/;

/**
 * Every page gets a nonce and the policy that names it; Next reads the nonce from the request and puts
 * it on its scripts. The page learns its own path, for the way back after signing in.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, searchParams } = request.nextUrl;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
  const policy = pagePolicy({
    nonce,
    host: request.headers.get("host"),
    dev: process.env.NODE_ENV !== "production",
    // Where line-of-business pages are shown, and nowhere else: it tells what other systems a house has.
    frames: DESK.test(pathname) ? await registered().frameOrigins() : [],
  });
  const query = new URLSearchParams(searchParams);
  query.delete("_rsc");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-parola-path", query.size > 0 ? `${pathname}?${query}` : pathname);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set(
    "permissions-policy",
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  );
  return response;
}

/** Not for the chat page and the demo shop, which have policies of their own, nor for what is no page. */
export const config = {
  matcher: [
    "/((?!api/|_next/|chat(?:/|$)|demo-shop(?:/|$)|stream$|healthz$|readyz$|metrics$|[^?]*\\.\\w+$).*)",
  ],
};
