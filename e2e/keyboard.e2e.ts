import { expect, test } from "./fixtures/test.ts";
import { Desk } from "./models/desk.ts";
import { words } from "./models/words.ts";

const w = words.en;

test("all of it by keyboard: sign in, accept, answer, switch, close", async ({ browse, visitor }) => {
  const page = await browse();
  const I = new Desk(page, w);
  const press = (key: string) => page.keyboard.press(key);
  const tabTo = async (target: ReturnType<typeof page.getByRole>) => {
    await expect(async () => {
      await press("Tab");
      await expect(target).toBeFocused({ timeout: 1 });
    }).toPass({ intervals: [0] });
  };

  await page.goto("/sign-in");
  await tabTo(page.getByRole("textbox", { name: w.email }));
  await page.keyboard.type("ana@parola.example");
  await tabTo(page.getByRole("textbox", { name: w.password }));
  await page.keyboard.type("parola-demo");
  await press("Enter");
  await I.isConnected();

  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await expect(I.request(w.visitor())).toBeVisible();
  await tabTo(I.request(w.visitor()).getByRole("button", { name: w.accept }));
  await press("Enter");
  await I.isAt(w.visitor());
  await expect(I.composer()).toBeFocused();
  await page.keyboard.type("First line");
  await press("Shift+Enter");
  await page.keyboard.type("second line");
  await press("Enter");
  await customer.see(/First line\s+second line/);

  await press("Alt+1");
  await I.isAt(w.home);
  await press("Alt+2");
  await I.isAt(w.visitor());
  await press("Alt+ArrowUp");
  await I.isAt(w.home);
  await press("Alt+ArrowDown");
  await I.isAt(w.visitor());

  await press("Alt+w");
  const dialog = page.getByRole("dialog", { name: w.closeSession });
  await expect(dialog).toBeVisible();
  await press("Escape");
  await expect(dialog).toBeHidden();
  await expect(I.session(w.visitor())).toHaveCount(1);
  await press("Alt+w");
  await tabTo(dialog.getByRole("button", { name: w.closeButton, exact: true }));
  await press("Enter");
  await expect(I.session(w.visitor())).toHaveCount(0);
  await expect(I.session(w.home)).toBeFocused();
});

test("the customer's side by keyboard", async ({ agent, browse }) => {
  const I = await agent();
  const page = await browse();
  await page.goto("/demo-shop");
  const button = page.getByRole("button", { name: w.chatWithUs });
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(button).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [0] });
  await page.keyboard.press("Enter");
  const chat = page.getByTitle(w.chat, { exact: true }).contentFrame();
  await expect(chat.getByRole("textbox", { name: w.message })).toBeFocused();
  await page.keyboard.type("Hello by keyboard");
  await page.keyboard.press("Enter");
  await expect(I.request(w.visitor())).toBeVisible();
});

test("the panel collapses and stays so", async ({ agent }) => {
  const I = await agent();
  await I.page.getByRole("button", { name: w.collapsePanel }).click();
  await expect(I.page.getByRole("button", { name: w.expandPanel })).toHaveAttribute("aria-expanded", "false");
  await I.page.reload();
  await I.isConnected();
  await expect(I.page.getByRole("button", { name: w.expandPanel })).toBeVisible();
});
