import { expect, test } from "./fixtures/test.ts";
import { words } from "./models/words.ts";

for (const tongue of ["gl", "en"] as const) {
  test.describe(`kill -9 of the server (${tongue})`, () => {
    test.use({ tongue });
    const w = words[tongue];

    test("the chat goes on by itself, nothing is lost or doubled, and the draft is there", async ({
      agent,
      visitor,
      parola,
    }) => {
      const I = await agent();
      const customer = await visitor();
      await customer.writeAndSeeSent("Antes da caída");
      await I.accept(w.visitor());
      await I.writeAndSeeSent("Resposta de antes");
      await customer.see("Resposta de antes");
      await I.composer().pressSequentially("Media resposta");

      await parola.kill();
      await expect(I.page.getByRole("status").filter({ hasText: w.reconnecting })).toBeVisible();
      await customer.write("Aínda hai alguén?");
      await expect(customer.messages("pending").filter({ hasText: "Aínda hai alguén?" })).toBeVisible();
      await I.composer().pressSequentially(", rematada");

      await parola.start();
      await I.isConnected();
      await customer.seeSent("Aínda hai alguén?");
      await I.see("Aínda hai alguén?");
      await expect(I.composer()).toHaveValue("Media resposta, rematada");
      await I.stateIs("active");
      await I.composer().press("Enter");
      await customer.see("Media resposta, rematada");
      for (const text of [
        "Antes da caída",
        "Resposta de antes",
        "Aínda hai alguén?",
        "Media resposta, rematada",
      ]) {
        await expect(I.messages("sent").filter({ hasText: text })).toHaveCount(1);
        await expect(customer.messages("sent").filter({ hasText: text })).toHaveCount(1);
      }
      await expect(I.sessions().getByRole("button", { name: w.visitor() })).toHaveCount(1);
    });
  });
}

test("what the agent sends while the server is down goes out once it is back", async ({
  agent,
  visitor,
  parola,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(words.en.visitor());
  await I.see("Hello");
  await parola.kill();
  await I.write("Sent into the silence");
  await expect(I.messages("pending").filter({ hasText: "Sent into the silence" })).toBeVisible();
  await parola.start();
  await I.seeSent("Sent into the silence");
  await customer.see("Sent into the silence");
  await expect(customer.log().getByText("Sent into the silence")).toHaveCount(1);
});

test("an agent who reloads while the server is down finds everything when it is back", async ({
  agent,
  visitor,
  parola,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  await I.accept(words.en.visitor());
  await I.composer().pressSequentially("Half an answer");
  await expect.poll(() => I.savedDrafts()).toContain("Half an answer");
  await parola.kill();
  await parola.start();
  await I.page.reload();
  await I.isConnected();
  await I.isAt(words.en.visitor());
  await expect(I.composer()).toHaveValue("Half an answer");
});

test("the server stops on SIGTERM while lines are open", async ({ agent, visitor, parola }) => {
  await agent();
  await visitor();
  expect(await parola.stop()).toBe(0);
});

test("a part of the desk that could not be loaded comes when it can be, and takes nothing down", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  const scripts = "**/_next/static/**";
  let refused = 0;
  await I.page.route(scripts, (route) => {
    refused += 1;
    return route.abort();
  });
  await I.accept(words.en.visitor());
  await expect.poll(() => refused).toBeGreaterThan(0);
  await I.writeAndSeeSent("Good morning");
  await I.page.unroute(scripts);
  await expect(I.page.getByRole("combobox", { name: "Link a contact" })).toBeVisible();
  await customer.see("Good morning");
});
