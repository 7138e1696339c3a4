import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { startParola } from "../../e2e/fixtures/server.ts";
import { addTranscripts } from "../../e2e/fixtures/transcripts.ts";
import { chromiumFlags, systemChromium } from "../../scripts/lib/chromium.mjs";

const EMAIL = "ana@parola.example";
const PASSWORD = "parola-demo";

/** An agent's window in a real Chromium, over the production build, with conversations of these lengths open. */
export type Seat = {
  page: Page;
  context: BrowserContext;
  devtools: CDPSession;
  url: string;
  leave(): Promise<void>;
};

async function launch(): Promise<Browser> {
  const executablePath = systemChromium();
  return chromium.launch({
    args: [...chromiumFlags],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}

/** @param lengths how many messages each open conversation has; ten at most, which is the agent's capacity. */
export async function takeSeat(lengths: readonly number[]): Promise<Seat> {
  const parola = await startParola();
  await parola.stop();
  await addTranscripts(parola.database, EMAIL, lengths);
  await parola.start();
  const browser = await launch();
  const context = await browser.newContext({
    baseURL: parola.url,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
  });
  const answer = await context.request.post("/api/auth/sign-in/email", {
    data: { email: EMAIL, password: PASSWORD },
    headers: { origin: parola.url },
  });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto("/workspace");
  await page.getByRole("status").filter({ hasText: "Connected" }).waitFor();
  return {
    page,
    context,
    devtools,
    url: parola.url,
    async leave() {
      await browser.close();
      await parola.remove();
    },
  };
}

/** Brings the first of the open conversations to the front, with its messages on the screen. */
export async function openFirst(page: Page): Promise<void> {
  await page
    .getByRole("navigation", { name: "Sessions" })
    .getByRole("button", { name: "Visitor 17", exact: true })
    .click();
  await page.getByRole("log", { name: "Messages" }).locator("[data-message]").last().waitFor();
}
