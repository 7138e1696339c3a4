import { expect, type Page } from "@playwright/test";
import { SignIn } from "./sign-in.ts";
import { words } from "./words.ts";

/** An admin of the demo at the settings, in English. */
export class Settings {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async enter() {
    await new SignIn(this.page, words.en).as("Admin", "admin");
  }

  async workstream(key: "web-live" | "web-persistent") {
    await this.page.goto(`/settings/workstreams/${key}`);
  }

  async seconds(label: string, seconds: number) {
    await this.page.getByRole("textbox", { name: label, exact: true }).fill(String(seconds));
    await this.page.getByRole("combobox", { name: `${label}: unit` }).selectOption({ label: "seconds" });
  }

  async choose(label: string, choice: string) {
    await this.page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: choice });
  }

  async save() {
    // Of an earlier save the word may still stand: that this one is done is told by its own answer.
    const answer = this.page.waitForResponse(
      (response) => response.url().includes("workstream.save") && response.request().method() === "POST",
    );
    await this.page.getByRole("button", { name: "Save" }).click();
    expect((await answer).ok()).toBe(true);
    await expect(this.page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  }

  /** Changes one person by the dialog of the table of people. */
  async person(name: string, change: { capacity?: number; canSignIn?: boolean }) {
    await this.page.goto("/settings/people");
    await this.page.getByRole("button", { name: `Edit ${name}` }).click();
    const dialog = this.page.getByRole("dialog", { name: `Edit ${name}` });
    if (change.capacity !== undefined)
      await dialog.getByRole("textbox", { name: "Conversations at once" }).fill(String(change.capacity));
    if (change.canSignIn !== undefined)
      await dialog.getByRole("checkbox", { name: "Can sign in" }).setChecked(change.canSignIn);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();
  }
}
