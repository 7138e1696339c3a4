import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import type { Words } from "./words.ts";

/** The customer's side: a host's page with the chat in its iframe. */
export class Shop {
  readonly page: Page;
  readonly w: Words;

  constructor(page: Page, w: Words) {
    this.page = page;
    this.w = w;
  }

  /** @param customer a known one's key; without it an anonymous visitor. */
  async enter(customer?: string) {
    await this.page.goto(customer ? `/demo-shop?customer=${customer}` : "/demo-shop");
  }

  async openChat() {
    await this.page.getByRole("button", { name: this.w.chatWithUs }).click();
    await expect(this.composer()).toBeVisible();
  }

  chat(): FrameLocator {
    return this.page.getByTitle(this.w.chat, { exact: true }).contentFrame();
  }

  composer(): Locator {
    return this.chat().getByRole("textbox", { name: this.w.message });
  }

  log(): Locator {
    return this.chat().getByRole("log", { name: this.w.messages });
  }

  status(): Locator {
    return this.chat().getByRole("status");
  }

  async write(text: string) {
    await this.composer().fill(text);
    await this.composer().press("Enter");
  }

  /** The message is on the server's disk, and so it says. */
  async seeSent(text: string) {
    await expect(this.messages("sent").filter({ hasText: text })).toHaveCount(1);
  }

  async see(text: string | RegExp) {
    await expect(this.log().getByText(text)).toBeVisible();
  }

  messages(state: "pending" | "sent" | "failed"): Locator {
    return this.log().locator(`[data-message-state="${state}"]`);
  }

  async writeAndSeeSent(text: string) {
    await this.write(text);
    await this.seeSent(text);
  }

  async reload() {
    await this.page.reload();
    await this.openChatIfClosed();
  }

  /** Ends the live chat, and confirms it. */
  async endChat() {
    await this.chat().getByRole("button", { name: this.w.endChat }).click();
    await this.chat()
      .getByRole("dialog")
      .or(this.chat().getByRole("alertdialog"))
      .getByRole("button", { name: this.w.confirmEnd, exact: true })
      .click();
  }

  /** After a reload the chat may stand open by itself. */
  async openChatIfClosed() {
    const button = this.page.getByRole("button", { name: this.w.chatWithUs });
    if ((await button.getAttribute("aria-expanded")) === "false") await this.openChat();
    await expect(this.composer()).toBeVisible();
  }

  /** Another tab of the same browser. */
  async secondTab(): Promise<Shop> {
    const tab = new Shop(await this.page.context().newPage(), this.w);
    await tab.page.goto(this.page.url());
    await tab.openChatIfClosed();
    return tab;
  }

  /** Whether the browser lets the chat's iframe keep anything. */
  mayStore(): Promise<boolean> {
    return this.composer().evaluate(() => {
      try {
        return window.localStorage !== null;
      } catch {
        return false;
      }
    });
  }
}
