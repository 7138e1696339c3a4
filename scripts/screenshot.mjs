/**
 * Makes docs/workspace.png: a Parola of its own on a database of its own, customers in the demo shop, an agent
 * who answers. `node scripts/screenshot.mjs`, after `npm start` or `npm test` has built the pages.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumFlags, systemChromium } from "./lib/chromium.mjs";
import { reexecuteUnderCapableNode } from "./lib/node.mjs";
import { root } from "./lib/root.mjs";

reexecuteUnderCapableNode();
const { chromium, expect } = await import("@playwright/test");

const READY_MS = 180_000;

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), "parola-screenshot-"));
const address = `http://127.0.0.1:${await freePort()}`;
const parola = spawn(process.execPath, ["scripts/start.mjs"], {
  cwd: root,
  env: {
    ...process.env,
    PORT: new URL(address).port,
    HOST: "127.0.0.1",
    PAROLA_DATABASE: join(folder, "parola.db"),
  },
  stdio: "ignore",
});
const browser = await chromium.launch({ executablePath: systemChromium(), args: chromiumFlags });

/** A visitor in the demo shop who writes one message and stays. */
async function visitor(text, query = "") {
  const context = await browser.newContext({ locale: "gl-ES" });
  const page = await context.newPage();
  await page.goto(`${address}/demo-shop${query}`);
  await page.waitForFunction(() => "Parola" in window);
  await page.evaluate(() => window.Parola.open());
  const chat = page.frameLocator("iframe").first();
  await chat.getByRole("textbox").fill(text);
  await chat.getByRole("textbox").press("Enter");
  return chat;
}

try {
  await expect
    .poll(
      () =>
        fetch(`${address}/readyz`).then(
          (answer) => answer.status,
          () => 0,
        ),
      { timeout: READY_MS },
    )
    .toBe(200);
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`);
  await page.getByRole("button", { name: /^Sign in as Ana/ }).click();
  await page.waitForURL("**/workspace");

  const log = page.getByRole("log", { name: "Messages" });
  const requests = page.getByRole("region", { name: "Incoming requests" });
  const accept = async (written) => {
    await requests.getByRole("button", { name: "Accept" }).first().click();
    await expect(log).toContainText(written);
  };
  const say = async (text) => {
    await page.getByRole("textbox", { name: "Message" }).fill(text);
    await page.getByRole("textbox", { name: "Message" }).press("Enter");
    await expect(log).toContainText(text);
  };
  const write = async (chat, text) => {
    await chat.getByRole("textbox").fill(text);
    await chat.getByRole("textbox").press("Enter");
  };

  const anonymous = await visitor("Bo día! O meu pedido aínda non chegou.");
  await accept("O meu pedido aínda non chegou.");
  await say("Bo día! Déixeme ver onde está.");
  const rosalia = await visitor("Boas! A tetera nova chegou, e tamén rota.", "?customer=rosalia");
  await accept("tamén rota");
  await say("Síntoo moito, Rosalía. Mandámoslle outra hoxe mesmo.");
  await write(rosalia, "Moitas grazas! Preciso devolver a rota?");
  await expect(log).toContainText("Preciso devolver a rota?");
  await page.getByRole("textbox", { name: "Message" }).fill("Non fai falta, quede con ela");
  await write(anonymous, "É o 8231, de hai unha semana.");
  await write(anonymous, "Hai novas?");
  const sessions = page.getByRole("navigation", { name: "Sessions" });
  await expect(sessions.getByRole("listitem").filter({ hasText: "Hai novas?" })).toContainText("2");
  await visitor("Ola, teñen este modelo en azul?");
  await expect(requests.getByRole("button", { name: "Accept" })).toBeVisible();
  await page.screenshot({ path: join(root, "docs", "workspace.png") });
  console.log("docs/workspace.png is made.");
} finally {
  await browser.close();
  parola.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
