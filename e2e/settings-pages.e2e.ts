import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { SignIn } from "./models/sign-in.ts";
import { words } from "./models/words.ts";

/** What an admin sets of the desk: sessions, pages, knowledge, e-mail templates. */

const w = words.en;
const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^(Saved|Gardado)/ });
const box = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

async function asAdmin(page: Page) {
  await new SignIn(page, w).as("Admin", "admin");
  return page;
}

test("the settings are reached by names, and axe finds nothing on them", async ({ browse }) => {
  const page = await asAdmin(await browse());
  for (const name of ["Sessions", "Dashboards", "Line-of-business pages", "Knowledge", "E-mail templates"]) {
    await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expectAccessible(page);
  }
});

test("two admins change the same limit: the second is told, and loses nothing", async ({ browse }) => {
  const [one, two] = [await asAdmin(await browse()), await asAdmin(await browse())];
  for (const page of [one, two]) await page.goto("/settings/sessions");
  const limit = (page: Page) => box(page, "Sessions at once");
  await limit(one).fill("0");
  await one.getByRole("button", { name: "Save" }).click();
  await expect(limit(one)).toHaveAccessibleDescription(/whole number between 1 and 50/);
  await limit(one).fill("3");
  await one.getByRole("button", { name: "Save" }).click();
  await expect(saved(one)).toBeVisible();
  await limit(two).fill("5");
  await two.getByRole("button", { name: "Save" }).click();
  await expect(two.getByRole("alert")).toContainText("Saved now: 3");
  await expect(limit(two)).toHaveValue("5");
  await two.getByRole("button", { name: "Save" }).click();
  await expect(saved(two)).toBeVisible();
  await one.reload();
  await expect(limit(one)).toHaveValue("5");
});

test("a page of another program is listed, and is in the + menu at once", async ({ browse, agent }) => {
  const I = await agent();
  const page = await asAdmin(await browse());
  await page.goto("/settings/pages");
  await page.getByRole("button", { name: "Add a page" }).click();
  await expect(box(page, "Name").last()).toBeFocused();
  await box(page, "Name").last().fill("Orders");
  await box(page, "Address").last().fill("http://orders.example.org");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(box(page, "Address").last()).toHaveAccessibleDescription(/begins with https/);
  await box(page, "Address").last().fill("https://orders.example.org/all");
  await page
    .getByRole("group", { name: "Who sees it" })
    .last()
    .getByRole("checkbox", { name: "Supervisor" })
    .uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(saved(page)).toBeVisible();
  await I.page.getByRole("button", { name: "Open a page" }).click();
  await expect(I.page.getByRole("menuitem", { name: "Orders" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Remove Orders" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(saved(page)).toBeVisible();
});

test("an article is written, changed by two people field by field, and published", async ({ browse }) => {
  const page = await asAdmin(await browse());
  await page.goto("/settings/knowledge/new");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(box(page, "Title")).toBeFocused();
  await box(page, "Title").fill("Descaling");
  await box(page, "Text").fill("Vinegar and water.");
  await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "English" });
  await box(page, "Tags").fill("kettle, care");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Descaling" })).toBeVisible();
  await expect(box(page, "Address")).toHaveValue("descaling");

  const other = await browse();
  await new SignIn(other, w).as("Carme", "supervisor");
  await other.goto(page.url());
  await box(other, "Text").fill("Lemon and water.");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(saved(other)).toBeVisible();
  await box(page, "Title").fill("Descaling a kettle");
  await box(page, "Text").fill("Vinegar alone.");
  await page.getByRole("checkbox", { name: "Published" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Somebody saved meanwhile");
  await expect(page.getByText("Saved now: Lemon and water.")).toBeVisible();
  await expect(box(page, "Title")).toHaveValue("Descaling a kettle");
  await expect(box(page, "Text")).toHaveValue("Vinegar alone.");
  await page.getByRole("button", { name: "Take this one" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(saved(page)).toBeVisible();
  await page.goto("/settings/knowledge");
  await page.getByRole("searchbox", { name: "Search articles" }).fill("descal");
  await expect(page.getByRole("link", { name: /Descaling a kettle/ })).toContainText("Published");
});

test("a template tells its faults by line, shows what comes of it, and is removed when asked twice", async ({
  browse,
}) => {
  const page = await asAdmin(await browse());
  await page.goto("/settings/templates/new");
  await box(page, "Name").fill("Thanks");
  await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "English" });
  await box(page, "Subject").fill("Thank you, {{ contact.firstName }}");
  await box(page, "Text").fill("Dear {{ contact.firstName }},\n\n{{ contact.shoe }}");
  await expect(box(page, "Text")).toHaveAccessibleDescription(
    /Line 3, column \d+: no session has “contact.shoe”/,
  );
  await page.getByRole("button", { name: "Save" }).click();
  await expect(box(page, "Text")).toBeFocused();
  await box(page, "Text").fill("Dear {{ contact.firstName }},\n\nthank you.");
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("Thank you, Rosalía");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Thanks" })).toBeVisible();
  await page.getByRole("button", { name: "Remove" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove the template" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "E-mail templates" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Thanks/ })).toHaveCount(0);
});

test("what was typed is not left without a question", async ({ browse }) => {
  const page = await asAdmin(await browse());
  await page.goto("/settings/sessions");
  await box(page, "Sessions at once").fill("7");
  const asked = page.waitForEvent("dialog");
  void page.getByRole("link", { name: "People" }).click();
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await expect(box(page, "Sessions at once")).toHaveValue("7");
});

test("who may not, gets none of it: agents nothing, supervisors the knowledge alone", async ({ browse }) => {
  const agent = await browse();
  await new SignIn(agent, w).as("Ana", "agent");
  for (const path of ["sessions", "pages", "dashboards", "knowledge", "templates"])
    expect((await agent.goto(`/settings/${path}`))?.status(), path).toBe(403);
  const supervisor = await browse();
  await new SignIn(supervisor, w).as("Carme", "supervisor");
  expect((await supervisor.goto("/settings/knowledge"))?.status()).toBe(200);
  for (const path of ["sessions", "pages", "dashboards", "templates"])
    expect((await supervisor.goto(`/settings/${path}`))?.status(), path).toBe(403);
});
