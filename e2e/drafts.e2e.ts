import { expect, test } from "./fixtures/test.ts";
import { words } from "./models/words.ts";

const w = words.en;

test("when the sign-in ends, typing goes on, and signing in again resumes where one was", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(w.visitor());
  await I.composer().pressSequentially("Half an");
  await I.page.evaluate(() => fetch("/api/auth/sign-out", { method: "POST" }));
  await expect(I.page.getByText("You have been signed out.")).toBeVisible();
  await I.composer().pressSequentially(" answer");
  await I.page.getByRole("button", { name: w.signIn }).click();
  const dialog = I.page.getByRole("dialog", { name: w.signIn });
  await dialog.getByRole("textbox", { name: w.password }).fill("parola-demo");
  await dialog.getByRole("button", { name: w.signIn }).click();
  await I.isConnected();
  await I.isAt(w.visitor());
  await expect(I.composer()).toHaveValue("Half an answer");
  await expect.poll(() => I.savedDrafts()).toContain("Half an answer");
  await I.composer().press("Enter");
  await customer.see("Half an answer");
});

test("two windows that wrote on the same draft keep both texts until the person chooses", async ({
  agent,
  visitor,
  parola,
}) => {
  const I = await agent("Ana");
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(w.visitor());
  await I.composer().pressSequentially("begun");
  const elsewhere = await agent("Ana");
  await elsewhere.goTo(w.visitor());
  await expect(elsewhere.composer()).toHaveValue("begun");

  await parola.kill();
  await I.composer().pressSequentially(" here");
  await elsewhere.composer().pressSequentially(" there");
  await parola.start();
  await Promise.all([I.isConnected(), elsewhere.isConnected()]);

  const conflict = (desk: typeof I) =>
    desk.page.getByRole("alert").filter({ hasText: "also changed elsewhere" });
  await expect.poll(async () => (await conflict(I).count()) + (await conflict(elsewhere).count())).toBe(1);
  const asked = (await conflict(I).count()) === 1 ? I : elsewhere;
  const other = asked === I ? elsewhere : I;
  await expect(conflict(asked)).toContainText("begun here");
  await expect(conflict(asked)).toContainText("begun there");
  await conflict(asked).getByRole("button", { name: "Keep both" }).click();
  await expect(asked.composer()).toHaveValue(/begun (here|there)\nbegun (here|there)/);
  await expect(other.composer()).toHaveValue(await asked.composer().inputValue());
});

test("each session has its own draft, and switching keeps it", async ({ agent, visitor }) => {
  const I = await agent();
  const customer = await visitor();
  const kenny = await visitor({ customer: "kenny" });
  await customer.writeAndSeeSent("Hello");
  await kenny.writeAndSeeSent("It is Kenny");
  await I.accept(w.visitor());
  await I.composer().pressSequentially("for the visitor");
  await I.accept("Kenny Smith");
  await I.isAt("Kenny Smith");
  await expect(I.composer()).toHaveValue("");
  await I.composer().pressSequentially("for Kenny");
  await I.goTo(w.visitor());
  await expect(I.composer()).toHaveValue("for the visitor");
  await I.goTo("Kenny Smith");
  await expect(I.composer()).toHaveValue("for Kenny");
  await I.composer().press("Enter");
  await kenny.see("for Kenny");
  await I.goTo(w.visitor());
  await expect(I.composer()).toHaveValue("for the visitor");
  await expect(customer.log().getByText("for Kenny")).toHaveCount(0);
});

test("what is over 4,000 characters is told, kept and not sent, on both sides", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(w.visitor());
  for (const [side, mark] of [
    [customer, "mine"],
    [I, "ours"],
  ] as const) {
    const most = `${mark}${"👩‍👩‍👧".repeat(3996)}`;
    await side.write(`${most}!`);
    await expect(side.composer()).toHaveValue(`${most}!`);
    await side.write(most);
    await expect(side.composer()).toHaveValue("");
    await side.seeSent(mark);
  }
});
