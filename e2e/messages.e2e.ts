import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { addTranscripts, textOf } from "./fixtures/transcripts.ts";
import type { Desk } from "./models/desk.ts";
import { type Eye, Log } from "./models/log.ts";

const LONG = 10_000;
const OTHER = 400;

const story = test.extend<{ seat: { I: Desk; log: Log; long: string | RegExp; other: string | RegExp } }>({
  /** Ana at her desk, with a conversation of 10,000 messages and one of 400. */
  seat: async ({ parola, agent }, use) => {
    await parola.stop();
    await addTranscripts(parola.database, "ana@parola.example", [LONG, OTHER]);
    await parola.start();
    const I = await agent();
    // Those that the demo has had are numbered up to 16.
    const [long, other] = [I.w.visitor("17"), I.w.visitor("18")];
    await I.goTo(long);
    await use({ I, log: new Log(I), long, other });
  },
});

/** The same message stands where it stood. */
function expectSame(now: Eye, before: Eye) {
  expect(now.message).toBe(before.message);
  expect(Math.abs(now.top - before.top)).toBeLessThanOrEqual(2);
}

story("a log of 10,000 messages opens at its end, and its beginning is one key away", async ({ seat }) => {
  const { I, log } = seat;
  await expect(log.message(LONG)).toBeVisible();
  await log.expectAtEnd();
  expect(await log.inPage()).toBeLessThan(200);
  await expectAccessible(I.page);

  await I.log().focus();
  await I.page.keyboard.press("Home");
  await expect(log.message(1)).toBeInViewport();
  await expect(I.log()).toContainText(textOf(3));
  await expect(I.log().getByText("The conversation begins here.")).toBeInViewport();
  await I.page.keyboard.press("PageDown");
  await expect.poll(async () => (await log.rest()).message).toBeGreaterThan(3);
  await I.page.keyboard.press("PageUp");
  await expect(log.message(1)).toBeInViewport();
  await I.page.keyboard.press("End");
  await expect(log.message(LONG)).toBeInViewport();
  await log.expectAtEnd();
  await expect(I.log()).toBeFocused();
});

story("scrolling back to the very beginning never jumps, and what was passed is let go", async ({ seat }) => {
  const { I, log } = seat;
  await expect(log.message(LONG)).toBeVisible();
  let before = await log.rest();
  // Step by step through more pages than are fetched ahead: what comes above moves nothing.
  for (let step = 0; step < 60; step += 1) {
    await log.wheel(-600);
    const after = await log.rest();
    expect(after.message).toBeLessThan(before.message);
    // What was at the upper edge has come down by as much as was scrolled.
    const moved = await log.topOf(before.message);
    expect(Math.abs((moved ?? Number.NaN) - before.top - 600)).toBeLessThanOrEqual(2);
    before = after;
  }
  expect(before.message).toBeLessThan(LONG - 300);
  // Then in leaps.
  const height = await I.log().evaluate((element) => element.scrollHeight);
  for (let leap = 0; leap < 12 && (await log.rest()).message > 1; leap += 1) await log.wheel(-height / 10);
  await expect(log.message(1)).toBeInViewport();
  expect(await log.inPage()).toBeLessThan(200);
});

story(
  "a message that comes while older ones are read moves nothing, and is counted",
  async ({ seat, visitor }) => {
    const { I, log } = seat;
    const customer = await visitor();
    await customer.writeAndSeeSent("Hello");
    await I.accept(/^Visitor/);
    await expect(I.log()).toContainText("Hello");
    for (let line = 1; line <= 30; line += 1) await customer.writeAndSeeSent(`${line}: of many`);
    await expect(log.message(30)).toBeInViewport();
    await log.wheel(-700);
    const before = await log.rest();
    await customer.writeAndSeeSent("31: while you read");
    await customer.writeAndSeeSent("32: and another");
    await expect(I.panel().getByRole("button", { name: "2 new" })).toBeVisible();
    expectSame(await log.rest(), before);
    await I.panel().getByRole("button", { name: "2 new" }).click();
    await expect(log.message(32)).toBeInViewport();
    await log.expectAtEnd();
    // At the end the log follows, and what one sends oneself is looked at.
    await customer.writeAndSeeSent("33: seen at once");
    await expect(log.message(33)).toBeInViewport();
    await log.wheel(-700);
    await log.rest();
    await I.writeAndSeeSent("34: from me");
    await expect(log.message(34)).toBeInViewport();
  },
);

story("each session keeps its place, over switches and over a reload", async ({ seat }) => {
  const { I, log, long, other } = seat;
  await expect(log.message(LONG)).toBeVisible();
  await I.log().focus();
  await I.page.keyboard.press("Home");
  await expect(log.message(1)).toBeInViewport();
  await log.wheel(40_000);
  const place = await log.rest();
  expect(place.message).toBeGreaterThan(100);

  await I.goTo(other);
  await expect(log.message(OTHER)).toBeInViewport();
  await log.wheel(-900);
  const elsewhere = await log.rest();
  await I.goTo(long);
  expectSame(await log.rest(), place);
  await I.goTo(other);
  expectSame(await log.rest(), elsewhere);
  await I.goTo(long);

  await I.page.reload();
  await I.isConnected();
  await I.isAt(long);
  expectSame(await log.rest(), place);
  await I.goTo(other);
  expectSame(await log.rest(), elsewhere);
});

story(
  "pages that cannot be had are told, and asked for again when the server is back",
  async ({ seat, parola }) => {
    const { I, log } = seat;
    await expect(log.message(LONG)).toBeVisible();
    await parola.kill();
    await I.log().focus();
    await I.page.keyboard.press("Home");
    await expect(I.panel().getByText("The messages could not be loaded.")).toBeVisible();
    await parola.start();
    await I.isConnected();
    await expect(log.message(1)).toBeInViewport();
    await expect(I.panel().getByText("The messages could not be loaded.")).toBeHidden();
  },
);
