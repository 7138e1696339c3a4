import { expect, expectAccessible, settled, test } from "./fixtures/test.ts";
import { SignIn } from "./models/sign-in.ts";
import { words } from "./models/words.ts";

const w = words.en;

test("signing out with open work does what its dialog says: live back to the queue, persistent waits, drafts stay", async ({
  agent,
  visitor,
}) => {
  const I = await agent("Ana");
  const [customer, kenny] = [await visitor(), await visitor({ customer: "kenny" })];
  await customer.writeAndSeeSent("Hello");
  await I.accept(w.visitor());
  await kenny.writeAndSeeSent("It is Kenny");
  await I.accept("Kenny Smith");
  await I.isAt("Kenny Smith");
  await I.composer().pressSequentially("for Kenny");
  await expect.poll(() => I.savedDrafts()).toContain("for Kenny");

  const account = I.page.getByRole("button", { name: w.account("Ana") });
  const dialog = I.page.getByRole("dialog", { name: w.signOut });
  await account.click();
  await I.page.getByRole("menuitem", { name: w.signOut }).click();
  await expect(dialog).toContainText(
    /back to the queue[\s\S]*Visitor \d+[\s\S]*waits[\s\S]*Kenny Smith[\s\S]*Drafts stay/,
  );
  await expectAccessible(I.page);
  await dialog.getByRole("button", { name: w.cancel }).click();
  await expect(account).toBeFocused();
  await account.click();
  await I.page.getByRole("menuitem", { name: w.signOut }).click();
  await dialog.getByRole("button", { name: w.signOut }).click();
  await expect(I.page).toHaveURL(/\/sign-in/);

  const other = await agent("Brais");
  await other.accept(w.visitor());
  await other.see("Hello");

  await new SignIn(I.page, w).as("Ana", "agent");
  await I.isConnected();
  await expect(I.row(w.mine, "Kenny Smith")).toHaveAttribute("data-conversation-state", "waiting");
  await I.choose(I.row(w.mine, "Kenny Smith"), w.openItem);
  await I.isAt("Kenny Smith");
  await expect(I.composer()).toHaveValue("for Kenny");
});

test("a request that nobody answers in its time goes, and the agent is shown as inactive", async ({
  agent,
  visitor,
  browse,
}) => {
  const I = await agent();
  const admin = await browse();
  await new SignIn(admin, w).as("Admin", "admin");
  await admin.goto("/settings/workstreams/web-live");
  await admin.getByRole("textbox", { name: "Offer time", exact: true }).fill("5");
  await admin.getByRole("combobox", { name: "Offer time: unit" }).selectOption({ label: "seconds" });
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();

  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await expect(I.request(w.visitor())).toBeVisible();
  await expect(I.request(w.visitor())).toHaveCount(0);
  await expect(I.page.getByRole("button", { name: w.presence("Inactive") })).toBeVisible();
  await expect(I.row(w.open, "Hello")).toHaveAttribute("data-conversation-state", "queued");
  await I.choosePresence(w.available);
  await I.choose(I.row(w.open, "Hello"), w.pick);
  await I.stateIs("active");
});

test("a new message never moves what is being read", async ({ agent, visitor }) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent(Array.from({ length: 80 }, (_, line) => `line ${line + 1}`).join("\n"));
  await I.accept(w.visitor());
  await I.see(/line 1\b/);
  await I.log().hover();
  await I.page.mouse.wheel(0, -500);
  const place = () => I.log().evaluate((log) => Math.round(log.scrollTop));
  const bottom = () =>
    I.log().evaluate((log) => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop));
  await expect.poll(bottom).toBeGreaterThan(300);
  const before = await settled(place);
  await customer.writeAndSeeSent("and one more");
  await expect(I.log().getByText("and one more")).toHaveCount(1);
  expect(await place()).toBe(before);
});

test("the button on the host's page counts what came while the chat was closed", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(w.visitor());
  await customer.chat().getByRole("button", { name: "Hide chat" }).click();
  const button = customer.page.getByRole("button", { name: w.chatWithUs });
  await expect(button).toBeFocused();
  await I.writeAndSeeSent("one");
  await I.writeAndSeeSent("two");
  await expect(button).toContainText("2");
  await customer.openChat();
  await customer.see("two");
  await expect(button).not.toContainText("2");
});

test("who writes after the end begins anew under the same number, and the ended one cannot be continued", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("The first matter");
  await I.accept(w.visitor("17"));
  await I.end();
  await I.stateIs("wrapUp");
  await customer.writeAndSeeSent("The second matter");
  await expect(I.request(w.visitor("17"))).toContainText("The second matter");
  await expect(I.panel().getByRole("button", { name: w.continueConversation })).toHaveCount(0);
  await I.accept(w.visitor("17"));
  await I.see("The second matter");
  await I.stateIs("active");
  await expect(I.log().getByText("The first matter")).toHaveCount(0);
  const titles = await I.sessions()
    .getByRole("button", { name: /^Visitor 17/ })
    .allInnerTexts();
  expect(new Set(titles).size).toBe(2);
});

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the dialogs and the pages that say no, ${scheme}`, async ({
    agent,
    visitor,
    browse,
  }) => {
    const I = await agent("Ana", { scheme });
    const customer = await visitor({ scheme });
    await customer.writeAndSeeSent("Hello");
    await I.accept(w.visitor());
    await I.see("Hello");
    await I.panel().getByRole("button", { name: w.end, exact: true }).click();
    await expect(I.page.getByRole("dialog", { name: w.endConversation })).toBeVisible();
    await expectAccessible(I.page);
    await I.page.keyboard.press("Escape");
    await I.page.goto("/settings/workstreams");
    await expect(I.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(I.page);
    const stranger = await browse({ scheme });
    await stranger.goto("/no-such-page");
    await expect(stranger.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(stranger);
  });
}
