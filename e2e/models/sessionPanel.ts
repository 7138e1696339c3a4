import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import { Desk } from "./desk.ts";
import { SignIn } from "./sign-in.ts";
import { words } from "./words.ts";

const en = {
  openContact: "Open contact",
  openCase: "Open case",
  unsaved: "Unsaved work",
  backInLine: /back in line/,
  openPage: "Open a page",
  closeTab: (name: string) => `Close tab ${name}`,
  knowledge: "Knowledge search",
  templates: "Email templates",
  dashboard: "Dashboard",
  search: "Search",
};
const gl: typeof en = {
  openContact: "Abrir contacto",
  openCase: "Abrir caso",
  unsaved: "Traballo sen gardar",
  backInLine: /Volveu á cola/,
  openPage: "Abrir unha páxina",
  closeTab: (name) => `Pechar a lapela ${name}`,
  knowledge: "Busca de coñecementos",
  templates: "Modelos de correo electrónico",
  dashboard: "Panel",
  search: "Busca",
};

/** The session panel and the tabs of an agent's desk. */
export class SessionPanel {
  readonly I: Desk;
  readonly words: typeof en;

  constructor(I: Desk) {
    this.I = I;
    this.words = I.w === words.gl ? gl : en;
  }

  /** The same person's desk in another window. */
  on(page: Page): Desk {
    return new Desk(page, this.I.w);
  }

  /** The session's button, if its accessible description says this. */
  describes(title: string | RegExp, text: string): Locator {
    return this.I.page.getByRole("button", { name: title, exact: true, description: new RegExp(text) });
  }

  /** Chooses from the menu of a session, asked for by the right button. */
  async choose(title: string | RegExp, item: string | RegExp) {
    await this.I.session(title).click({ button: "right" });
    await this.I.page.getByRole("menuitem", { name: item }).click();
  }

  tab(name: string): Locator {
    return this.I.page.getByRole("tablist", { name: this.I.w.tabs }).getByRole("tab", { name, exact: true });
  }

  /** The names of the tabs, in order, the anchor first. */
  tabs(): Promise<string[]> {
    return this.I.page.getByRole("tablist", { name: this.I.w.tabs }).getByRole("tab").allInnerTexts();
  }

  async isInFront(name: string) {
    await expect(this.tab(name)).toHaveAttribute("aria-selected", "true");
  }

  async anchorIs(name: string) {
    const [first] = await this.I.page.getByRole("tablist", { name: this.I.w.tabs }).getByRole("tab").all();
    await expect(first as Locator).toHaveText(name);
    await expect(
      this.I.page.getByRole("button", { name: this.words.closeTab(name), exact: true }),
    ).toHaveCount(0);
  }

  async open(page: string) {
    await this.I.page.getByRole("button", { name: this.words.openPage }).click();
    await this.I.page.getByRole("menuitem", { name: page, exact: true }).click();
    await this.isInFront(page);
  }

  /** The address of the icon in the browser's tab. */
  icon(): Promise<string> {
    return this.I.page
      .locator('link[rel="icon"]')
      .first()
      .evaluate((link) => (link as HTMLLinkElement).href);
  }

  /** The conversation that waits in the line. */
  async queued(): Promise<string> {
    await expect(this.I.table(this.I.w.open).locator('tr[data-conversation-state="queued"]')).toHaveCount(1);
    const read = await this.I.page.request.get("/api/trpc/desk.load");
    const { items } = desk.parse(await read.json()).result.data;
    return items.open.find(({ state }) => state === "queued")?.id ?? "";
  }

  /** Opens a session on a conversation without taking it, as a script does. */
  async openConversation(conversation: string) {
    const opened = await this.I.page.request.post("/api/trpc/conversation.open", {
      data: { id: crypto.randomUUID(), conversation },
      headers: { origin: new URL(this.I.page.url()).origin },
    });
    expect(opened.ok()).toBe(true);
    await this.I.goTo(this.I.w.visitor());
  }

  /** The admin allows so many sessions beside Home. */
  async allow(page: Page, limit: number) {
    await new SignIn(page, words.en).as("Admin", "admin");
    const read = await page.request.get("/api/trpc/installation.get");
    const { result } = installation.parse(await read.json());
    const saved = await page.request.post("/api/trpc/installation.save", {
      data: {
        id: crypto.randomUUID(),
        part: "sessions",
        value: { limit },
        baseRev: result.data.sessions.rev,
      },
      headers: { origin: new URL(page.url()).origin },
    });
    expect(saved.ok()).toBe(true);
  }
}

const installation = z.object({
  result: z.object({ data: z.object({ sessions: z.object({ rev: z.number() }) }) }),
});
const desk = z.object({
  result: z.object({
    data: z.object({ items: z.object({ open: z.array(z.object({ id: z.string(), state: z.string() })) }) }),
  }),
});
