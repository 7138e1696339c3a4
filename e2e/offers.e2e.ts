import { expect, test } from "./fixtures/test.ts";
import { words } from "./models/words.ts";

const w = words.en;

test("a hundred characters typed across an offer, its withdrawal and another offer stand in the one composer", async ({
  agent,
  visitor,
}) => {
  const I = await agent();
  const first = await visitor();
  await first.writeAndSeeSent("The one who is being answered");
  await I.accept(w.visitor());
  await I.composer().click();

  const text =
    "A hundred characters, ten a second, while requests come and go; none of them takes a key from me. Ok";
  expect(text).toHaveLength(100);
  const [second, third] = await Promise.all([visitor(), visitor()]);
  await I.composer().focus();

  const typing = I.page.keyboard.type(text, { delay: 100 });
  await second.write("Somebody else");
  await expect(I.requests().getByRole("group")).toHaveCount(1);
  await second.endChat();
  await expect(I.requests().getByRole("group")).toHaveCount(0);
  await third.write("And another one");
  await expect(I.requests().getByRole("group")).toHaveCount(1);
  const before = await I.composer().inputValue();
  await typing;

  expect(before.length, "the second offer came while typing went on").toBeLessThan(100);
  await expect(I.composer()).toBeFocused();
  await expect(I.composer()).toHaveValue(text);
  await expect(I.requests().getByRole("group")).toHaveCount(1);
});

test("Accept ignores a click in the first 300 ms after its card came", async ({ agent, visitor }) => {
  const I = await agent();
  const customer = await visitor();
  const clicked = I.page.evaluate(
    (accept) =>
      new Promise<void>((done) => {
        const look = () => {
          const button = [...document.querySelectorAll("button")].find((each) =>
            each.textContent?.includes(accept),
          );
          if (!button) return;
          observer.disconnect();
          button.click();
          done();
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true });
      }),
    w.accept,
  );
  await customer.write("Hello");
  await clicked;
  await expect(I.request(w.visitor()).getByRole("timer")).toHaveText(/\d/);
  const seen = await I.request(w.visitor()).getByRole("timer").innerText();
  await expect(I.request(w.visitor()).getByRole("timer")).not.toHaveText(seen);
  await expect(I.session(w.visitor())).toHaveCount(0);
  await I.accept(w.visitor());
  await I.isAt(w.visitor());
});

test("what one agent rejects goes to the next, and a second window of the same agent follows along", async ({
  agent,
  visitor,
}) => {
  const [ana, brais] = [await agent("Ana"), await agent("Brais")];
  const customer = await visitor();
  await customer.writeAndSeeSent("Hello");
  const requests = () => Promise.all([ana, brais].map((each) => each.request(w.visitor()).count()));
  await expect.poll(requests).toContain(1);
  const [asked, next] = (await requests())[0] === 1 ? [ana, brais] : [brais, ana];
  const window = await asked.secondWindow();
  await expect(window.request(w.visitor())).toBeVisible();
  await asked.reject(w.visitor());
  await expect(window.request(w.visitor())).toHaveCount(0);
  await expect(next.request(w.visitor())).toBeVisible();
  await next.accept(w.visitor());
  await next.stateIs("active");
  await expect(asked.session(w.visitor())).toHaveCount(0);
});

test("the five customers of the demo come, and go home", async ({ agent, visitor }) => {
  const I = await agent();
  const shop = await visitor();
  await shop.page.getByRole("button", { name: w.bringFive }).click();
  await expect(I.requests().getByRole("group", { name: "Rosalía Castro" })).toBeVisible({ timeout: 30_000 });
  await expect
    .poll(() => I.requests().getByRole("group").count(), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(4);
  await shop.page.getByRole("button", { name: w.sendHome }).click();
  await expect(I.requests().getByRole("group", { name: w.visitor() })).toHaveCount(0);
});
