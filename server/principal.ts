import type { Locale, Role } from "#machines/wire/views.ts";

/** Who asks. Made by the server from a session or a token, never read from a client. */
export type AgentPrincipal = {
  kind: "agent";
  /** `agent:<id>` */
  key: string;
  id: string;
  name: string;
  role: Role;
};

export type VisitorPrincipal = {
  kind: "visitor";
  /** `visitor:<id>`: the browser. */
  key: string;
  visitorId: string;
  /** What is stored of their token, once they have written. */
  tokenHash: string;
  contactId: string | null;
  /** Whose conversations these are: `contact:<id>` when known, else `visitor:<id>`. */
  customer: string;
  workstream: string;
  locale: Locale;
  page: string | null;
  browser: string | null;
};

export type SystemPrincipal = { kind: "system"; key: "system" };

export type Principal = AgentPrincipal | VisitorPrincipal | SystemPrincipal;

export const SYSTEM: SystemPrincipal = { kind: "system", key: "system" };

/** The role as charts and the log know it. */
export function roleOf(principal: Principal): Role | "customer" | "system" {
  if (principal.kind === "agent") return principal.role;
  return principal.kind === "visitor" ? "customer" : "system";
}
