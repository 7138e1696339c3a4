import { expect, type Locator } from "@playwright/test";
import type { Desk } from "./desk.ts";

/** What stands at the upper edge of a log: a message's number (`textOf`), and where its upper edge is. */
export type Eye = { message: number; top: number };

/** The log of the conversation in focus, as somebody who scrolls in it sees it. */
export class Log {
  private readonly I: Desk;

  constructor(I: Desk) {
    this.I = I;
  }

  private get log(): Locator {
    return this.I.log();
  }

  message(number: number): Locator {
    return this.log.locator("[data-message]").filter({ hasText: new RegExp(`^[^:]*: ${number}: `) });
  }

  /** The first message whose upper edge is in sight; null while none is. */
  eye(): Promise<Eye | null> {
    return this.log.evaluate((log) => {
      const edge = log.getBoundingClientRect().top;
      for (const message of log.querySelectorAll("[data-message]")) {
        const { top } = message.getBoundingClientRect();
        const number = /^[^:]*: (\d+): /.exec(message.textContent ?? "")?.[1];
        if (top >= edge && number !== undefined) return { message: Number(number), top: top - edge };
      }
      return null;
    });
  }

  /** Where that message's upper edge is now; null when it does not stand in the page. */
  async topOf(number: number): Promise<number | null> {
    return this.log.evaluate((log, wanted) => {
      for (const message of log.querySelectorAll("[data-message]")) {
        if (new RegExp(`^[^:]*: ${wanted}: `).test(message.textContent ?? ""))
          return message.getBoundingClientRect().top - log.getBoundingClientRect().top;
      }
      return null;
    }, number);
  }

  /** What is at the upper edge once nothing has moved, come or gone for ten frames. */
  async rest(): Promise<Eye> {
    await this.log.evaluate(async (log) => {
      const look = () => `${log.scrollTop} ${log.scrollHeight} ${log.textContent}`;
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      let [last, still] = ["", 0];
      while (still < 10) {
        await frame();
        const now = look();
        still = now === last ? still + 1 : 0;
        last = now;
      }
    });
    const eye = await this.eye();
    if (!eye) throw new Error("No message is in sight.");
    return eye;
  }

  async expectAtEnd() {
    await expect
      .poll(() => this.log.evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop))
      .toBeLessThanOrEqual(2);
  }

  async wheel(by: number) {
    await this.log.hover();
    await this.I.page.mouse.wheel(0, by);
  }

  /** How many messages stand in the page. */
  inPage(): Promise<number> {
    return this.log.locator("[data-message]").count();
  }
}
