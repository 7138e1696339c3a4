import { serveBusinessPages } from "./fixtures/business.ts";
import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { listPages, Records } from "./models/records.ts";
import { words } from "./models/words.ts";

/** What is opened beside a conversation: knowledge, templates, and other systems' pages. */

const article = {
  gl: { typed: "garantia tres", title: "Que cobre a garantía de tres anos" },
  en: { typed: "guarantee covers", title: "What the three-year guarantee covers" },
};
const template = { gl: "Caso aberto", en: "Case opened" };

for (const tongue of ["gl", "en"] as const) {
  test.describe(`tabs of a session (${tongue})`, () => {
    test.use({ tongue });

    test("knowledge and templates open as tabs, and what is found goes into the composer", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const R = new Records(I, tongue);
      await R.openFromHome("Broken kettle");
      const customer = await visitor({ customer: "kenny" });
      await customer.writeAndSeeSent("Ola");
      await I.accept("Kenny Smith");
      await I.isAt("Kenny Smith");
      await I.composer().fill("Lea isto: ");

      await R.openPage(R.r.knowledge);
      const search = I.page.getByRole("searchbox", { name: R.r.searchKnowledge });
      await search.fill(article[tongue].typed);
      const found = I.page.getByRole("button", { name: new RegExp(`^${article[tongue].title}`) });
      await expect(found.locator("mark").first()).toBeVisible();
      await search.press("ArrowDown");
      await expect(found).toBeFocused();
      await found.press("Enter");
      const read = I.page.getByRole("article", { name: article[tongue].title });
      await expect(read).toBeVisible();
      await expectAccessible(I.page);
      await I.page.reload();
      await I.isConnected();
      await expect(search).toHaveValue(article[tongue].typed);
      await read.getByRole("button", { name: R.r.insertLink }).click();
      await expect(I.composer()).toBeFocused();
      await expect(I.composer()).toHaveValue(/^Lea isto: http:\/\/127\.0\.0\.1:\d+\/knowledge\/[a-z0-9-]+$/);

      const link = (await I.composer().inputValue()).replace("Lea isto: ", "");
      const reader = await customer.page.context().newPage();
      await reader.goto(link);
      await expect(reader.getByRole("heading", { name: article[tongue].title })).toBeVisible();

      await R.openPage(R.r.templates);
      await I.page.getByRole("searchbox", { name: R.r.filterTemplates }).fill(template[tongue].toUpperCase());
      await I.page.getByRole("button", { name: new RegExp(`^${template[tongue]}`) }).click();
      const filled = I.page.getByRole("article", { name: template[tongue] });
      await expect(filled).toContainText("Kenny");
      await expectAccessible(I.page);
      await filled.getByRole("button", { name: R.r.insert, exact: true }).click();
      await expect(I.composer()).toHaveValue(/\/knowledge\/\S+ [\s\S]*Kenny/);

      await I.goTo("Broken kettle");
      await expect(R.tab(R.r.knowledge)).toHaveCount(0);
      await I.goTo("Kenny Smith");
      await expect(R.tab(R.r.knowledge)).toHaveCount(1);
    });
  });
}

const w = words.en;

test("a page of another system opens as a tab with the session's ids; one that is slow, fails or refuses is told", async ({
  agent,
  browse,
  visitor,
}) => {
  const business = await serveBusinessPages();
  try {
    await listPages(await browse(), [
      { id: "orders", name: "Orders", url: `${business.url}/orders?list=open` },
      { id: "bank", name: "Bank", url: `${business.url}/refuses` },
      { id: "stock", name: "Stock", url: `${business.url}/fails` },
      { id: "archive", name: "Archive", url: `${business.url}/slow` },
    ]);
    const I = await agent();
    const R = new Records(I);
    const customer = await visitor({ customer: "kenny" });
    await customer.writeAndSeeSent("Hello");
    await I.accept("Kenny Smith");
    await R.openPage("Orders");
    const frame = I.page.locator('iframe[title="Orders"]');
    await expect(frame.contentFrame().getByText("Orders of the shop")).toBeVisible();
    const asked = new URL(
      business.asked("/orders").find((each) => each.includes("parola_")) ?? "",
      business.url,
    );
    expect(asked.searchParams.get("list")).toBe("open");
    expect(asked.searchParams.get("parola_conversation")).toBe(await I.conversationOf("Kenny Smith"));
    expect(asked.searchParams.get("parola_contact")).toMatch(/^[\w-]+$/);
    expect(asked.href).not.toContain("Kenny");
    expect(business.referrers()).toEqual([]);

    await R.openPage("Bank");
    await expect(I.page.getByText("Bank refuses to be shown here")).toBeVisible();
    await expect(I.page.getByRole("link", { name: "Open in a new window" })).toHaveAttribute(
      "href",
      /refuses/,
    );
    await R.openPage("Stock");
    await expect(I.page.getByText("Stock answered with an error (503)")).toBeVisible();
    await R.openPage("Archive");
    await expect(I.page.getByText("Archive is slow")).toBeVisible();
    await R.tab(w.activeConversation).click();
    await I.writeAndSeeSent("All of it goes on");
    await customer.see("All of it goes on");
    business.answerSlow();
    await R.tab("Archive").click();
    await expect(I.page.locator('iframe[title="Archive"]').contentFrame().getByText("At last")).toBeVisible();
    await expect(I.page.getByText("Archive is slow")).toHaveCount(0);
  } finally {
    await business.close();
  }
});

test("a page that the admin lists while the desk is open says that the desk must be loaded again", async ({
  agent,
  browse,
}) => {
  const business = await serveBusinessPages();
  try {
    const I = await agent();
    const R = new Records(I);
    await listPages(await browse(), [{ id: "orders", name: "Orders", url: `${business.url}/orders` }]);
    await R.openPage("Orders");
    await I.page.getByRole("button", { name: "Load again" }).click();
    await I.isConnected();
    await expect(R.tab("Orders")).toHaveAttribute("aria-selected", "true");
    await expect(
      I.page.locator('iframe[title="Orders"]').contentFrame().getByText("Orders of the shop"),
    ).toBeVisible();
  } finally {
    await business.close();
  }
});
