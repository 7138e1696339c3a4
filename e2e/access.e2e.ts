import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { Desk } from "./models/desk.ts";
import { SignIn } from "./models/sign-in.ts";
import { words } from "./models/words.ts";

const w = words.en;

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing on sign-in, ${scheme}`, async ({ browse }) => {
    const page = await browse({ scheme });
    await new SignIn(page, w).open();
    await expectAccessible(page);
    await new SignIn(page, w).try("nobody@parola.example", "wrong");
    await expect(new SignIn(page, w).alert()).toHaveText(w.wrongPair);
    await expectAccessible(page);
  });
}

for (const tongue of ["gl", "en"] as const) {
  test(`a wrong pair is told, what was typed stays, and the sixth try has to wait (${tongue})`, async ({
    browse,
  }) => {
    const page = await browse({ tongue });
    const I = new SignIn(page, words[tongue]);
    await I.open();
    await expect(page.locator("html")).toHaveAttribute("lang", tongue);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const answer = page.waitForResponse((response) => response.url().includes("/api/auth/sign-in/email"));
      await I.try("ana@parola.example", `wrong ${attempt}`);
      expect((await answer).status()).toBe(401);
      await expect(I.alert()).toHaveText(words[tongue].wrongPair);
    }
    await expect(page.getByRole("textbox", { name: words[tongue].email })).toHaveValue("ana@parola.example");
    const answer = page.waitForResponse((response) => response.url().includes("/api/auth/sign-in/email"));
    await I.try("ana@parola.example", "parola-demo");
    expect((await answer).status()).toBe(429);
    await expect(I.alert()).toHaveText(/\d+ (second|minute|segundo|minuto)/);
  });
}

test("signing in by e-mail and password opens the workspace, signing out leaves it", async ({ browse }) => {
  const page = await browse();
  await page.goto("/workspace");
  await expect(page).toHaveURL(/\/sign-in/);
  await new SignIn(page, w).try("ana@parola.example", "parola-demo");
  const I = new Desk(page, w);
  await I.isConnected();
  await expect(page).toHaveURL(/\/workspace/);
  await expect(page.getByRole("navigation").first()).toHaveAccessibleName(w.sessions);

  await page.getByRole("button", { name: w.account("Ana") }).click();
  await page.getByRole("menuitem", { name: w.signOut }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/workspace");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("each role sees its own pages and gets 403 for the others", async ({ browse }) => {
  const pages = ["/workspace", "/settings/me", "/settings/workstreams/web-live"];
  const allowed = {
    agent: ["/workspace", "/settings/me"],
    supervisor: ["/workspace", "/settings/me"],
    admin: ["/settings/me", "/settings/workstreams/web-live"],
    designer: ["/settings/me"],
  } as const;
  const names = { agent: "Ana", supervisor: "Carme", admin: "Admin", designer: "Deseño" } as const;
  for (const role of ["agent", "supervisor", "admin", "designer"] as const) {
    const page = await browse();
    const answered = page.waitForResponse((response) => response.url().includes("/api/auth/sign-in/email"));
    await new SignIn(page, w).open();
    await page.getByRole("button", { name: w.signInAs(names[role], w.roles[role]) }).click();
    expect((await answered).ok()).toBe(true);
    for (const path of pages) {
      const mayGo = (allowed[role] as readonly string[]).includes(path);
      await expect
        .poll(async () => (await page.request.get(path, { maxRedirects: 0 })).status(), {
          message: `${role} ${path}`,
        })
        .toBe(mayGo ? 200 : 403);
    }
  }
});

test("a call without a session gets 401", async ({ browse }) => {
  const page = await browse();
  expect((await page.request.get("/api/trpc/desk.load")).status()).toBe(401);
  expect((await page.request.get("/healthz")).ok()).toBe(true);
});

test.describe("with nothing seeded", () => {
  test.use({ env: { PAROLA_SEED: "none" } });

  test("the one-time link makes the first admin, once", async ({ browse, parola }) => {
    const link = /https?:\/\/\S*\/setup\S*/.exec(parola.output())?.[0] ?? "";
    expect(link).not.toBe("");
    const page = await browse();
    await page.goto(link);
    await expectAccessible(page);
    await page.getByRole("textbox", { name: "Name" }).fill("Maruxa");
    await page.getByRole("textbox", { name: w.email }).fill("maruxa@example.org");
    await page.getByRole("textbox", { name: w.password }).fill("unha clave ben longa");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).not.toHaveURL(/\/setup/);

    const stranger = await browse();
    await stranger.goto(link);
    await expect(stranger.getByRole("button", { name: "Create account" })).toHaveCount(0);
    await new SignIn(stranger, w).open();
    await new SignIn(stranger, w).try("maruxa@example.org", "unha clave ben longa");
    await expect(stranger).not.toHaveURL(/sign-in/);
    expect((await stranger.request.get("/settings/me")).ok()).toBe(true);
    expect((await stranger.request.get("/demo-shop")).status()).toBe(404);
  });
});
