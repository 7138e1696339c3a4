import type { IncomingMessage } from "node:http";
import { isLoopback } from "../env.ts";

/**
 * The origins under which this program is reached: its public address, and on one's own machine every
 * name of it. Requests that change something must come from one of them.
 */
export function ownOrigins(facts: { host: string; port: number; publicUrl: string | null }): string[] {
  const origins = new Set<string>();
  if (facts.publicUrl) origins.add(new URL(facts.publicUrl).origin);
  const hosts = isLoopback(facts.host) ? ["127.0.0.1", "localhost", "[::1]", facts.host] : [facts.host];
  for (const host of hosts) {
    const address = `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${facts.port}`;
    if (URL.canParse(address)) origins.add(new URL(address).origin);
  }
  return [...origins];
}

export function isOwnOrigin(origins: readonly string[], request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return origin !== undefined && origins.includes(origin);
}
