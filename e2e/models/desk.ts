import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import type { Words } from "./words.ts";

/** The agent's desk, in sentences: `I.accept(…)`, `I.write(…)`. */
export class Desk {
  readonly page: Page;
  readonly w: Words;

  constructor(page: Page, w: Words) {
    this.page = page;
    this.w = w;
  }

  // The line and oneself

  line(): Locator {
    return this.page.getByRole("status").filter({ hasText: this.w.connected });
  }

  async isConnected() {
    await expect(this.line()).toBeVisible();
  }

  async choosePresence(label: string) {
    await this.page.getByRole("button", { name: new RegExp(`^${this.w.presence("")}`) }).click();
    await this.page.getByRole("menuitemradio", { name: label }).click();
    await expect(this.page.getByRole("button", { name: this.w.presence(label) })).toBeVisible();
  }

  // Incoming requests

  requests(): Locator {
    return this.page.getByRole("region", { name: this.w.incomingRequests });
  }

  request(customer: string | RegExp): Locator {
    return this.requests().getByRole("group", { name: customer });
  }

  /** Accepts as soon as the card takes clicks. */
  async accept(customer: string | RegExp) {
    const card = this.request(customer);
    await expect(card).toBeVisible();
    await expect(async () => {
      await card.getByRole("button", { name: this.w.accept }).click({ timeout: 1000 });
      await expect(card).toBeHidden({ timeout: 1000 });
    }).toPass();
  }

  async reject(customer: string | RegExp) {
    const card = this.request(customer);
    await expect(async () => {
      await card.getByRole("button", { name: this.w.reject }).click({ timeout: 1000 });
      await expect(card).toBeHidden({ timeout: 1000 });
    }).toPass();
  }

  // Sessions

  sessions(): Locator {
    return this.page.getByRole("navigation", { name: this.w.sessions });
  }

  session(title: string | RegExp): Locator {
    return this.sessions().getByRole("button", { name: title, exact: true });
  }

  /** The titles of the open sessions, in order, Home among them. */
  async titles(): Promise<string[]> {
    const inFront = this.sessions()
      .getByRole("listitem")
      .getByRole("button")
      .and(this.page.locator("button:not([aria-label])"));
    return inFront.allInnerTexts();
  }

  /** The title of the one session with somebody who has no name. */
  async visitorsTitle(): Promise<string> {
    const shown = await this.session(this.w.visitor()).innerText();
    return /\p{Lu}\p{L}+ \d+/u.exec(shown)?.[0] ?? "";
  }

  async goTo(title: string | RegExp) {
    await this.session(title).click();
    await this.isAt(title);
  }

  async isAt(title: string | RegExp) {
    await expect(this.session(title)).toHaveAttribute("aria-current", "true");
  }

  /** The row of the panel in which a session stands, with its badges and its X. */
  sessionItem(title: string | RegExp): Locator {
    const button = this.page.getByRole("button", { name: title, exact: true });
    return this.sessions().getByRole("listitem").filter({ has: button });
  }

  /** The X beside the title; what it asks is left to be answered. */
  async askToClose(title: string) {
    await this.sessionItem(title).hover();
    await this.sessionItem(title)
      .getByRole("button", { name: this.w.close(title) })
      .click();
  }

  async close(title: string) {
    await this.askToClose(title);
    const dialog = this.page.getByRole("dialog", { name: this.w.closeSession });
    await dialog.getByRole("button", { name: this.w.closeButton, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  // The conversation

  panel(): Locator {
    return this.page.getByRole("region", { name: this.w.communicationPanel });
  }

  composer(): Locator {
    return this.panel().getByRole("textbox", { name: this.w.message });
  }

  log(): Locator {
    return this.panel().getByRole("log", { name: this.w.messages });
  }

  messages(state: "pending" | "sent" | "failed"): Locator {
    return this.log().locator(`[data-message-state="${state}"]`);
  }

  async write(text: string) {
    await this.composer().fill(text);
    await this.composer().press("Enter");
  }

  async writeAndSeeSent(text: string) {
    await this.write(text);
    await this.seeSent(text);
    await expect(this.composer()).toHaveValue("");
  }

  async seeSent(text: string) {
    await expect(this.messages("sent").filter({ hasText: text })).toHaveCount(1);
  }

  async see(text: string | RegExp) {
    await expect(this.log().getByText(text)).toBeVisible();
  }

  async stateIs(state: string) {
    await expect(this.panel()).toHaveAttribute("data-conversation-state", state);
  }

  async end() {
    await this.panel().getByRole("button", { name: this.w.end, exact: true }).click();
    const dialog = this.page.getByRole("dialog", { name: this.w.endConversation });
    await expect(dialog.getByRole("button", { name: this.w.cancel })).toBeFocused();
    await dialog.getByRole("button", { name: this.w.end, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  async continueConversation() {
    await this.panel().getByRole("button", { name: this.w.continueConversation }).click();
  }

  // Home

  table(name: string): Locator {
    return this.page.getByRole("table", { name });
  }

  row(table: string, has: string): Locator {
    return this.table(table).getByRole("row").filter({ hasText: has });
  }

  async choose(row: Locator, item: string) {
    await row.getByRole("button", { name: this.w.moreOptions }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  // What the server says, for comparing it with the page

  private async query<T>(path: string, answer: z.ZodType<T>, input?: object): Promise<T> {
    const search = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
    const response = await this.page.request.get(`/api/trpc/${path}${search}`);
    expect(response.ok(), path).toBe(true);
    const body = z.object({ result: z.object({ data: answer }) }).parse(await response.json());
    return body.result.data;
  }

  private async items() {
    const { items } = await this.query("desk.load", deskAnswer);
    return [...items.mine, ...items.open, ...items.closed];
  }

  /** The id of the newest conversation with this customer on the desk. */
  async conversationOf(name: string): Promise<string> {
    const theirs = (await this.items()).filter(({ customer }) => customer.name === name);
    return theirs.sort((one, other) => other.createdAt - one.createdAt)[0]?.id ?? "";
  }

  /** Where a conversation stands, as its row and as the log of its chart have it. */
  async standing(conversation: string): Promise<{ item: string; chart: string }> {
    const item = (await this.items()).find(({ id }) => id === conversation);
    const path = (await this.timeline(conversation)).at(-1)?.after ?? "";
    const leaf = path.split(/[.|]/).find((part) => LEAVES.includes(part));
    return { item: item?.state ?? "", chart: leaf ?? "" };
  }

  private async timeline(conversation: string) {
    return (await this.query("conversation.details", detailsAnswer, { conversation })).timeline;
  }

  /** The types of a conversation's events, oldest first. */
  async logged(conversation: string): Promise<string[]> {
    return (await this.timeline(conversation)).map(({ type }) => type);
  }

  /** Why the person's presence is what it is, most decisive first. */
  async presenceWhy(): Promise<string[]> {
    return (await this.query("desk.load", presenceAnswer)).presence.why;
  }

  async savedDrafts(): Promise<string[]> {
    return (await this.query("draft.list", draftsAnswer)).map(({ text }) => text);
  }

  /** The same person in another window of the same browser. */
  async secondWindow(): Promise<Desk> {
    const window = new Desk(await this.page.context().newPage(), this.w);
    await window.page.goto("/workspace");
    await window.isConnected();
    return window;
  }
}

const LEAVES = ["queued", "offered", "active", "waiting", "wrapUp", "ended"];

/** As much of the answers as is read here. */
const items = z.array(
  z.object({
    id: z.string(),
    state: z.string(),
    createdAt: z.number(),
    customer: z.object({ name: z.string().optional() }),
  }),
);
const deskAnswer = z.object({ items: z.object({ mine: items, open: items, closed: items }) });
const detailsAnswer = z.object({
  timeline: z.array(z.object({ type: z.string(), after: z.string().nullish() })),
});
const presenceAnswer = z.object({ presence: z.object({ why: z.array(z.string()) }) });
const draftsAnswer = z.array(z.object({ text: z.string() }));
