import type { Page, WebSocketRoute } from "@playwright/test";
import { expect, expectAccessible, startParola, test as told } from "./fixtures/test.ts";
import { Desk } from "./models/desk.ts";
import { SignIn } from "./models/sign-in.ts";
import { type Tongue, words } from "./models/words.ts";

const MINUTE = 60_000;

/** With a server whose time can be told to go on. */
const test = told.extend({
  parola: async ({ env }, use, info) => {
    const later = new URL("fixtures/later.mjs", import.meta.url).href;
    const parola = await startParola(env, { imports: [later] });
    await use(parola);
    if (info.status !== info.expectedStatus) await info.attach("server", { body: parola.output() });
    await parola.remove();
  },
});

const said = {
  en: {
    open: /This is what will become of each/,
    live: /goes back to the queue, first in line/,
    told: "You are back in line. Somebody else from the team will help you.",
    waits: (name: string) => new RegExp(`waits:\\s*${name}, until \\d+ \\p{Lu}\\p{Ll}+ \\d{4}`, "u"),
    stays: /stays open[^:]*:\s*Broken kettle/,
    drafts: /kept as (?:a draft|drafts):[\s\S]*Kenny Smith[\s\S]*Drafts stay/,
    away: /You were away for \d+ minutes/,
    elsewhere: /offered to somebody else|with Brais|with somebody else/,
    kept: "What you were writing is kept:",
    offline: "Presence: Offline",
    again: "Be available again",
    available: "Presence: Available",
    dismiss: "Dismiss",
  },
  gl: {
    open: /Isto é o que pasará con cada cousa/,
    live: /volve á cola, de primeira/,
    told: "Volveu á cola. Atenderao outra persoa do equipo.",
    waits: (name: string) => new RegExp(`á espera:\\s*${name}, ata o \\d+ de \\p{Ll}+ de \\d{4}`, "u"),
    stays: /segue aberta[^:]*:\s*Broken kettle/,
    drafts: /como borradore?s?:[\s\S]*Kenny Smith[\s\S]*Os borradores quedan gardados/,
    away: /Estivo fóra \d+ minutos/,
    elsewhere: /ofrecer a outra persoa|tena Brais|tena outra persoa/,
    kept: "O que vostede escribía está gardado:",
    offline: "Presenza: Desconectado",
    again: "Volver estar dispoñible",
    available: "Presenza: Dispoñible",
    dismiss: "Descartar",
  },
} as const;

async function askToSignOut(I: Desk) {
  await I.page.getByRole("button", { name: I.w.account("Ana") }).click();
  await I.page.getByRole("menuitem", { name: I.w.signOut }).click();
  return I.page.getByRole("dialog", { name: I.w.signOut });
}

/** Somebody at their desk, in a page that was made ready before. */
async function settle(page: Page, tongue: Tongue): Promise<Desk> {
  await new SignIn(page, words[tongue]).as("Ana", "agent");
  const desk = new Desk(page, words[tongue]);
  await desk.isConnected();
  return desk;
}

for (const tongue of ["gl", "en"] as const) {
  const w = words[tongue];
  const s = said[tongue];
  test.describe(`(${tongue})`, () => {
    test.use({ tongue });

    test("signing out tells what becomes of each piece of open work, and exactly that happens", async ({
      agent,
      visitor,
    }) => {
      const I = await agent("Ana");
      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      await I.accept(w.visitor());
      const kenny = await visitor({ customer: "kenny" });
      await kenny.writeAndSeeSent("It is Kenny");
      await I.accept("Kenny Smith");
      await I.isAt("Kenny Smith");
      await I.composer().pressSequentially("for Kenny");
      await I.goTo(w.home);
      await I.page
        .getByRole("link", { name: "Broken kettle" })
        .first()
        .click({ modifiers: ["Shift"] });
      await I.isAt("Broken kettle");

      const dialog = await askToSignOut(I);
      for (const sentence of [s.open, s.live, s.told, s.waits("Kenny Smith"), s.stays, s.drafts])
        await expect(dialog).toContainText(sentence);
      await expect(dialog.getByRole("button", { name: w.cancel })).toBeFocused();
      await expectAccessible(I.page);
      await I.page.keyboard.press("Escape");
      await expect(I.page.getByRole("button", { name: w.account("Ana") })).toBeFocused();

      const other = await agent("Brais");
      const again = await askToSignOut(I);
      await again.getByRole("button", { name: w.signOut }).click();
      await expect(I.page).toHaveURL(/\/sign-in/);
      await customer.see(s.told);
      await other.accept(w.visitor());
      await other.see("Bo día");

      const back = await settle(I.page, tongue);
      await expect(back.session("Broken kettle")).toBeVisible();
      await back.goTo(w.home);
      await expect(back.row(w.mine, "Kenny Smith")).toHaveAttribute("data-conversation-state", "waiting");
      await back.choose(back.row(w.mine, "Kenny Smith"), w.openItem);
      await back.isAt("Kenny Smith");
      await expect(back.composer()).toHaveValue("for Kenny");
    });

    test("after a sleep one notice tells what was handed over, and nobody is Available by themselves", async ({
      agent,
      visitor,
      browse,
      parola,
    }) => {
      const page = await browse();
      await page.clock.install();
      const lines: WebSocketRoute[] = [];
      await page.routeWebSocket(/\/stream$/, (line) => {
        const server = line.connectToServer();
        // The page hears nothing of the end: that is how a laptop finds its line when it wakes.
        server.onClose(() => {});
        lines.push(server);
      });
      const I = await settle(page, tongue);
      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      await I.accept(w.visitor());
      const title = await I.visitorsTitle();
      await I.composer().pressSequentially("Half an answer");
      await expect.poll(() => I.savedDrafts()).toContain("Half an answer");
      const other = await agent("Brais");

      await lines.at(-1)?.close();
      await expect.poll(() => I.presenceWhy()).toContain("lineLost");
      parola.tell({ later: 3 * MINUTE });
      // Whatever happens next makes the server look at what is due.
      await (await visitor()).writeAndSeeSent("Somebody else");
      await expect.poll(() => I.presenceWhy()).toEqual(["lineGone", "lapsed"]);
      await other.accept(title);
      await expect(I.session(title)).toBeVisible();

      await page.clock.fastForward(10 * MINUTE);
      await I.isConnected();
      const notice = page.getByRole("status").filter({ hasText: s.away });
      await expect(notice).toHaveCount(1);
      await expect(notice).toContainText(title);
      await expect(notice).toContainText(s.elsewhere);
      await expect(notice).toContainText(s.kept);
      await expect(notice.getByText("Half an answer")).toBeVisible();
      await expect(I.session(title)).toBeHidden();
      await expect(page.getByRole("button", { name: s.offline })).toBeVisible();
      await expectAccessible(page);
      await notice.getByRole("button", { name: s.again }).press("Enter");
      await expect(page.getByRole("button", { name: s.available })).toBeVisible();
      await expect(notice).toBeVisible();
      await notice.getByRole("button", { name: s.dismiss }).press("Enter");
      await expect(notice).toBeHidden();
    });
  });
}
