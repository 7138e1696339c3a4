import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Role } from "#machines/wire/views.ts";
import { registered } from "#server/registry.ts";
import { signInFor } from "./nextPath.ts";

/** Header by which `proxy.ts` tells a page its own path and query. */
export const pathHeader = "x-parola-path";

/** Who asks for this page, or null; asked once a request. */
export const whoAsks = cache(async () => registered().principal(await headers()));

/**
 * The person who asks, when the role may see this page. A stranger is sent to sign in and comes back
 * here; another role gets 403 and the page that says so. Call it in the page itself, before anything
 * is read.
 */
export async function allowed(roles: readonly Role[]) {
  const person = await whoAsks();
  if (!person) redirect(signInFor((await headers()).get(pathHeader) ?? "/"));
  if (!roles.includes(person.role)) forbidden();
  return person;
}

export const everyone: readonly Role[] = ["agent", "supervisor", "admin", "designer"];
