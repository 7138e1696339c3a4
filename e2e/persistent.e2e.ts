import { expect, test } from "./fixtures/test.ts";
import { words } from "./models/words.ts";

for (const tongue of ["gl", "en"] as const) {
  test.describe(`a persistent chat (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];
    const rosalia = "Rosalía Castro";

    test("is parked, comes back with its history, is ended, continued and ended; page, log and chart agree", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      await expect(I.row(w.mine, rosalia)).toHaveAttribute("data-conversation-state", "waiting");
      await expect(I.row(w.mine, rosalia)).toContainText("Broken kettle");
      const conversation = await I.conversationOf(rosalia);

      const customer = await visitor({ customer: "rosalia" });
      await customer.see("Unha das hervidoras deixou de quentar esta mañá.");

      // Nobody may take it: it stands in the line.
      await I.choosePresence(w.away);
      await customer.writeAndSeeSent("Ola, Ana, hai novas?");
      await expect(I.row(w.open, rosalia)).toHaveAttribute("data-conversation-state", "queued");
      expect(await I.standing(conversation)).toEqual({ chart: "queued", item: "queued" });

      await I.choosePresence(w.available);
      await expect(I.request(rosalia)).toContainText("Broken kettle");
      await I.accept(rosalia);
      await I.stateIs("active");
      await I.see("Unha das hervidoras deixou de quentar esta mañá.");
      await I.see("Ola, Ana, hai novas?");
      expect(await I.standing(conversation)).toEqual({ chart: "active", item: "active" });
      await I.writeAndSeeSent("Chega mañá.");
      await customer.see("Chega mañá.");

      // Closing the session parks it.
      await I.close(rosalia);
      await expect(I.session(rosalia)).toHaveCount(0);
      await expect(I.row(w.mine, rosalia)).toHaveAttribute("data-conversation-state", "waiting");
      expect(await I.standing(conversation)).toEqual({ chart: "waiting", item: "waiting" });

      await customer.writeAndSeeSent("Perfecto, agardo.");
      await I.accept(rosalia);
      await I.see("Chega mañá.");
      await I.see("Perfecto, agardo.");

      await I.end();
      await I.stateIs("wrapUp");
      expect(await I.standing(conversation)).toEqual({ chart: "wrapUp", item: "wrapUp" });
      await I.continueConversation();
      await I.stateIs("active");
      await I.writeAndSeeSent("Desculpe, seguimos.");
      await customer.see("Desculpe, seguimos.");
      await I.end();
      await I.stateIs("wrapUp");
      await I.close(rosalia);
      await expect(I.row(w.closed, rosalia).first()).toHaveAttribute("data-conversation-state", "ended");

      expect(await I.logged(conversation)).toEqual(
        expect.arrayContaining([
          "offer.accepted",
          "session.closed",
          "conversation.end",
          "conversation.continue",
        ]),
      );

      // Coming back after the end shows no history, and begins afresh.
      await customer.reload();
      await customer.writeAndSeeSent("Outra cousa distinta");
      await I.accept(rosalia);
      await I.see("Outra cousa distinta");
      await expect(I.log().getByText("Chega mañá.")).toHaveCount(0);
      await expect(customer.log().getByText("Chega mañá.")).toHaveCount(0);
      expect(await I.conversationOf(rosalia)).not.toBe(conversation);
    });
  });
}
