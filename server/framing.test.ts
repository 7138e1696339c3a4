import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { askPage, mayFrame } from "./framing.ts";

const ours = new URL("https://desk.example");
const page = new URL("https://crm.example/view");
const says = (headers: Record<string, string>) => mayFrame(new Headers(headers), page, ours);

describe("whether a page lets itself be framed", () => {
  test.each([
    [{}, true],
    [{ "x-frame-options": "DENY" }, false],
    [{ "x-frame-options": "SameOrigin" }, false],
    [{ "content-security-policy": "default-src 'self'" }, true],
    [{ "content-security-policy": "frame-ancestors 'none'" }, false],
    [{ "content-security-policy": "frame-ancestors 'self'" }, false],
    [{ "content-security-policy": "frame-ancestors *" }, true],
    [{ "content-security-policy": "frame-ancestors https:" }, true],
    [{ "content-security-policy": "frame-ancestors 'self' https://desk.example" }, true],
    [{ "content-security-policy": "frame-ancestors desk.example" }, true],
    [{ "content-security-policy": "frame-ancestors *.example" }, true],
    [{ "content-security-policy": "frame-ancestors *.desk.example" }, false],
    [{ "content-security-policy": "frame-ancestors https://desk.example:8443" }, false],
    [{ "content-security-policy": "frame-ancestors https://desk.example.evil" }, false],
    // The newer header stands over the older one, and every policy has to agree.
    [{ "content-security-policy": "frame-ancestors *", "x-frame-options": "DENY" }, true],
    [{ "content-security-policy": "frame-ancestors *, frame-ancestors 'none'" }, false],
  ])("%j: %s", (headers, may) => {
    expect(says(headers as Record<string, string>)).toBe(may);
  });
});

describe("asking a page", () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  async function serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer);
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}/`;
  }

  test.each([
    [200, {}, { state: "fine", status: 200 }],
    [200, { "x-frame-options": "DENY" }, { state: "refused", status: 200 }],
    [404, {}, { state: "failed", status: 404 }],
    [503, {}, { state: "failed", status: 503 }],
    // Somebody who is signed in there may see the page itself.
    [401, {}, { state: "unknown", status: 401 }],
    [302, { location: "http://169.254.169.254/" }, { state: "unknown", status: 302 }],
  ])("that answers %i with %j", async (status, headers, state) => {
    const url = await serve((_, response) => response.writeHead(status, headers).end("x"));
    expect(await askPage(url, "http://127.0.0.1:3000")).toEqual(state);
  });

  test("that nobody serves, or that does not answer", async () => {
    const url = await serve(() => undefined);
    expect(await askPage(url, "http://127.0.0.1:3000", 20)).toEqual({ state: "unknown", status: null });
    for (const close of closing.splice(0)) close();
    expect(await askPage(url, "http://127.0.0.1:3000")).toEqual({ state: "unreachable", status: null });
  });
});
