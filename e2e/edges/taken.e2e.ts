import { expect, test } from "../fixtures/test.ts";
import { Settings } from "../models/settings.ts";
import { words } from "../models/words.ts";

/** What people do and no other story tells: short ways to the edges of the charts that were left. */
const w = words.en;

test("a customer who closes the page and stays away has gone; who reloads it has not", async ({
  agent,
  visitor,
  browse,
}) => {
  const settings = new Settings(await browse());
  await settings.enter();
  await settings.workstream("web-live");
  await settings.seconds("Grace when the customer's line is lost", 10);
  await settings.save();

  const I = await agent();
  await I.choosePresence(w.away);
  const [first, second] = [await visitor(), await visitor()];
  await first.writeAndSeeSent("Nobody took this");
  await second.writeAndSeeSent("Somebody took this");
  await I.choose(I.row(w.open, "Somebody took this"), w.pick);
  await I.stateIs("active");
  await second.reload();
  await second.see("Somebody took this");
  await I.stateIs("active");
  await Promise.all([first.page.close(), second.page.close()]);
  await I.stateIs("wrapUp");
  await I.close(await I.visitorsTitle());
  await expect(I.row(w.open, "Nobody took this")).toHaveCount(0);

  const third = await visitor();
  await third.writeAndSeeSent("I say goodbye");
  await I.choose(I.row(w.open, "I say goodbye"), w.pick);
  await I.end();
  await I.stateIs("wrapUp");
  await I.continueConversation();
  await I.stateIs("active");
  await third.endChat();
  await I.stateIs("wrapUp");
});

test("what rings for one who signs out rings for the next, who loses it with their sign-in", async ({
  agent,
  visitor,
  browse,
}) => {
  const I = await agent("Ana");
  const [one, kenny] = [await visitor(), await visitor({ customer: "kenny" })];
  await one.writeAndSeeSent("Hello");
  await kenny.writeAndSeeSent("It is Kenny");
  await expect(I.request(w.visitor())).toBeVisible();
  await expect(I.request("Kenny Smith")).toBeVisible();
  await I.page.getByRole("button", { name: w.account("Ana") }).click();
  await I.page.getByRole("menuitem", { name: w.signOut }).click();
  await expect(I.page).toHaveURL(/\/sign-in/);

  const other = await agent("Brais");
  await other.accept(w.visitor());
  await other.stateIs("active");
  await other.accept("Kenny Smith");
  await other.isAt("Kenny Smith");
  await other.stateIs("active");

  const settings = new Settings(await browse());
  await settings.enter();
  await settings.person("Brais", { canSignIn: false });
  await expect(other.line()).toBeHidden();
  await expect(one.log()).toContainText(/back in line/);
  const next = await agent("Ana");
  await next.accept(w.visitor());
  await next.accept("Kenny Smith");
  await next.see("It is Kenny");
});

test("a persistent chat is rejected, picked, ended and begun anew; who misses a request is told so", async ({
  agent,
  visitor,
  browse,
}) => {
  const settings = new Settings(await browse());
  await settings.enter();
  await settings.workstream("web-persistent");
  await settings.choose("Rejecting sets Inactive", "Yes");
  await settings.save();

  const I = await agent();
  const inactive = I.page.getByRole("button", { name: w.presence("Inactive") });
  const kenny = await visitor({ customer: "kenny" });
  await kenny.writeAndSeeSent("Is it done?");
  await I.reject("Kenny Smith");
  await expect(inactive).toBeVisible();
  await I.page.getByRole("button", { name: "Take requests again" }).click();
  await expect(I.page.getByRole("button", { name: w.presence(w.available) })).toBeVisible();
  await I.choose(I.row(w.open, "Is it done?"), w.pick);
  await I.stateIs("active");
  await kenny.reload();
  await kenny.writeAndSeeSent("Still here");
  await I.see("Still here");
  await I.end();
  await I.stateIs("wrapUp");

  await kenny.writeAndSeeSent("Something else");
  await expect(I.request("Kenny Smith")).toContainText("Something else");
  await expect(I.panel().getByRole("button", { name: w.continueConversation })).toHaveCount(0);
  // An offer that rings for longer than it may now has been missed.
  await settings.workstream("web-persistent");
  await settings.seconds("Offer time", 5);
  await settings.save();
  await expect(I.request("Kenny Smith")).toHaveCount(0);
  await expect(inactive).toBeVisible();
  await I.choosePresence(w.available);
});

test("a parked conversation is opened from Home, and the customer's line comes and goes", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  await I.choose(I.row(w.mine, "Rosalía Castro"), w.openItem);
  await I.isAt("Rosalía Castro");
  await I.stateIs("active");
  const customer = await visitor({ customer: "rosalia" });
  await I.writeAndSeeSent("It arrives tomorrow");
  await customer.see("It arrives tomorrow");
  await customer.reload();
  await customer.see("It arrives tomorrow");
});

test("what accepting sets is what the admin says, at one's capacity or below", async ({
  agent,
  visitor,
  browse,
}) => {
  const settings = new Settings(await browse());
  await settings.enter();
  await settings.person("Ana", { capacity: 1 });
  const I = await agent();
  const customer = await visitor();
  await I.choosePresence("Do not disturb");
  await I.choosePresence("Offline");
  await I.choosePresence(w.busy);
  await I.choosePresence(w.away);
  await customer.writeAndSeeSent("Hello");
  // While it is taken the capacity is full, which says more than a presence that takes requests.
  for (const [choice, taken, after] of [
    ["Unchanged", w.away, w.away],
    ["Do not disturb", "Do not disturb", "Do not disturb"],
    ["Offline", "Offline", "Offline"],
    ["Available", "Do not disturb", w.available],
    ["Away", w.away, w.away],
  ] as const) {
    await settings.workstream("web-live");
    await settings.choose("Presence on accept", choice);
    await settings.save();
    await I.choose(I.row(w.open, "Hello"), w.pick);
    await I.stateIs("active");
    await expect(I.page.getByRole("button", { name: w.presence(taken) })).toBeVisible();
    await I.close(await I.visitorsTitle());
    await expect(I.page.getByRole("button", { name: w.presence(after) })).toBeVisible();
  }
});
