import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { words } from "./models/words.ts";

const w = words.gl;
const phone = { width: 390, height: 844 };

const noSideways = async (page: Page) => {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
};

test("on a phone's screen the story is the same, and nothing scrolls sideways", async ({
  agent,
  visitor,
}) => {
  const I = await agent("Ana", { viewport: phone, tongue: "gl" });
  await noSideways(I.page);
  const customer = await visitor({ viewport: phone, tongue: "gl" });
  await customer.writeAndSeeSent("Bo día dende o móbil");
  await noSideways(customer.page);
  await I.accept(w.visitor());
  await I.see("Bo día dende o móbil");
  await noSideways(I.page);
  await I.writeAndSeeSent("Bo día!");
  await customer.see("Bo día!");
  await expectAccessible(I.page);
  await expectAccessible(customer.page);
});
