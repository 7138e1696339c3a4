import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures/test.ts";
import { Desk } from "./models/desk.ts";
import { words } from "./models/words.ts";

/**
 * Without a head Chromium lets everything be heard. Here a page waits for the first touch, as in people's
 * browsers: its contexts stand still, and do not resume before.
 */
async function blockSound(page: Page) {
  await page.addInitScript(() => {
    const Real = globalThis.AudioContext;
    // Looking at a page by a script counts as a touch to Chromium; here only a key and a pointer do.
    let isTouched = false;
    for (const sign of ["keydown", "pointerdown"])
      addEventListener(
        sign,
        (event) => {
          isTouched ||= event.isTrusted;
        },
        true,
      );
    const touched = () => isTouched;
    globalThis.AudioContext = class extends Real {
      constructor() {
        super();
        void super.suspend();
      }
      override get state() {
        return touched() ? super.state : "suspended";
      }
      override resume() {
        return touched() ? super.resume() : new Promise<void>(() => {});
      }
    };
  });
}

const blockedBy = { en: "Sound is blocked: turn on", gl: "O son está bloqueado: activalo" };

for (const tongue of ["gl", "en"] as const) {
  const w = words[tongue];
  test.describe(`(${tongue})`, () => {
    test.use({ tongue });

    test("a browser that blocks sound is told so by a button, which goes when it is turned on", async ({
      agent,
      visitor,
    }) => {
      const signedIn = await agent("Ana");
      // A page that nobody has touched may not sound.
      const page = await signedIn.page.context().newPage();
      await blockSound(page);
      await page.goto("/workspace");
      const I = new Desk(page, w);
      await I.isConnected();
      await signedIn.page.close();
      const blocked = page.getByRole("button", { name: blockedBy[tongue], exact: true });
      await expect(blocked).toBeHidden();
      const customer = await visitor();
      await customer.writeAndSeeSent("Ola");
      await expect(I.request(w.visitor())).toBeVisible();
      await expect(blocked).toBeVisible();
      await expectAccessible(page);
      await blocked.focus();
      await page.keyboard.press("Enter");
      await expect(blocked).toBeHidden();
    });
  });
}
