import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { Records } from "./models/records.ts";
import { words } from "./models/words.ts";

const KETTLE = "Broken kettle";

for (const tongue of ["gl", "en"] as const) {
  test.describe(`a half-typed case title (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];

    test("is there after an incoming conversation was accepted, after a reload, and on another machine", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const R = new Records(I, tongue);
      await R.openFromHome(KETTLE);
      await R.title().fill("A chaleira rota perde");
      const customer = await visitor();
      await customer.writeAndSeeSent("Ola");
      await I.accept(w.visitor());
      await I.isAt(w.visitor());
      await expect(I.composer()).toHaveValue("");
      await I.goTo(KETTLE);
      await expect(R.title()).toHaveValue("A chaleira rota perde");
      await expectAccessible(I.page);

      await I.page.reload();
      await I.isConnected();
      await I.isAt(KETTLE);
      await expect(R.title()).toHaveValue("A chaleira rota perde");

      const elsewhere = await agent("Ana");
      const there = new Records(elsewhere, tongue);
      await elsewhere.goTo(KETTLE);
      await expect(there.title()).toHaveValue("A chaleira rota perde");
      await there.title().press("End");
      await there.title().pressSequentially(" auga");
      await expect(R.title()).toHaveValue("A chaleira rota perde auga");

      await there.saveAndSee();
      await expect(I.session("A chaleira rota perde auga")).toBeVisible();
      await expect.poll(() => R.kept()).toEqual({});
    });

    test("its contact and its case open as sessions from the options of a row, each on its form", async ({
      agent,
    }) => {
      const I = await agent();
      const R = new Records(I, tongue);
      await I.choose(I.row(w.mine, KETTLE), R.r.openCase);
      await I.isAt(KETTLE);
      await expect(R.title()).toHaveValue(KETTLE);
      await I.goTo(w.home);
      await I.choose(I.row(w.mine, KETTLE), R.r.openContact);
      await I.isAt("Rosalía Castro");
      await expect(R.field(R.r.name)).toHaveValue("Rosalía Castro");
      await expect(I.page.getByRole("region", { name: R.r.recentCases })).toContainText(KETTLE);
    });
  });
}

const w = words.en;

test("a half-typed case title outlives an expired sign-in and kill -9 of the server", async ({
  agent,
  visitor,
  parola,
}) => {
  const I = await agent();
  const R = new Records(I);
  await R.openFromHome(KETTLE);
  await R.title().fill("Half a ti");
  await I.page.evaluate(() => fetch("/api/auth/sign-out", { method: "POST" }));
  await expect(I.page.getByText(R.r.signInAgain)).toBeVisible();
  await R.title().pressSequentially("tle");
  await I.page.getByRole("button", { name: w.signIn }).click();
  const dialog = I.page.getByRole("dialog", { name: w.signIn });
  await dialog.getByRole("textbox", { name: w.password }).fill("parola-demo");
  await dialog.getByRole("button", { name: w.signIn }).click();
  await I.isConnected();
  await expect(R.title()).toHaveValue("Half a title");
  await expect.poll(() => R.kept()).toEqual({ title: "Half a title" });

  await R.title().press("End");
  await R.title().pressSequentially(", typed");
  await expect.poll(() => R.kept()).toEqual({ title: "Half a title, typed" });
  await parola.kill();
  await R.title().pressSequentially(" while down");
  await expect(I.page.getByRole("status").filter({ hasText: "in this browser" })).toBeVisible();
  await parola.start();
  await I.isConnected();
  await expect.poll(() => R.kept()).toEqual({ title: "Half a title, typed while down" });
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(w.visitor());
  await I.page.reload();
  await I.isConnected();
  await I.goTo(KETTLE);
  await expect(R.title()).toHaveValue("Half a title, typed while down");
  await R.saveAndSee();
  await expect(I.session("Half a title, typed while down")).toBeVisible();
});

test("two agents in one case: untouched fields merge, a field that both changed is chosen", async ({
  agent,
}) => {
  const ana = await agent("Ana");
  const brais = await agent("Brais");
  const A = new Records(ana);
  const B = new Records(brais);
  await A.openFromHome(KETTLE);
  await B.open("case", KETTLE);
  await brais.goTo(KETTLE);

  await B.title().fill("Kettle that leaks");
  await A.title().fill("Kettle with a broken lid");
  await A.field(A.r.description).fill("The lid, not the base.");
  await A.saveAndSee();

  await expect(B.field(B.r.description)).toHaveValue("The lid, not the base.");
  await expect(B.title()).toHaveValue("Kettle that leaks");
  const choice = B.conflict(B.r.title);
  await expect(choice).toContainText("Kettle that leaks");
  await expect(choice).toContainText("Kettle with a broken lid");
  await B.save().click();
  await expect(B.title()).toBeFocused();
  await expect(A.title()).toHaveValue("Kettle with a broken lid");

  await choice.getByRole("button", { name: B.r.keepMine }).click();
  await B.saveAndSee();
  await expect(A.title()).toHaveValue("Kettle that leaks");

  await A.title().fill("Something else");
  await B.title().fill("Leaking kettle");
  await B.saveAndSee();
  await A.conflict(A.r.title).getByRole("button", { name: A.r.keepTheirs }).click();
  await expect(A.title()).toHaveValue("Leaking kettle");
  await expect(A.conflict(A.r.title)).toHaveCount(0);
});

test("a title of 10,000 characters is kept and told; names right to left, emoji and markup are text", async ({
  agent,
}) => {
  const I = await agent();
  const R = new Records(I);
  await R.openFromHome(KETTLE);
  const long = "á".repeat(10_000);
  await R.title().fill(long);
  await expect(I.page.getByText("9,500 characters too long; 500 fit")).toBeVisible();
  await R.save().click();
  await expect(R.title()).toBeFocused();
  // Of such a title its length is compared: nobody reads it in a report.
  await expect.poll(async () => (await R.kept()).title?.length).toBe(10_000);
  await I.page.reload();
  await I.isConnected();
  await expect.poll(async () => (await R.title().inputValue()).length).toBe(10_000);

  const odd = "<b>קומקום</b> ☕️ <img src=x onerror=alert(1)>";
  await R.title().fill(odd);
  await R.saveAndSee();
  await expect(I.page.getByRole("heading", { level: 1, name: odd })).toHaveAttribute("dir", "auto");
  await expect(I.session(odd)).toBeVisible();
  await expect(R.title()).toHaveValue(odd);
});

test("contact and case are made, linked, opened and taken away beside the conversation", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const R = new Records(I);
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello, I am at rosalia@follasnovas.example or +44 7700 900112");
  await I.accept(w.visitor());
  const about = I.page.getByRole("region", { name: w.customer, exact: true });
  const matter = I.page.getByRole("region", { name: w.case, exact: true });
  const maybe = about.getByRole("region", { name: R.r.candidates });
  await expect(maybe).toContainText("Emma Clarke");
  await maybe.getByRole("button", { name: R.r.linkName("Emma Clarke") }).click();
  await expect(about.getByRole("link", { name: "Emma Clarke" })).toBeVisible();
  await expect(I.session("Emma Clarke")).toBeVisible();

  await about.getByRole("button", { name: R.r.unlink }).click();
  await expect(I.session(w.visitor())).toBeVisible();
  await about.getByRole("combobox", { name: R.r.findContact }).fill("clarke");
  await I.page.getByRole("option", { name: /Emma Clarke/ }).click();
  await expect(I.session("Emma Clarke")).toBeVisible();

  await matter.getByRole("button", { name: R.r.newCase }).click();
  await matter.getByRole("textbox", { name: R.r.title, exact: true }).fill("A cup without a handle");
  await matter.getByRole("button", { name: R.r.save, exact: true }).click();
  const named = matter.getByRole("link", { name: "A cup without a handle" });
  await expect(named.first()).toBeVisible();
  await expectAccessible(I.page);

  await named.first().click();
  await expect(R.tab("A cup without a handle")).toHaveAttribute("aria-selected", "true");
  await expect(R.title()).toHaveValue("A cup without a handle");
  await R.tab(w.activeConversation).click();
  await matter.getByRole("button", { name: R.r.unlinkCase }).click();
  await expect(matter.getByRole("combobox")).toBeVisible();
  await about.getByRole("link", { name: "Emma Clarke" }).click({ modifiers: ["Shift"] });
  await expect(R.field(R.r.name)).toHaveValue("Emma Clarke");
});

test("a new case is made in a tab, and its own tab takes the form's place", async ({ agent }) => {
  const I = await agent();
  const R = new Records(I);
  await R.openFromHome(KETTLE);
  await I.page.getByRole("button", { name: R.r.openPage }).click();
  await I.page.getByRole("menuitem", { name: w.case, exact: true }).click();
  await expect(R.tab(/New case/)).toHaveAttribute("aria-selected", "true");
  await R.title().fill("Made beside another");
  await I.page.reload();
  await I.isConnected();
  await expect(R.title()).toHaveValue("Made beside another");
  await R.save().click();
  await expect(R.tab("Made beside another")).toHaveAttribute("aria-selected", "true");
  await expect(R.tab(/New case/)).toHaveCount(0);
  await expect(R.title()).toHaveValue("Made beside another");
});

test("search finds records and conversations without their accents, and what was found is a link", async ({
  agent,
}) => {
  const I = await agent();
  const R = new Records(I);
  await R.openPage(R.r.search);
  const field = I.page.getByRole("searchbox", { name: R.r.searchAll });
  await field.fill("rosalia");
  const results = I.page.getByRole("list", { name: "Results" });
  await expect(results.getByRole("link", { name: "Rosalía Castro" }).first()).toBeVisible();
  await expectAccessible(I.page);
  await I.page.reload();
  await I.isConnected();
  await expect(field).toHaveValue("rosalia");
  await results.getByRole("link", { name: "Rosalía Castro" }).first().click();
  await I.isAt("Rosalía Castro");
  await expect(R.field(R.r.name)).toHaveValue("Rosalía Castro");
});
