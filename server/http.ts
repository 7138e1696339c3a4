import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { PERSON_HEADER } from "#machines/wire/limits.ts";
import { ADDRESS_HEADER } from "./auth/auth.ts";
import { isOwnOrigin } from "./auth/origins.ts";
import { isLoopback } from "./env.ts";
import type { Runtime } from "./runtime.ts";
import { appRouter } from "./trpc/router.ts";

type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const TRPC = "/api/trpc/";
const MOST_BYTES = 2 * 1024 * 1024;

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

/** The host of an address or header, without its port. */
function hostOf(value: string): string {
  const bare = value.replace(/^::ffff:/, "");
  // Of an IPv6 address only the bracketed form can have a port.
  return /^[^:]*:\d+$|\]:\d+$/.test(bare) ? bare.replace(/:\d+$/, "") : bare;
}

/** What was percent-encoded, or null when it cannot be read. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Everything that comes over HTTP, and who answers it. Unknown addresses are the pages' to answer. */
export function makeHttp(deps: {
  runtime: Runtime;
  pages: Pages;
  origins: readonly string[];
  metricsToken: string | null;
  isReady: () => boolean;
}): RequestListener {
  const { runtime } = deps;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(
    new Gauge({
      name: "parola_stream_connections",
      help: "Open connections of the live stream",
      registers: [],
      collect() {
        this.set(runtime.stream.connections());
      },
    }),
  );

  function mayMeasure(request: IncomingMessage): boolean {
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    if (deps.metricsToken !== null && token === deps.metricsToken) return true;
    const forwarded = request.headers["x-forwarded-for"];
    const names = [request.socket.remoteAddress ?? "", request.headers.host ?? ""];
    if (forwarded !== undefined)
      names.push(
        ...String(forwarded)
          .split(",")
          .map((each) => each.trim()),
      );
    return names.every((name) => isLoopback(hostOf(name)));
  }

  async function trpc(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const signedIn = await runtime.auth.agentOf(request);
    // A page that one person left open must not speak for the next who signs in in that browser.
    const meant = request.headers[PERSON_HEADER];
    const principal = meant === undefined || meant === signedIn?.id ? signedIn : null;
    // A cookie alone is no proof that the page is ours: what changes something names its origin. A stranger
    // has nothing to lose by it, and is told so: 401.
    if (request.method === "POST" && principal !== null && !isOwnOrigin(deps.origins, request)) {
      return answer(response, 403, { error: { code: "FORBIDDEN" } });
    }
    await nodeHTTPRequestHandler({
      req: request,
      res: response,
      path,
      router: appRouter,
      maxBodySize: MOST_BYTES,
      createContext: () => ({ principal, services: runtime.services }),
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    request.headers[ADDRESS_HEADER] = request.socket.remoteAddress ?? "";
    if (path === "/healthz") return answer(response, 200, { status: "ok" });
    if (path === "/readyz") {
      return deps.isReady()
        ? answer(response, 200, { status: "ready" })
        : answer(response, 503, { status: "starting" });
    }
    if (path === "/metrics") {
      if (!mayMeasure(request)) return answer(response, 403, { error: { code: "FORBIDDEN" } });
      response.writeHead(200, { "content-type": registry.contentType });
      response.end(await registry.metrics());
      return;
    }
    if (path.startsWith(TRPC)) {
      const name = decoded(path.slice(TRPC.length));
      if (name === null) return answer(response, 400, { error: { code: "BAD_REQUEST" } });
      return trpc(request, response, name);
    }
    if (path.startsWith("/api/auth/")) {
      // A page of somebody else may not sign anybody in, either: without a cookie better-auth does not look.
      if (request.headers.origin !== undefined && !isOwnOrigin(deps.origins, request)) {
        return answer(response, 403, { error: { code: "FORBIDDEN" } });
      }
      return runtime.auth.handler(request, response);
    }
    return deps.pages(request, response);
  }

  return (request, response) => {
    handle(request, response).catch((error: unknown) => {
      runtime.config.logger.error({ err: error, path: request.url?.split("?", 1)[0] }, "a request failed");
      if (!response.headersSent) answer(response, 500, { error: { code: "INTERNAL_SERVER_ERROR" } });
      else response.destroy();
    });
  };
}
