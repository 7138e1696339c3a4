import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { SessionPanel } from "./models/sessionPanel.ts";
import { words } from "./models/words.ts";

for (const tongue of ["gl", "en"] as const) {
  test.describe(`sessions (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];
    const told = {
      gl: {
        one: /^Visitante \d+\. 1 nova actualización na súa conversa\.$/,
        many: /^Visitante \d+\. 11 novas actualizacións na súa conversa\.$/,
        contact: "Contacto",
        case: "Caso",
        live: "Chat en directo",
        full: /sesións abertas, tantas como permite a administración/,
        end: "Rematar",
        release: "Devolver á cola",
        park: "Deixar á espera",
        newWindow: "Abrir nunha xanela nova",
      },
      en: {
        one: /^Visitor \d+\. 1 new update in your conversation\.$/,
        many: /^Visitor \d+\. 11 new updates in your conversation\.$/,
        contact: "Contact",
        case: "Case",
        live: "Live chat",
        full: /sessions are open, as many as the administrator allows/,
        end: "End",
        release: "Return to queue",
        park: "Leave waiting",
        newWindow: "Open in a new window",
      },
    }[tongue];

    test("several at once, each with its own draft; links and options open sessions on contact and case", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const P = new SessionPanel(I);
      const row = I.row(w.mine, "Broken kettle");
      await row.getByRole("link", { name: "Broken kettle" }).click({ modifiers: ["Shift"] });
      await I.isAt("Broken kettle");
      await P.anchorIs("Broken kettle");
      await I.goTo(w.home);
      const contact = I.row(w.mine, "Broken kettle").getByRole("link", { name: "Rosalía Castro" });
      await contact.focus();
      await I.page.keyboard.press("Shift+Enter");
      await I.isAt("Rosalía Castro");

      // What is open comes to the front, by whichever way it is asked for.
      await I.goTo(w.home);
      await I.choose(I.row(w.mine, "Broken kettle"), P.words.openCase);
      await I.isAt("Broken kettle");
      await I.goTo(w.home);
      await I.choose(I.row(w.mine, "Broken kettle"), P.words.openContact);
      await I.isAt("Rosalía Castro");
      await expect(I.sessions().getByRole("listitem")).toHaveCount(3);

      // The conversation with the same customer is a third, and the two are told apart everywhere alike.
      await I.goTo(w.home);
      await I.choose(I.row(w.mine, "Broken kettle"), w.openItem);
      const record = `Rosalía Castro (${told.contact})`;
      await expect(I.session(record)).toHaveCount(1);
      await expect(I.sessions().getByRole("listitem")).toHaveCount(4);
      await expectAccessible(I.page);

      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      await I.accept(w.visitor());
      await I.composer().fill("Media resposta");
      await expect(P.describes(w.visitor(), P.words.unsaved)).toHaveCount(1);
      await I.goTo(record);
      await I.goTo(w.visitor());
      await expect(I.composer()).toHaveValue("Media resposta");

      const titles = await I.titles();
      await I.page.reload();
      await I.isConnected();
      await I.isAt(w.visitor());
      await expect.poll(() => I.titles()).toEqual(titles);
      await expect(I.composer()).toHaveValue("Media resposta");
    });

    test("what nobody has read is counted on the badge, in the tooltip and in the browser's tab", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const P = new SessionPanel(I);
      const customer = await visitor();
      await customer.writeAndSeeSent("liña un");
      await expect(I.page).toHaveTitle(/^\(1\)/);
      await I.accept(w.visitor());
      await I.see("liña un");
      await expect(I.page).toHaveTitle("Parola");
      await I.goTo(w.home);
      await customer.writeAndSeeSent("liña dous");
      const item = I.sessionItem(w.visitor());
      await expect(item.getByText("1", { exact: true })).toBeVisible();
      await expect(I.page).toHaveTitle(/^\(1\)/);
      expect(await P.icon()).toMatch(/^data:image\/svg\+xml,/);
      await I.session(w.home).focus();
      await I.page.keyboard.press("Tab");
      await expect(I.session(w.visitor())).toBeFocused();
      await expect(I.page.getByRole("tooltip")).toHaveText(told.one);
      await I.page.keyboard.press("Escape");
      for (let count = 3; count <= 12; count += 1) await customer.writeAndSeeSent(`liña ${count}`);
      await expect(item.getByText("+", { exact: true })).toBeVisible();
      await I.session(w.visitor()).hover();
      await expect(I.page.getByRole("tooltip")).toHaveText(told.many);
      await I.goTo(w.visitor());
      await expect(item.getByText("+", { exact: true })).toHaveCount(0);
      await I.goTo(w.home);
      await expect(I.page).toHaveTitle("Parola");
      expect(await P.icon()).not.toMatch(/^data:/);
    });

    test("any but Home closes with the X that shows on hover and on focus, after a dialog", async ({
      agent,
    }) => {
      const I = await agent();
      const P = new SessionPanel(I);
      await I.choose(I.row(w.mine, "Broken kettle"), P.words.openCase);
      await I.isAt("Broken kettle");
      await expect(I.sessionItem(w.home).getByRole("button")).toHaveCount(1);
      const close = I.sessionItem("Broken kettle").getByRole("button", { name: w.close("Broken kettle") });
      await I.page.mouse.move(700, 700);
      await I.page.locator("#main").focus();
      await expect(close).toHaveCSS("opacity", "0");
      await I.session("Broken kettle").hover();
      await expect(close).toHaveCSS("opacity", "1");
      await I.page.mouse.move(700, 700);
      await I.session(w.home).focus();
      await I.page.keyboard.press("Tab");
      await expect(close).toHaveCSS("opacity", "1");
      await I.page.keyboard.press("Tab");
      await expect(close).toBeFocused();
      await I.page.keyboard.press("Enter");
      const dialog = I.page.getByRole("dialog", { name: w.closeSession });
      await expect(dialog).toContainText("Broken kettle");
      await expect(dialog.getByRole("button")).toHaveCount(2);
      await expectAccessible(I.page);
      await I.page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      await expect(close).toBeFocused();
      await I.close("Broken kettle");
      await expect(I.session("Broken kettle")).toHaveCount(0);
      await I.isAt(w.home);
    });

    test("its menu has what can be done with it now, by name and by keyboard", async ({ agent, visitor }) => {
      const I = await agent();
      const P = new SessionPanel(I);
      await I.choose(I.row(w.mine, "Broken kettle"), w.openItem);
      await I.isAt("Rosalía Castro");
      await I.stateIs("active");
      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      await I.accept(w.visitor());
      await expect(I.composer()).toBeFocused();

      await I.session(w.visitor()).focus();
      await I.page.keyboard.press("Shift+F10");
      await expect(I.page.getByRole("menuitem")).toHaveText([
        w.closeButton,
        new RegExp(told.release),
        told.end,
        told.newWindow,
      ]);
      await I.page.keyboard.press("Escape");
      await expect(I.session(w.visitor())).toBeFocused();

      const [other] = await Promise.all([
        I.page.context().waitForEvent("page"),
        P.choose("Rosalía Castro", told.newWindow),
      ]);
      const window = new SessionPanel(I).on(other);
      await window.isConnected();
      await window.isAt("Rosalía Castro");
      await other.close();

      await P.choose("Rosalía Castro", new RegExp(told.park));
      await expect(I.session("Rosalía Castro")).toHaveCount(0);
      await expect(I.page.getByRole("dialog")).toHaveCount(0);
      await P.choose(w.visitor(), new RegExp(told.release));
      await expect(I.session(w.visitor())).toHaveCount(0);
      await expect(customer.log()).toContainText(P.words.backInLine);
      await I.isAt(w.home);
      await expect(I.row(w.mine, "Broken kettle")).toHaveAttribute("data-conversation-state", "waiting");
    });

    test("as many as the admin allows; the next is refused with the one to close", async ({
      agent,
      browse,
      visitor,
    }) => {
      const I = await agent();
      const P = new SessionPanel(I);
      await P.allow(await browse({ tongue: "en" }), 2);
      await I.choose(I.row(w.mine, "Broken kettle"), P.words.openCase);
      await I.isAt("Broken kettle");
      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      await I.accept(w.visitor());
      await I.isAt(w.visitor());
      await I.goTo(w.home);
      await I.choose(I.row(w.mine, "Broken kettle"), P.words.openContact);
      const refusal = I.page.getByRole("alert").filter({ hasText: told.full });
      await expect(refusal).toContainText("Broken kettle");
      await I.isAt(w.home);
      await expect(I.sessions().getByRole("listitem")).toHaveCount(3);
      await expectAccessible(I.page);
      await I.close("Broken kettle");
      await I.choose(I.row(w.mine, "Broken kettle"), P.words.openContact);
      await I.isAt("Rosalía Castro");
      await expect(refusal).toHaveCount(0);
    });
  });
}
