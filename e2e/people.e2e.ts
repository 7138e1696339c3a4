import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { Desk } from "./models/desk.ts";
import { SignIn } from "./models/sign-in.ts";
import { words } from "./models/words.ts";

const w = words.en;
const password = "unha clave ben longa";

test.use({ env: { PAROLA_SEED: "none" } });

test("an installation with nothing: its first admin adds an agent, who answers the first customer", async ({
  browse,
  parola,
}) => {
  const link = /https?:\/\/\S*\/setup\S*/.exec(parola.output())?.[0] ?? "";
  const admin = await browse();
  await admin.goto(link);
  await admin.getByRole("textbox", { name: "Name" }).fill("Maruxa");
  await admin.getByRole("textbox", { name: w.email }).fill("maruxa@example.org");
  await admin.getByRole("textbox", { name: w.password }).fill(password);
  await admin.getByRole("button", { name: "Create account" }).click();
  await expect(admin).toHaveURL(/\/settings/);

  await admin.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "People" }).click();
  const people = admin.getByRole("table", { name: "People" });
  await expect(people.getByRole("row", { name: /Maruxa/ })).toContainText("Admin");
  await admin.getByRole("textbox", { name: "Name" }).fill("Uxía");
  await admin.getByRole("textbox", { name: w.email }).fill("uxia@example.org");
  await admin.getByRole("combobox", { name: "Role" }).selectOption({ label: "Agent" });
  await admin.getByRole("textbox", { name: "First password" }).fill("short");
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  await expect(admin.getByText("The password is too short")).toBeVisible();
  await admin.getByRole("textbox", { name: "First password" }).fill(password);
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  const row = people.getByRole("row", { name: /Uxía/ });
  await expect(row).toContainText("uxia@example.org");
  await expectAccessible(admin);

  const desk = new Desk(await browse(), w);
  await new SignIn(desk.page, w).open();
  await new SignIn(desk.page, w).try("uxia@example.org", password);
  await desk.isConnected();
  const customer = await browse();
  await customer.goto("/chat/web-live?locale=en");
  await customer.getByRole("textbox", { name: w.message }).fill("Is anybody there?");
  await customer.getByRole("textbox", { name: w.message }).press("Enter");
  const card = desk.request(w.visitor());
  await expect(card).toBeVisible();
  await expect(async () => {
    // A card that went slowly after it was taken must not be asked for its button again.
    if (await card.isVisible()) await card.getByRole("button", { name: w.accept }).click({ timeout: 1000 });
    await expect(card).toBeHidden({ timeout: 1000 });
  }).toPass();
  await expect(desk.page.getByRole("log", { name: w.messages }).getByText("Is anybody there?")).toBeVisible();
  await desk.page.getByRole("textbox", { name: w.message }).fill("Good morning");
  await desk.page.getByRole("textbox", { name: w.message }).press("Enter");
  await expect(customer.getByRole("log", { name: w.messages }).getByText("Good morning")).toBeVisible();

  await row.getByRole("button", { name: "Edit Uxía" }).click();
  const dialog = admin.getByRole("dialog", { name: "Edit Uxía" });
  await dialog.getByRole("textbox", { name: "Conversations at once" }).fill("3");
  await expectAccessible(admin);
  await dialog.getByRole("checkbox", { name: "Can sign in" }).uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByRole("cell").nth(2)).toHaveText("No");
  await expect(row.getByRole("cell").nth(3)).toHaveText("3");
  await expect(desk.line()).toBeHidden();
  const later = await browse();
  await new SignIn(later, w).open();
  await new SignIn(later, w).try("uxia@example.org", password);
  await expect(new SignIn(later, w).alert()).toHaveText(w.wrongPair);
});

test("a workstream says how to embed it, and shows its secret when asked", async ({ browse, parola }) => {
  const page = await browse();
  await page.goto(/https?:\/\/\S*\/setup\S*/.exec(parola.output())?.[0] ?? "");
  await page.getByRole("textbox", { name: "Name" }).fill("Maruxa");
  await page.getByRole("textbox", { name: w.email }).fill("maruxa@example.org");
  await page.getByRole("textbox", { name: w.password }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("link", { name: /web-persistent/ }).click();
  await expect(page.getByRole("textbox", { name: "Code for the page" })).toHaveValue(
    `<script async src="${parola.url}/widget.js" data-workstream="web-persistent"></script>`,
  );
  const secret = page.getByRole("textbox", { name: "Secret", exact: true });
  await expect(secret).toHaveCount(0);
  await page.getByRole("button", { name: "Show secret" }).click();
  await expect(secret).toHaveValue(/^[\w-]{43}$/);
  await expectAccessible(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy secret" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await secret.inputValue());
  await page.getByRole("button", { name: "Hide secret" }).click();
  await expect(secret).toHaveCount(0);
});
