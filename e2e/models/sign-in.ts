import { expect, type Page } from "@playwright/test";
import type { Words } from "./words.ts";

/** The page where one signs in. */
export class SignIn {
  readonly page: Page;
  readonly w: Words;

  constructor(page: Page, w: Words) {
    this.page = page;
    this.w = w;
  }

  async open() {
    await this.page.goto("/sign-in");
  }

  /** By the demo's own button. */
  async as(name: string, role: keyof Words["roles"]) {
    await this.open();
    await this.page.getByRole("button", { name: this.w.signInAs(name, this.w.roles[role]) }).click();
    await expect(this.page).not.toHaveURL(/sign-in/);
  }

  async try(email: string, password: string) {
    await this.page.getByRole("textbox", { name: this.w.email }).fill(email);
    await this.page.getByRole("textbox", { name: this.w.password }).fill(password);
    await this.page.getByRole("button", { name: this.w.signIn, exact: true }).click();
  }

  alert() {
    return this.page.getByRole("alert").filter({ hasText: /./ });
  }
}
