import { expect, expectAccessible, test } from "./fixtures/test.ts";
import type { Desk } from "./models/desk.ts";
import { words } from "./models/words.ts";

/** The palette, the list of keys, and the commands of the composer. */

const own = {
  en: {
    palette: "Search or command",
    keys: "Keyboard shortcuts",
    end: "End the conversation",
    busy: "Presence: Busy",
    everywhere: "Everywhere",
    knowledge: "Knowledge search",
    templates: "Email templates",
    commands: "Commands",
    recent: "Recent",
  },
  gl: {
    palette: "Buscar ou ordenar",
    keys: "Atallos de teclado",
    end: "Rematar a conversa",
    busy: "Presenza: Ocupado",
    everywhere: "En todas partes",
    knowledge: /^Busca de coñecemento/,
    templates: /^Modelos de correo/,
    commands: "Ordes",
    recent: "Recentes",
  },
};
const kettle = "Broken kettle";
const field = (I: Desk, name: string) => I.page.getByRole("combobox", { name });

for (const tongue of ["gl", "en"] as const) {
  test.describe(`palette (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];
    const o = own[tongue];

    test("finds records without their accents and opens them as the modifiers say", async ({ agent }) => {
      const I = await agent();
      await I.page.keyboard.press("Control+k");
      const search = field(I, o.palette);
      await expect(search).toBeFocused();
      await search.fill("rosalia");
      const found = I.page.getByRole("option", { name: /Rosalía Castro/ }).first();
      await expect(found).toBeVisible();
      await expectAccessible(I.page);
      await search.press("Enter");
      await expect(search).toBeHidden();
      await I.isAt("Rosalía Castro");

      await I.page.getByRole("button", { name: o.palette }).click();
      await field(I, o.palette).fill("kettle broken");
      await expect(I.page.getByRole("option", { name: new RegExp(kettle) }).first()).toBeVisible();
      await field(I, o.palette).press("Control+Enter");
      await I.isAt("Rosalía Castro");
      await expect(I.page.getByRole("tab", { name: kettle })).toHaveAttribute("aria-selected", "true");

      // What was chosen lately stands first.
      await I.page.keyboard.press("Alt+k");
      const recent = I.page.getByRole("group", { name: o.recent });
      await expect(recent.getByRole("option").first()).toHaveAccessibleName(new RegExp(kettle));
      await I.page.keyboard.press("Shift+Enter");
      await I.isAt(kettle);
    });

    test("does everything by name: presence, ending, going home; and Escape gives the focus back", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const customer = await visitor();
      await customer.writeAndSeeSent("Hello");
      await expect(I.request(w.visitor())).toBeVisible();
      await I.page.keyboard.press("Control+k");
      await field(I, o.palette).fill(w.accept);
      await field(I, o.palette).press("Enter");
      await I.isAt(w.visitor());
      await expect(I.composer()).toBeFocused();
      await I.page.keyboard.press("Control+k");
      await expect(field(I, o.palette)).toBeFocused();
      await I.page.keyboard.press("Escape");
      await expect(I.composer()).toBeFocused();

      await I.page.keyboard.press("Control+k");
      await field(I, o.palette).fill(o.end);
      await field(I, o.palette).press("Enter");
      const dialog = I.page.getByRole("dialog", { name: w.endConversation });
      await expect(dialog.getByRole("button", { name: w.cancel })).toBeFocused();
      await I.page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();

      await I.page.keyboard.press("Control+k");
      await field(I, o.palette).fill(o.busy);
      await field(I, o.palette).press("Enter");
      await expect(I.page.getByRole("button", { name: o.busy })).toBeVisible();

      await I.page.keyboard.press("Control+k");
      await field(I, o.palette).fill(w.home);
      await field(I, o.palette).press("Enter");
      await I.isAt(w.home);
    });

    test("? lists the keys, but not while it is typed; / in the composer opens pages and is not sent", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      await I.page.keyboard.press("Shift+?");
      const list = I.page.getByRole("dialog", { name: o.keys });
      await expect(list.getByRole("region", { name: o.everywhere })).toBeVisible();
      await expectAccessible(I.page);
      await I.page.keyboard.press("Escape");
      await expect(list).toBeHidden();

      const customer = await visitor();
      await customer.writeAndSeeSent("Hello");
      await I.accept(w.visitor());
      await I.composer().focus();
      await I.page.keyboard.type("Why?");
      await expect(I.composer()).toHaveValue("Why?");
      await expect(list).toBeHidden();
      await I.page.keyboard.press("Alt+/");
      await expect(list).toBeVisible();
      await I.page.keyboard.press("Escape");
      await I.composer().fill("");

      await I.composer().pressSequentially("/q");
      await expect(I.page.getByRole("listbox", { name: o.commands }).getByRole("option")).toHaveCount(1);
      await I.composer().press("Enter");
      await expect(I.page.getByRole("tab", { name: o.templates })).toHaveAttribute("aria-selected", "true");
      await I.page.getByRole("tab", { name: w.activeConversation }).click();
      await expect(I.composer()).toHaveValue("");
      await I.composer().fill("/k");
      await I.composer().press("Enter");
      await expect(I.page.getByRole("tab", { name: o.knowledge })).toHaveAttribute("aria-selected", "true");
      await I.page.getByRole("tab", { name: w.activeConversation }).click();
      await I.writeAndSeeSent("/x is no command");
      await expect(
        I.log()
          .locator("[data-message-state]")
          .filter({ hasText: /^\/[kq]$/ }),
      ).toHaveCount(0);
    });
  });
}
