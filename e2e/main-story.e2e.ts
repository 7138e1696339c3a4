import { expect, expectAccessible, settled, test } from "./fixtures/test.ts";
import { words } from "./models/words.ts";

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing on Home, a request, a conversation and the widget, ${scheme}`, async ({
    agent,
    visitor,
  }) => {
    const I = await agent("Ana", { scheme });
    await expect(I.row(I.w.mine, "Broken kettle")).toBeVisible();
    await expectAccessible(I.page);

    const customer = await visitor({ scheme });
    await expectAccessible(customer.page);
    await customer.writeAndSeeSent("Good morning");
    await expect(I.request(I.w.visitor())).toBeVisible();
    await expectAccessible(I.page);

    await I.accept(I.w.visitor());
    await I.see("Good morning");
    await I.writeAndSeeSent("Good morning! What can I do for you?");
    await customer.see("What can I do for you?");
    await expectAccessible(I.page);
    await expectAccessible(customer.page);
  });
}

for (const tongue of ["gl", "en"] as const) {
  test.describe(`the main story (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];

    test("a visitor writes Bo día, an agent accepts and answers, both see who is typing", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      await expect(customer.status().filter({ hasText: w.inLine })).toBeVisible();

      const card = I.request(w.visitor());
      const countdown = card.getByRole("timer");
      await expect(countdown).toHaveText(/\d/);
      const first = await countdown.innerText();
      await expect(countdown).not.toHaveText(first);

      await I.accept(w.visitor());
      await I.isAt(w.visitor());
      await expect(I.page.getByRole("tab", { name: w.activeConversation })).toHaveAttribute(
        "aria-selected",
        "true",
      );
      for (const region of [w.customer, w.summary, w.timeline]) {
        await expect(I.page.getByRole("region", { name: region })).toBeVisible();
      }
      await expect(I.page.getByRole("region", { name: w.summary })).toContainText("/demo-shop");
      await I.stateIs("active");
      await I.see("Bo día");
      await expect(I.page.getByRole("button", { name: w.presence(w.busy) })).toBeVisible();
      await customer.see(w.joined);

      await I.composer().pressSequentially("Bo día! En");
      await expect(customer.status().filter({ hasText: w.typing })).toBeVisible();
      await I.composer().pressSequentially(" que o podo axudar?");
      await I.composer().press("Enter");
      await I.seeSent("Bo día! En que o podo axudar?");
      await expect(I.composer()).toHaveValue("");
      await customer.see("Bo día! En que o podo axudar?");
      await expect(customer.status().filter({ hasText: w.typing })).toHaveCount(0);

      await customer.composer().pressSequentially("Rompeume");
      await expect(I.panel().getByText(w.typing)).toBeVisible();
      await customer.composer().pressSequentially(" unha cunca");
      await customer.composer().press("Enter");
      await I.see("Rompeume unha cunca");
    });

    test("the visitor reloads the page, and the chat goes on with the text not yet sent", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const customer = await visitor();
      await customer.writeAndSeeSent("Bo día");
      await I.accept(w.visitor());
      await I.writeAndSeeSent("Bo día, dígame.");
      await customer.see("Bo día, dígame.");
      await customer.composer().pressSequentially("E se");
      await customer.reload();
      await customer.see("Bo día, dígame.");
      await expect(customer.composer()).toHaveValue("E se");
      await customer.write("E se vou mañá?");
      await I.see("E se vou mañá?");
      await I.writeAndSeeSent("Mañá está ben.");
      await customer.see("Mañá está ben.");
      await expect(I.sessions().getByRole("button", { name: w.visitor() })).toHaveCount(1);
    });

    test("the agent reloads, and sessions, half-typed answer, scroll and focus are there; so on a second browser", async ({
      agent,
      visitor,
    }) => {
      const I = await agent();
      const customer = await visitor();
      await customer.writeAndSeeSent(Array.from({ length: 60 }, (_, line) => `liña ${line + 1}`).join("\n"));
      await I.accept(w.visitor());
      await I.goTo(w.home);
      await I.choose(I.row(w.mine, "Broken kettle"), w.openItem);
      await I.isAt("Rosalía Castro");
      await I.goTo(w.visitor());
      await I.composer().pressSequentially("Media resposta");
      await I.log().hover();
      await I.page.mouse.wheel(0, -400);
      const scrolled = () => I.log().evaluate((log) => Math.round(log.scrollTop));
      const place = await settled(scrolled);
      const titles = await I.titles();
      await expect(I.composer()).toBeFocused();

      await I.page.reload();
      await I.isConnected();
      await I.isAt(w.visitor());
      await expect(I.composer()).toHaveValue("Media resposta");
      await expect(I.composer()).toBeFocused();
      await expect.poll(scrolled).toBeGreaterThan(place - 4);
      await expect.poll(scrolled).toBeLessThan(place + 4);
      expect(await I.titles()).toEqual(titles);
      await I.page.keyboard.type(" máis");
      await expect(I.composer()).toHaveValue("Media resposta máis");

      const elsewhere = await agent("Ana");
      await expect.poll(() => elsewhere.titles()).toEqual(titles);
      await elsewhere.goTo(w.visitor());
      await expect(elsewhere.composer()).toHaveValue("Media resposta máis");
      await elsewhere.composer().press("Enter");
      await customer.see("Media resposta máis");
      await expect(I.composer()).toHaveValue("");
      await expect(I.messages("sent").filter({ hasText: "Media resposta máis" })).toHaveCount(1);
    });
  });
}
