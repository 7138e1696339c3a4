import type { Role } from "#machines/wire/views.ts";

/** Where a role starts. */
export function homeOf(role: Role): string {
  switch (role) {
    case "agent":
    case "supervisor":
      return "/workspace";
    case "admin":
      return "/settings/workstreams";
    case "designer":
      return "/settings/me";
  }
}

/**
 * A path to go on to after signing in, from an address that anybody may have written. Only a path of
 * this very origin is taken: no scheme, no host, no `//`, no backslash (browsers read it as a slash),
 * no control characters; not the sign-in page itself. Everything else is null.
 */
export function safeNext(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 2000) return null;
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return null;
  const base = "http://parola.invalid";
  const url = URL.parse(value, base);
  if (url === null || url.origin !== base) return null;
  if (url.pathname.startsWith("//")) return null;
  if (/^\/(sign-in|setup|api)(\/|$)/.test(url.pathname)) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page, which leads back to `path` afterwards. */
export function signInFor(path: string): string {
  const next = safeNext(path);
  return next === null || next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
}
