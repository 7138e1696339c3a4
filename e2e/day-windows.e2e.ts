import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { Desk } from "./models/desk.ts";
import { SignIn } from "./models/sign-in.ts";
import { words } from "./models/words.ts";

const w = words.en;
const MINUTE = 60_000;

/** Counts the notes that a page plays. */
async function listenTo(page: Page) {
  await page.addInitScript(() => {
    const Real = globalThis.OscillatorNode;
    let notes = 0;
    globalThis.OscillatorNode = class extends Real {
      constructor(...given: ConstructorParameters<typeof Real>) {
        super(...given);
        notes += 1;
        document.documentElement.dataset.notes = String(notes);
      }
    };
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset.notes ?? 0));
}

test("a forgotten window reads nothing and moves nobody's caret", async ({ agent, visitor }) => {
  const I = await agent("Ana");
  const customer = await visitor();
  await customer.writeAndSeeSent("One");
  await I.accept(w.visitor());
  await I.see("One");
  const title = await I.visitorsTitle();

  const page = await I.page.context().newPage();
  await page.clock.install();
  await page.goto("/workspace");
  const forgotten = new Desk(page, w);
  await forgotten.isConnected();
  await forgotten.goTo(title);
  await forgotten.see("One");
  await I.goTo(w.home);
  await page.clock.fastForward(2 * MINUTE);
  await forgotten.isConnected();

  await customer.writeAndSeeSent("Two");
  await forgotten.see("Two");
  await expect(I.sessionItem(title).getByText("1", { exact: true })).toBeVisible();
  await expect(forgotten.sessionItem(title).getByText("1", { exact: true })).toBeVisible();
  await customer.writeAndSeeSent("Three");
  await expect(I.sessionItem(title).getByText("2", { exact: true })).toBeVisible();

  await I.goTo(title);
  await expect(I.sessionItem(title).getByText("2", { exact: true })).toBeHidden();
  await expect(forgotten.sessionItem(title).getByText("2", { exact: true })).toBeHidden();
  await I.composer().pressSequentially("ear friend");
  await expect(forgotten.composer()).toHaveValue("ear friend");
  await I.composer().press("Home");
  await forgotten.session(w.home).dispatchEvent("click");
  await forgotten.isAt(w.home);
  await forgotten.session(title).dispatchEvent("click");
  await customer.writeAndSeeSent("Four");
  await I.see("Four");
  await I.isAt(title);
  await I.page.keyboard.type("D");
  await expect(I.composer()).toHaveValue("Dear friend");
  await expect(I.composer()).toBeFocused();
});

test("of several windows only the one used last sounds, for messages behind and for requests", async ({
  browse,
  visitor,
}) => {
  const first = await browse();
  const firstNotes = await listenTo(first);
  await new SignIn(first, w).as("Ana", "agent");
  const I = new Desk(first, w);
  await I.isConnected();
  const second = await first.context().newPage();
  const secondNotes = await listenTo(second);
  await second.goto("/workspace");
  const other = new Desk(second, w);
  await other.isConnected();
  await second.keyboard.press("Shift");

  const customer = await visitor();
  await customer.writeAndSeeSent("One");
  await expect(other.request(w.visitor())).toBeVisible();
  await expect.poll(secondNotes).toBe(6);
  expect(await firstNotes()).toBe(0);
  await first.bringToFront();
  await I.accept(w.visitor());
  const title = await I.visitorsTitle();
  // Who leaves before it stands there has not read it.
  await I.see("One");
  await I.goTo(w.home);
  await customer.writeAndSeeSent("Two");
  await expect(I.sessionItem(title).getByText("1", { exact: true })).toBeVisible();
  await expect.poll(firstNotes).toBe(2);
  expect(await secondNotes()).toBe(6);

  await first.getByRole("button", { name: w.account("Ana") }).click();
  await first.getByRole("menuitemradio", { name: "No sound" }).click();
  await customer.writeAndSeeSent("Three");
  await expect(I.sessionItem(title).getByText("2", { exact: true })).toBeVisible();
  await first.close();
  await second.keyboard.press("Shift");
  await customer.writeAndSeeSent("Four");
  await expect(other.sessionItem(title).getByText("3", { exact: true })).toBeVisible();
  expect(await secondNotes()).toBe(6);
});

test("who signs in on another's screen gets none of what the other was writing", async ({
  agent,
  visitor,
}) => {
  const I = await agent("Ana");
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(w.visitor());
  const title = await I.visitorsTitle();
  const page = await I.page.context().newPage();
  await page.goto("/workspace");
  await page.evaluate(() => fetch("/api/auth/sign-out", { method: "POST" }));
  await expect(I.page.getByText("You have been signed out.")).toBeVisible();
  await I.composer().pressSequentially("Between you and me");
  await I.composer().press("Enter");
  await I.composer().pressSequentially("and something more");

  await new SignIn(page, w).as("Brais", "agent");
  const brais = new Desk(page, w);
  await brais.isConnected();
  // The page that was left hears that somebody is signed in again, and asks for its own person.
  await I.page.evaluate(() => globalThis.dispatchEvent(new Event("online")));
  await expect(I.page.getByText("You have been signed out.")).toBeVisible();
  await expect(I.page.getByRole("status").filter({ hasText: w.noConnection })).toBeVisible();
  await page.reload();
  await brais.isConnected();
  expect(await brais.savedDrafts()).toEqual([]);
  await expect(brais.sessions().getByRole("listitem")).toHaveCount(1);
  await expect(customer.log().getByText("Between you and me")).toHaveCount(0);
  await expect(I.composer()).toHaveValue("and something more");

  await I.page.getByRole("button", { name: w.signIn }).click();
  const dialog = I.page.getByRole("dialog", { name: w.signIn });
  await expect(dialog.getByRole("textbox", { name: w.email })).toHaveValue("ana@parola.example");
  await dialog.getByRole("textbox", { name: w.password }).fill("parola-demo");
  await dialog.getByRole("button", { name: w.signIn }).click();
  await I.isConnected();
  await customer.see("Between you and me");
  await I.isAt(title);
  await expect.poll(() => I.savedDrafts()).toContain("and something more");
});
