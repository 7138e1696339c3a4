import { expect, test } from "./fixtures/test.ts";
import { words } from "./models/words.ts";

const w = words.en;

test("Home shows the three streams, and a closed conversation opens to be read", async ({ agent }) => {
  const I = await agent();
  for (const name of [w.mine, w.open, w.closed]) await expect(I.table(name)).toBeVisible();
  await expect(
    I.table(w.closed)
      .getByRole("row", { name: /Kenny Smith/ })
      .first(),
  ).toHaveAttribute("data-conversation-state", "ended");
  await I.choose(I.row(w.closed, "Kenny Smith").first(), w.openItem);
  await I.isAt("Kenny Smith");
  await I.stateIs("ended");
  await expect(I.messages("sent").first()).toBeVisible();
  await expect(I.panel()).toContainText(/can only be read/);
});

test("Pick in Open work items takes what nobody has, and the other agent's row goes", async ({
  agent,
  visitor,
}) => {
  const [I, other] = [await agent("Ana"), await agent("Brais")];
  await I.choosePresence(w.away);
  await other.choosePresence(w.away);
  const customer = await visitor();
  await customer.writeAndSeeSent("Anybody?");
  await expect(other.row(w.open, "Anybody?")).toBeVisible();
  await I.choose(I.row(w.open, "Anybody?"), w.pick);
  await I.isAt(w.visitor());
  await I.stateIs("active");
  await I.writeAndSeeSent("Yes, me.");
  await customer.see("Yes, me.");
  await expect(other.row(w.open, "Anybody?")).toHaveCount(0);
});

test("closing the session of a live chat says what becomes of it, and gives it back to the line", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(w.visitor());
  const title = await I.session(w.visitor()).innerText();
  const [name = ""] = /Visitor \d+/.exec(title) ?? [];
  await I.askToClose(name);
  const dialog = I.page.getByRole("dialog", { name: w.closeSession });
  await expect(dialog).toContainText(/back to the queue/);
  await expect(dialog).toContainText(/capacity/);
  await I.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await I.stateIs("active");
  await I.close(name);
  await expect(I.row(w.open, name)).toBeVisible();
  await expect(customer.log()).toContainText(/back in line/);
});

test("an unread session says so on its badge, and reading it clears it on every window", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("one");
  await I.accept(w.visitor());
  await I.see("one");
  const window = await I.secondWindow();
  await I.goTo(w.home);
  await window.goTo(w.home);
  for (let count = 2; count <= 4; count += 1) await customer.writeAndSeeSent(`message ${count}`);
  const item = I.sessionItem(w.visitor());
  await expect(item.getByText("3", { exact: true })).toBeVisible();
  for (let count = 5; count <= 12; count += 1) await customer.writeAndSeeSent(`message ${count}`);
  await expect(item.getByText("+", { exact: true })).toBeVisible();
  await I.session(w.visitor()).hover();
  await expect(I.page.getByRole("tooltip")).toHaveText(
    /^Visitor \d+\. 11 new updates in your conversation\.$/,
  );
  await I.goTo(w.visitor());
  await expect(item.getByText("+", { exact: true })).toHaveCount(0);
  const same = window.sessionItem(w.visitor());
  await expect(same.getByText("+", { exact: true })).toHaveCount(0);
});

test("both tabs of one visitor show one conversation", async ({ agent, visitor }) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("From the first tab");
  const second = await customer.secondTab();
  await second.see("From the first tab");
  await second.writeAndSeeSent("From the second tab");
  await customer.see("From the second tab");
  await I.accept(w.visitor());
  await I.see("From the first tab");
  await I.see("From the second tab");
  await customer.page.close();
  await I.writeAndSeeSent("Still there?");
  await second.see("Still there?");
  await I.stateIs("active");
});

test("line breaks, long words, markup and links come out as they were meant, on both sides", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const customer = await visitor();
  const odd = "<b>bold</b> javascript:alert(1) https://example.org/a?b=c 👩‍👩‍👧\nsecond line";
  await customer.write(odd);
  await I.accept(w.visitor());
  for (const log of [I.log(), customer.log()]) {
    await expect(log).toContainText("<b>bold</b> javascript:alert(1)");
    await expect(log.locator("b")).toHaveCount(0);
    const link = log.getByRole("link", { name: /https:\/\/example\.org\/a\?b=c/ });
    await expect(link).toHaveAttribute("rel", /noopener noreferrer|noreferrer noopener/);
    await expect(log.locator('a[href^="javascript"]')).toHaveCount(0);
  }
  await customer.composer().fill("   ");
  await customer.composer().press("Enter");
  await customer.writeAndSeeSent("done");
  await expect(customer.log().locator("[data-message-state]").filter({ hasText: /^\s*$/ })).toHaveCount(0);
});
