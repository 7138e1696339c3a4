import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { SessionPanel } from "./models/sessionPanel.ts";
import { words } from "./models/words.ts";

const said = {
  gl: { ended: /O cliente rematou esta conversa/, yours: "O que escribiu e non enviou" },
  en: { ended: /The customer ended this conversation/, yours: "What you wrote and did not send" },
};

for (const tongue of ["gl", "en"] as const) {
  test.describe(`while a session is behind (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];

    test("the customer ends the conversation: it says so, and the draft is there", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      await I.accept(w.visitor());
      await I.composer().fill("Media resposta");
      await I.goTo(w.home);
      await customer.endChat();
      await I.goTo(w.visitor());
      await I.stateIs("wrapUp");
      await expect(I.panel().getByText(said[tongue].ended)).toBeVisible();
      await expect(I.composer()).toHaveValue("Media resposta");
      await expectAccessible(I.page);
      await I.page.reload();
      await I.isConnected();
      await expect(I.panel().getByText(said[tongue].ended)).toBeVisible();
      await expect(I.composer()).toHaveValue("Media resposta");
    });

    test("the conversation goes to somebody else: it says so, and what was written is kept", async ({
      agent,
      visitor,
    }) => {
      const I = await agent("Ana");
      const P = new SessionPanel(I);
      await P.I.choosePresence(w.away);
      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      // Looked at in the line, where others may take it.
      await P.openConversation(await P.queued());
      const title = await I.visitorsTitle();
      await I.stateIs("queued");
      await I.composer().fill("Media resposta");
      await expect.poll(() => I.savedDrafts()).toContain("Media resposta");
      await I.goTo(w.home);
      const other = await agent("Brais");
      await other.accept(title);
      await other.isAt(title);
      await I.goTo(title);
      await expect(I.page.getByRole("textbox", { name: said[tongue].yours })).toHaveValue("Media resposta");
      await expect(I.panel()).toHaveCount(0);
      await expectAccessible(I.page);
      await I.page.reload();
      await I.isConnected();
      await expect(I.page.getByRole("textbox", { name: said[tongue].yours })).toHaveValue("Media resposta");
    });
  });
}
