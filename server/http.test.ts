import { request as ask, IncomingMessage, ServerResponse } from "node:http";
import { connect, Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makeHttp } from "./http.ts";
import { makeWorld, type World } from "./testing/world.ts";

const TOKEN = "a token for the metrics";

let world: World;
let ready = true;
let listener: ReturnType<typeof makeHttp>;
let withoutToken: ReturnType<typeof makeHttp>;
beforeAll(async () => {
  world = await makeWorld();
  const deps = {
    runtime: world.runtime,
    origins: [world.origin],
    isReady: () => ready,
    pages: async (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(418).end("a page");
    },
  };
  listener = makeHttp({ ...deps, metricsToken: TOKEN });
  withoutToken = makeHttp({ ...deps, metricsToken: null });
});
afterAll(async () => {
  await world.close();
});
beforeEach(() => {
  ready = true;
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(world.errors.splice(0)).toEqual([]);
});

type Asked = { path: string; address?: string; headers?: Record<string, string>; method?: string };

/** A request as it comes from the outside, by whatever address; nothing is sent anywhere. */
function answerTo(
  { path, address = "127.0.0.1", headers = { host: "127.0.0.1:3000" }, method = "GET" }: Asked,
  by = listener,
) {
  return new Promise<{ status: number; body: string; type: string | undefined }>((resolve) => {
    const socket = new Socket();
    Object.defineProperty(socket, "remoteAddress", { value: address });
    const request = new IncomingMessage(socket);
    Object.assign(request, { url: path, method });
    Object.assign(request.headers, headers);
    request.push(null);
    const response = new ServerResponse(request);
    let body = "";
    response.end = ((chunk?: unknown) => {
      if (chunk !== undefined) body += String(chunk);
      resolve({ status: response.statusCode, body, type: response.getHeader("content-type")?.toString() });
      return response;
    }) as typeof response.end;
    response.writeHead = ((status: number, more?: Record<string, string>) => {
      response.statusCode = status;
      for (const [name, value] of Object.entries(more ?? {})) response.setHeader(name, value);
      return response;
    }) as typeof response.writeHead;
    by(request, response);
  });
}

describe("health", () => {
  test("is told to everybody", async () => {
    const asked = { path: "/healthz", address: "203.0.113.7", headers: { host: "parola.example" } };
    expect(await answerTo(asked)).toEqual({ status: 200, body: '{"status":"ok"}', type: "application/json" });
    expect((await answerTo({ path: "/healthz?probe=1" })).status).toBe(200);
  });

  test("readiness comes and goes", async () => {
    expect(await answerTo({ path: "/readyz" })).toMatchObject({ status: 200, body: '{"status":"ready"}' });
    ready = false;
    expect(await answerTo({ path: "/readyz" })).toMatchObject({ status: 503, body: '{"status":"starting"}' });
    expect((await answerTo({ path: "/healthz" })).status).toBe(200);
  });

  test("what is not the server's is the pages'", async () => {
    for (const path of ["/", "/healthzz", "/metrics/", "/api/other", "//healthz"]) {
      expect((await answerTo({ path })).status).toBe(418);
    }
  });
});

describe("the metrics", () => {
  const path = "/metrics";

  test.each<[string, Omit<Asked, "path">]>([
    ["127.0.0.1", { address: "127.0.0.1", headers: { host: "127.0.0.1:3000" } }],
    ["localhost", { address: "127.0.0.1", headers: { host: "localhost:3000" } }],
    ["127.0.0.1 in IPv6", { address: "::ffff:127.0.0.1", headers: { host: "127.0.0.1" } }],
    ["::1", { address: "::1", headers: { host: "[::1]:3000" } }],
    ["::1 without a port", { address: "::1", headers: { host: "[::1]" } }],
    [
      "a proxy on the same machine that forwards for it",
      { address: "127.0.0.1", headers: { host: "localhost", "x-forwarded-for": "127.0.0.1, ::1" } },
    ],
  ])("are told to %s", async (_, asked) => {
    const answer = await answerTo({ path, ...asked }, withoutToken);
    expect(answer.status).toBe(200);
    expect(answer.type).toContain("text/plain");
    expect(answer.body).toContain("parola_stream_connections");
    expect(answer.body).toContain("process_cpu_user_seconds_total");
  });

  const loopback = { host: "127.0.0.1:3000" };
  const strangers: [string, Omit<Asked, "path">][] = [
    ["another address", { address: "203.0.113.7", headers: loopback }],
    ["another address in IPv6", { address: "::ffff:203.0.113.7", headers: loopback }],
    ["another host", { headers: { host: "parola.example" } }],
    ["a host that looks like loopback", { headers: { host: "127.attacker.example:3000" } }],
    ["a host that begins with localhost", { headers: { host: "localhost.attacker.example" } }],
    ["no host", { headers: {} }],
    ["somebody behind a proxy", { headers: { ...loopback, "x-forwarded-for": "203.0.113.7" } }],
    ["somebody behind two", { headers: { ...loopback, "x-forwarded-for": "127.0.0.1, 203.0.113.7" } }],
    ["an empty name behind a proxy", { headers: { ...loopback, "x-forwarded-for": "" } }],
  ];
  test.each(strangers)("are not told to %s, but with the token they are", async (_, asked) => {
    expect(await answerTo({ path, ...asked })).toMatchObject({ status: 403, type: "application/json" });
    const headers = { ...asked.headers, authorization: `Bearer ${TOKEN}` };
    expect((await answerTo({ path, ...asked, headers })).status).toBe(200);
    expect((await answerTo({ path, ...asked, headers }, withoutToken)).status).toBe(403);
  });

  test.each(["Bearer", "Bearer ", `Bearer ${TOKEN}x`, `Bearer ${TOKEN.toUpperCase()}`, "Bearer null", ""])(
    "are not told for the token %j",
    async (authorization) => {
      const asked = { path, address: "203.0.113.7", headers: { host: "parola.example", authorization } };
      expect((await answerTo(asked)).status).toBe(403);
      expect((await answerTo(asked, withoutToken)).status).toBe(403);
    },
  );
});

describe("procedures over HTTP", () => {
  /** As it goes over the line, without the ways of fetch to make an address good. */
  function get(path: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      ask(`${world.origin}${path}`, (response) => {
        let body = "";
        response.on("data", (chunk) => {
          body += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      })
        .on("error", reject)
        .end();
    });
  }

  test("one that is not there is 404, and says nothing of the inside", async () => {
    const { status, body } = await get("/api/trpc/nothing.here");
    expect(status).toBe(404);
    expect(JSON.parse(body).error.data).toMatchObject({ code: "NOT_FOUND", message: "notFound" });
    expect(body).not.toMatch(/stack|node_modules|\.ts/);
  });

  test("an address that cannot be read is a bad request, not a failure", async () => {
    expect((await get("/api/trpc/%E0%A4%A")).status).toBe(400);
  });

  test.each([
    ["input that is no JSON", "{", 400],
    ["a field of a wrong type", JSON.stringify({ token: 1 }), 400],
    ["an endless body", JSON.stringify({ token: "x".repeat(3 * 1024 * 1024) }), 413],
  ])("%s is answered as such", async (_, body, status) => {
    const response = await fetch(`${world.origin}/api/trpc/setup.create`, {
      method: "POST",
      headers: { origin: world.origin, "content-type": "application/json" },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/stack|node_modules/);
  });

  test("who hangs up in the middle of a body does no harm", async () => {
    // better-auth tells of it on the console.
    vi.spyOn(console, "error").mockImplementation(() => {});
    for (const path of ["/api/trpc/setup.create", "/api/auth/sign-in/email", "/healthz"]) {
      await new Promise<void>((resolve) => {
        const socket = connect(world.port, "127.0.0.1", () => {
          const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: ${world.origin}\r\n`;
          const body = `Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"token":`;
          socket.write(head + body, () => socket.resetAndDestroy());
        });
        socket.on("error", () => {});
        socket.once("close", () => resolve());
      });
    }
    expect((await fetch(`${world.origin}/healthz`)).status).toBe(200);
  });
});
