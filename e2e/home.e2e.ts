import type { Locator } from "@playwright/test";
import { lengthenLine } from "./fixtures/line.ts";
import { expect, expectAccessible, test } from "./fixtures/test.ts";
import type { Desk } from "./models/desk.ts";
import { SignIn } from "./models/sign-in.ts";
import { words } from "./models/words.ts";

/** Home: the three streams as the admin set them, live, sorted, filtered, by mouse and by keyboard. */

const own = {
  en: { openContact: "Open contact", openCase: "Open case", filter: "Filter", any: "All" },
  gl: { openContact: "Abrir contacto", openCase: "Abrir caso", filter: "Filtrar", any: "Todos" },
};
const text = { en: "Customer, account or case", gl: "Cliente, conta ou caso" };
const kettle = "Broken kettle";

const rows = (I: Desk, table: string): Locator => I.table(table).locator("tbody").getByRole("row");
const header = (I: Desk, table: string, name: string): Locator =>
  I.table(table).getByRole("columnheader", { name });
const names = (I: Desk, table: string) => rows(I, table).getByRole("rowheader").allInnerTexts();

for (const tongue of ["gl", "en"] as const) {
  test.describe(`work items (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];
    const o = own[tongue];

    test("S4: More options opens, picks, and opens the contact and the case, by mouse and by keyboard", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const row = I.row(w.mine, kettle);
      await I.choose(row, o.openCase);
      await I.isAt(kettle);
      await I.goTo(w.home);
      await I.choose(I.row(w.closed, "Kenny Smith").first(), o.openContact);
      await I.isAt("Kenny Smith");
      await I.goTo(w.home);

      // The same without a mouse: to the row, its options by the menu key, the item by its letter keys.
      await I.close(kettle);
      await I.close("Kenny Smith");
      await row.focus();
      await row.press("Shift+F10");
      await expect(I.page.getByRole("menuitem", { name: w.openItem, exact: true })).toBeVisible();
      await I.page.keyboard.press("End");
      await I.page.keyboard.press("Enter");
      await I.isAt(kettle);
      await I.goTo(w.home);

      await I.choosePresence(w.away);
      const customer = await visitor();
      await customer.writeAndSeeSent("Anybody?");
      const waiting = I.row(w.open, "Anybody?");
      await waiting.focus();
      await waiting.press("Enter");
      await I.isAt(w.visitor());
      await I.stateIs("active");
    });

    test("Enter opens what is closed; links open sessions from here, and tabs with Ctrl", async ({
      agent,
    }) => {
      const I = await agent();
      const closed = I.row(w.closed, "Kenny Smith").first();
      await closed.focus();
      await closed.press("Enter");
      await I.isAt("Kenny Smith");
      await I.stateIs("ended");
      await I.goTo(w.home);
      const link = I.row(w.mine, kettle).getByRole("link", { name: kettle });
      await link.click();
      await I.isAt(kettle);
      await I.goTo(w.home);
      await I.close(kettle);
      await link.click({ modifiers: ["Shift"] });
      await I.isAt(kettle);
      await I.goTo(w.home);
      await I.close(kettle);
      await link.click({ modifiers: ["Control"] });
      await I.isAt(w.home);
      await expect(I.page.getByRole("tab", { name: kettle })).toHaveAttribute("aria-selected", "true");
    });

    test("a filter leaves the rows that have the words, whatever their accents, and stays over a reload", async ({
      agent,
    }) => {
      const I = await agent();
      const all = await rows(I, w.closed).count();
      expect(all).toBeGreaterThan(2);
      await I.page.getByRole("button", { name: `${o.filter}: ${w.closed}` }).click();
      await I.page.getByRole("searchbox", { name: text[tongue] }).fill("KENNÝ");
      await expect.poll(() => rows(I, w.closed).count()).toBeLessThan(all);
      for (const name of await names(I, w.closed)) expect(name).toContain("Kenny Smith");
      await I.page.reload();
      await I.isConnected();
      await expect(I.page.getByRole("searchbox", { name: text[tongue] })).toHaveValue("KENNÝ");
      await expect.poll(() => rows(I, w.closed).count()).toBeLessThan(all);
      await expectAccessible(I.page);
    });
  });
}

test("headers sort, tell it, and the arrows go from row to row", async ({ agent }) => {
  const w = words.en;
  const I = await agent();
  await expect(header(I, w.closed, "Ended")).toHaveAttribute("aria-sort", "descending");
  await header(I, w.closed, w.customer).getByRole("button").click();
  await expect(header(I, w.closed, w.customer)).toHaveAttribute("aria-sort", "ascending");
  await expect(header(I, w.closed, "Ended")).not.toHaveAttribute("aria-sort");
  const ascending = await names(I, w.closed);
  await header(I, w.closed, w.customer).getByRole("button").click();
  await expect(header(I, w.closed, w.customer)).toHaveAttribute("aria-sort", "descending");
  await expect.poll(async () => (await names(I, w.closed))[0]).toBe(ascending.at(-1));
  const first = rows(I, w.closed).first();
  await first.focus();
  await first.press("ArrowDown");
  await expect(rows(I, w.closed).nth(1)).toBeFocused();
  await I.page.keyboard.press("End");
  await expect(rows(I, w.closed).last()).toBeFocused();
  await I.page.keyboard.press("Home");
  await expect(first).toBeFocused();
});

test("rows are live: they come, change and go where they stand, and the one with the keyboard keeps it", async ({
  agent,
  visitor,
}) => {
  const w = words.en;
  const [I, other] = [await agent("Ana"), await agent("Brais")];
  await I.choosePresence(w.away);
  await other.choosePresence(w.away);
  const [one, two] = [await visitor(), await visitor()];
  await one.writeAndSeeSent("first");
  const first = I.row(w.open, "first");
  await first.focus();
  await two.writeAndSeeSent("second");
  await expect(I.row(w.open, "second")).toHaveAttribute("data-conversation-state", "queued");
  await one.writeAndSeeSent("first again");
  await expect(I.row(w.open, "first again")).toBeFocused();
  await other.choose(other.row(w.open, "first again"), w.pick);
  await expect(I.row(w.open, "first again")).toHaveCount(0);
  await expect(I.row(w.open, "second")).toBeFocused();
});

test("S9: the dashboard that the admin sets is there at once", async ({ agent, browse }) => {
  const w = words.en;
  const I = await agent();
  await expect(I.page.getByRole("table")).toHaveCount(3);
  const admin = await browse();
  await new SignIn(admin, w).as("Admin", "admin");
  await admin.goto("/settings/dashboards");
  const role = admin.getByRole("group", { name: "Role: Agent" });
  await role.getByRole("button", { name: `Move ${w.closed} up` }).click();
  await role.getByRole("button", { name: `Move ${w.closed} up` }).click();
  await role.getByRole("checkbox", { name: w.open }).uncheck();
  await role.getByRole("combobox", { name: `Order of ${w.closed}` }).selectOption({ label: "Customer, Z–A" });
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await expect(I.table(w.open)).toHaveCount(0);
  await expect(I.page.getByRole("table").first()).toHaveAccessibleName(w.closed);
  await expect(header(I, w.closed, w.customer)).toHaveAttribute("aria-sort", "descending");
});

test("the same dashboard opens as a tab of any session, with filters of its own", async ({ agent }) => {
  const w = words.en;
  const I = await agent();
  await I.choose(I.row(w.mine, kettle), "Open case");
  await I.isAt(kettle);
  await I.page.getByRole("button", { name: "Open a page" }).click();
  await I.page.getByRole("menuitem", { name: "Dashboard" }).click();
  await expect(I.table(w.closed)).toBeVisible();
  await header(I, w.closed, w.customer).getByRole("button").click();
  await expect(header(I, w.closed, w.customer)).toHaveAttribute("aria-sort", "ascending");
  await I.goTo(w.home);
  await expect(header(I, w.closed, "Ended")).toHaveAttribute("aria-sort", "descending");
  await I.goTo(kettle);
  await expect(header(I, w.closed, w.customer)).toHaveAttribute("aria-sort", "ascending");
});

test("100,000 rows in the line do not stutter, and stay where they are read", async ({
  agent,
  visitor,
  parola,
}) => {
  const w = words.en;
  const customer = await visitor();
  await customer.writeAndSeeSent("The first of many");
  await customer.page.close();
  await parola.stop();
  lengthenLine(parola.database, 100_000);
  await parola.start();
  const I = await agent("Brais");
  await I.choosePresence(w.away);
  const table = I.table(w.open);
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await expect(I.page.getByText("1000+")).toBeVisible();

  const frames = await table.evaluate(async (element) => {
    const scroller = element.parentElement;
    if (!scroller) return [];
    const times: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 240; frame += 1) {
      scroller.scrollTop += 200;
      await new Promise((next) => requestAnimationFrame(next));
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times;
  });
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.POSITIVE_INFINITY;
  test.info().annotations.push({
    type: "frames",
    description: `median ${at(0.5).toFixed(1)} ms, 95 % ${at(0.95).toFixed(1)} ms, most ${sorted.at(-1)?.toFixed(1)} ms`,
  });
  // A table of all the rows takes seconds for each; how fast a machine draws is for the bench to say.
  expect(at(0.5)).toBeLessThan(50);
  // However far it was scrolled, only what is seen stands in the page.
  expect(await table.getByRole("row").count()).toBeLessThan(80);

  // Something changes far above what is read: it stays where it is.
  const seen = () =>
    table.evaluate((element) => {
      const top = element.parentElement?.getBoundingClientRect().top ?? 0;
      const row = [...element.querySelectorAll("tbody tr")].find(
        (each) => each.getBoundingClientRect().top >= top + 40,
      );
      return `${row?.getAttribute("data-row")} ${Math.round(row?.getBoundingClientRect().top ?? 0)}`;
    });
  const before = await seen();
  const known = await visitor({ customer: "rosalia" });
  await known.writeAndSeeSent("Me too");
  await I.isConnected();
  await expect.poll(seen).toBe(before);
});

test("on a narrow screen a row has its customer, its state and its options", async ({ agent }) => {
  const w = words.en;
  const I = await agent("Ana", { viewport: { width: 390, height: 844 } });
  const row = I.row(w.closed, "Kenny Smith").first();
  await expect(row.getByRole("button", { name: w.moreOptions })).toBeInViewport();
  const wide = await I.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await expectAccessible(I.page);
});
