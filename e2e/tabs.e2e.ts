import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { SessionPanel } from "./models/sessionPanel.ts";
import { words } from "./models/words.ts";

for (const tongue of ["gl", "en"] as const) {
  test.describe(`tabs (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];

    test("stand beside the anchor, each with its X, and are worked by keyboard alone", async ({ agent }) => {
      const I = await agent();
      const P = new SessionPanel(I);
      await I.choose(I.row(w.mine, "Broken kettle"), w.openItem);
      await I.isAt("Rosalía Castro");
      await P.anchorIs(w.activeConversation);
      await P.open(P.words.knowledge);
      await P.open(P.words.search);
      await P.open(P.words.templates);
      const anchor = w.activeConversation;
      const all = [anchor, P.words.knowledge, P.words.search, P.words.templates];
      expect(await P.tabs()).toEqual(all);
      await expect(I.page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(I.page);

      // What is open comes to the front.
      await P.open(P.words.knowledge);
      expect(await P.tabs()).toEqual(all);

      const press = (key: string) => I.page.keyboard.press(key);
      await P.tab(P.words.knowledge).focus();
      await press("ArrowRight");
      await P.isInFront(P.words.search);
      await expect(P.tab(P.words.search)).toBeFocused();
      await press("End");
      await P.isInFront(P.words.templates);
      await press("ArrowRight");
      await P.isInFront(anchor);
      await press("Delete");
      await press("ArrowLeft");
      await P.isInFront(P.words.templates);
      await press("Control+Shift+ArrowLeft");
      await expect
        .poll(() => P.tabs())
        .toEqual([anchor, P.words.knowledge, P.words.templates, P.words.search]);
      await expect(P.tab(P.words.templates)).toBeFocused();

      // Closing the one in front hands the front to its neighbour on the left, and the keyboard with it.
      await press("Delete");
      await P.isInFront(P.words.knowledge);
      await expect(P.tab(P.words.knowledge)).toBeFocused();
      await expect(P.tab(P.words.templates)).toHaveCount(0);
      await I.page.getByRole("button", { name: P.words.closeTab(P.words.search), exact: true }).click();
      await P.isInFront(P.words.knowledge);
      await expect.poll(() => P.tabs()).toEqual([anchor, P.words.knowledge]);

      // Each session has its own, and a reload and another machine find them.
      await I.goTo(w.home);
      await expect(P.tab(P.words.knowledge)).toHaveCount(0);
      await I.goTo("Rosalía Castro");
      await I.page.reload();
      await I.isConnected();
      await P.isInFront(P.words.knowledge);
      const elsewhere = new SessionPanel(await agent());
      await elsewhere.I.goTo("Rosalía Castro");
      await expect(elsewhere.tab(P.words.knowledge)).toHaveCount(1);
    });

    test("Ctrl+click and Ctrl+Enter open a tab, a plain click one inside a session", async ({ agent }) => {
      const I = await agent();
      const P = new SessionPanel(I);
      const row = I.row(w.mine, "Broken kettle");
      await row.getByRole("link", { name: "Broken kettle" }).click({ modifiers: ["Control"] });
      await P.isInFront("Broken kettle");
      await I.isAt(w.home);
      await P.tab(P.words.dashboard).click();
      await row.getByRole("link", { name: "Rosalía Castro" }).focus();
      await I.page.keyboard.press("Control+Enter");
      await P.isInFront("Rosalía Castro");
      await I.isAt(w.home);
      await expect(I.sessions().getByRole("listitem")).toHaveCount(1);
      await P.tab(P.words.dashboard).click();
      await row.getByRole("link", { name: "Broken kettle" }).click();
      await I.isAt("Broken kettle");
      await P.anchorIs("Broken kettle");
      const link = I.page.getByRole("tabpanel").getByRole("link", { name: "Rosalía Castro" }).first();
      await link.click();
      await P.isInFront("Rosalía Castro");
      await I.isAt("Broken kettle");
    });
  });
}
