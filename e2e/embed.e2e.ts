import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { test as base, expect } from "./fixtures/test.ts";
import { Shop } from "./models/shop.ts";
import { SignIn } from "./models/sign-in.ts";
import { words } from "./models/words.ts";

const w = words.en;
type Storage = "allowed" | "refused";

/** A page of another site, under a policy that allows nothing but the widget. */
const test = base.extend<{ site: string; violations: string[]; surf: (storage: Storage) => Promise<Page> }>({
  /** A window of a browser that was told whether what another site embeds may keep anything. */
  surf: async ({ launchOptions }, use) => {
    const profile = await mkdtemp(join(tmpdir(), "parola-profile-"));
    const opened: { close(): Promise<void> }[] = [];
    await use(async (storage) => {
      const blocked = storage === "refused";
      const settings = { cookie_controls_mode: blocked ? 1 : 0, block_third_party_cookies: blocked };
      await mkdir(join(profile, "Default"));
      await writeFile(join(profile, "Default", "Preferences"), JSON.stringify({ profile: settings }));
      const context = await chromium.launchPersistentContext(profile, { ...launchOptions, locale: "en-GB" });
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
    await rm(profile, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  violations: async ({}, use) => use([]),
  site: async ({ parola, violations }, use) => {
    const policy = `default-src 'none'; script-src ${parola.url}; frame-src ${parola.url}; report-uri /report`;
    const server: Server = createServer((request, response) => {
      if (request.url === "/report") {
        request.on("data", (data) => violations.push(String(data)));
        request.on("end", () => response.writeHead(204).end());
        return;
      }
      response.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
      });
      response.end(`<!doctype html><html lang="en"><title>Another site</title><main><h1>Another site</h1></main>
        <script async src="${parola.url}/widget.js" data-workstream="web-live"></script></html>`);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port.");
    await use(`http://localhost:${address.port}`);
    server.closeAllConnections();
    server.close();
  },
});

for (const storage of ["allowed", "refused"] as const) {
  test(`the widget on another site under a strict policy, storage ${storage}`, async ({
    site,
    violations,
    agent,
    browse,
    surf,
  }) => {
    const admin = await browse();
    await new SignIn(admin, w).as("Admin", "admin");
    await admin.goto("/settings/workstreams/web-live");
    await admin.getByRole("textbox", { name: "Sites that may show the chat" }).fill(site);
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();

    const I = await agent();
    const page = await surf(storage);
    const customer = new Shop(page, w);
    await page.goto(site);
    await customer.openChat();
    await customer.writeAndSeeSent("From another site");
    expect(await customer.mayStore()).toBe(storage === "allowed");
    await I.accept(w.visitor());
    await I.see("From another site");
    await I.writeAndSeeSent("Welcome");
    await customer.see("Welcome");
    expect(violations).toEqual([]);

    await page.reload();
    await customer.openChatIfClosed();
    if (storage === "allowed") await customer.see("Welcome");
    else await expect(customer.composer()).toBeEditable();
  });
}

test("a site that the workstream does not name gets no chat", async ({ site, browse }) => {
  const admin = await browse();
  await new SignIn(admin, w).as("Admin", "admin");
  await admin.goto("/settings/workstreams/web-live");
  await admin.getByRole("textbox", { name: "Sites that may show the chat" }).fill("https://shop.example.org");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();

  const page = await browse();
  await page.goto(site);
  const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("/chat/web-live"));
  await page.getByRole("button", { name: w.chatWithUs }).click();
  expect((await refused).failure()?.errorText).toContain("BLOCKED_BY_RESPONSE");
});
