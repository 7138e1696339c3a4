import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { SignIn } from "./models/sign-in.ts";
import { words } from "./models/words.ts";

const w = words.en;

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the settings, ${scheme}`, async ({ browse }) => {
    const page = await browse({ scheme });
    await new SignIn(page, w).as("Admin", "admin");
    await page.goto("/settings/workstreams/web-live");
    await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
    await expectAccessible(page);
    await page.goto("/settings/me");
    await expect(page.getByRole("combobox", { name: w.language })).toBeVisible();
    await expectAccessible(page);
  });
}

test("an admin's new offer time holds at once, for the offer that is running too", async ({
  agent,
  visitor,
  browse,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  const countdown = I.request(w.visitor()).getByRole("timer");
  const left = async () => {
    const [, minutes = "0", seconds = "0"] = /(?:(\d+):)?(\d+)/.exec(await countdown.innerText()) ?? [];
    return Number(minutes) * 60 + Number(seconds);
  };
  await expect.poll(left).toBeGreaterThan(90);

  const page = await browse();
  await new SignIn(page, w).as("Admin", "admin");
  await page.goto("/settings/workstreams/web-live");
  await page.getByRole("textbox", { name: "Offer time", exact: true }).fill("30");
  await page.getByRole("combobox", { name: "Offer time: unit" }).selectOption({ label: "seconds" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  await expect.poll(left).toBeLessThanOrEqual(30);
});

test("a language chosen in one's settings holds at once, and stays", async ({ browse }) => {
  const page = await browse();
  await new SignIn(page, w).as("Ana", "agent");
  await page.goto("/settings/me");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  for (const [name, lang, label] of [
    ["Galego", "gl", "Lingua"],
    ["Español", "es", "Idioma"],
    ["Português", "pt", "Idioma"],
  ] as const) {
    const language = page.getByRole("combobox", { name: /Language|Lingua|Idioma/ });
    await language.selectOption({ label: name });
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.getByRole("combobox", { name: label })).toBeVisible();
  }
  await page.goto("/workspace");
  await expect(page.locator("html")).toHaveAttribute("lang", "pt");
});
