import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import type { Desk } from "./desk.ts";
import { SignIn } from "./sign-in.ts";
import { type Tongue, words } from "./words.ts";

const en = {
  title: "Title",
  description: "Description",
  name: "Name",
  phone: "Phone",
  priority: "Priority",
  urgent: "Urgent",
  save: "Save",
  saved: "All saved.",
  unsaved: "Unsaved",
  conflict: (field: string) => `Two values: ${field}`,
  keepMine: "Keep mine",
  keepTheirs: "Keep theirs",
  tooLong: /characters too long; 500 fit/,
  openPage: "Open a page",
  knowledge: "Knowledge search",
  templates: "Email templates",
  search: "Search",
  newCase: "New case",
  newContact: "New contact",
  searchKnowledge: "Search the knowledge",
  filterTemplates: "Filter the templates",
  searchAll: "Search contacts, accounts, cases and conversations",
  insertText: "Insert text",
  insertLink: "Insert link",
  insert: "Insert",
  openCase: "Open case",
  openContact: "Open contact",
  recentCases: "Recent cases",
  findContact: "Link a contact",
  unlink: "Unlink contact",
  unlinkCase: "Unlink case",
  candidates: "Maybe one of these",
  linkName: (name: string) => `Link ${name}`,
  signInAgain: "You have been signed out.",
};

const gl: typeof en = {
  title: "Título",
  description: "Descrición",
  name: "Nome",
  phone: "Teléfono",
  priority: "Prioridade",
  urgent: "Urxente",
  save: "Gardar",
  saved: "Todo gardado.",
  unsaved: "Sen gardar",
  conflict: (field) => `Dous valores: ${field}`,
  keepMine: "Quedar co meu",
  keepTheirs: "Quedar co gardado",
  tooLong: /carácteres? de máis; caben 500|caracteres de máis; caben 500/,
  openPage: "Abrir unha páxina",
  knowledge: "Busca de coñecementos",
  templates: "Modelos de correo electrónico",
  search: "Busca",
  newCase: "Novo caso",
  newContact: "Novo contacto",
  searchKnowledge: "Buscar nos coñecementos",
  filterTemplates: "Filtrar os modelos",
  searchAll: "Buscar contactos, contas, casos e conversas",
  insertText: "Inserir o texto",
  insertLink: "Inserir a ligazón",
  insert: "Inserir",
  openCase: "Abrir caso",
  openContact: "Abrir contacto",
  recentCases: "Casos recentes",
  findContact: "Vincular un contacto",
  unlink: "Desvincular o contacto",
  unlinkCase: "Desvincular o caso",
  candidates: "Quizais sexa un destes",
  linkName: (name) => `Vincular ${name}`,
  signInAgain: "Pechouse a súa sesión de usuario.",
};

export const recordWords = { en, gl };

/** Forms, tabs and what stands in them, beside the conversations of a desk. */
export class Records {
  readonly I: Desk;
  readonly r: typeof en;
  private readonly page: Page;

  constructor(I: Desk, tongue: Tongue = "en") {
    this.I = I;
    this.page = I.page;
    this.r = recordWords[tongue];
  }

  field(name: string): Locator {
    return this.page.getByRole("textbox", { name, exact: true });
  }

  title(): Locator {
    return this.field(this.r.title);
  }

  save(): Locator {
    return this.page.getByRole("button", { name: this.r.save, exact: true });
  }

  async saveAndSee() {
    await this.save().click();
    await expect(this.page.getByRole("status").filter({ hasText: this.r.saved })).toBeVisible();
  }

  conflict(field: string): Locator {
    return this.page.getByRole("group", { name: this.r.conflict(field) });
  }

  tab(name: string | RegExp): Locator {
    return this.page.getByRole("tablist", { name: this.I.w.tabs }).getByRole("tab", { name, exact: true });
  }

  async openPage(name: string) {
    await this.page.getByRole("button", { name: this.r.openPage }).click();
    await this.page.getByRole("menuitem", { name, exact: true }).click();
    await expect(this.tab(name)).toHaveAttribute("aria-selected", "true");
  }

  /** Shift+click on a record's name on Home: a session of its own. */
  async openFromHome(name: string) {
    await this.page
      .getByRole("link", { name, exact: true })
      .first()
      .click({ modifiers: ["Shift"] });
    await this.I.isAt(name);
  }

  /** Opens a session on a record by a command, as a script does. */
  async open(kind: "contact" | "case", name: string): Promise<string> {
    const found = await ask(this.page, "search.find", { text: name, kinds: [kind] }, foundAnswer);
    const subject = found.rows.find((row) => (row.title ?? row.name) === name)?.id ?? "";
    await tell(this.page, "session.open", { kind, subject });
    return subject;
  }

  /** The drafts that the server has: field and what was written. */
  async kept(): Promise<Record<string, string>> {
    const drafts = await ask(this.page, "draft.list", undefined, draftsAnswer);
    const written = drafts.flatMap(({ field, text }) => {
      if (text === "" || field === "message") return [];
      return [[field.slice(field.lastIndexOf(".") + 1), draftText.parse(JSON.parse(text)).value] as const];
    });
    return Object.fromEntries(written);
  }
}

/** Asks the server as the page's person. */
async function ask<T>(page: Page, path: string, input: object | undefined, answer: z.ZodType<T>): Promise<T> {
  const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const response = await page.request.get(`/api/trpc/${path}${query}`);
  expect(response.ok(), path).toBe(true);
  return z.object({ result: z.object({ data: answer }) }).parse(await response.json()).result.data;
}

async function tell(page: Page, path: string, input: object): Promise<void> {
  const response = await page.request.post(`/api/trpc/${path}`, {
    data: { id: crypto.randomUUID(), ...input },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true);
}

/** An admin lists the pages of other systems. */
export async function listPages(page: Page, pages: { id: string; name: string; url: string }[]) {
  await new SignIn(page, words.en).as("Admin", "admin");
  const { pages: now } = await ask(page, "installation.get", undefined, installationAnswer);
  const value = { pages: pages.map((each) => ({ ...each, roles: [] })) };
  await tell(page, "installation.save", { part: "pages", value, baseRev: now.rev });
}

const foundAnswer = z.object({
  rows: z.array(z.object({ id: z.string(), name: z.string().optional(), title: z.string().optional() })),
});
const draftsAnswer = z.array(z.object({ field: z.string(), text: z.string() }));
const draftText = z.object({ value: z.string() });
const installationAnswer = z.object({ pages: z.object({ rev: z.number() }) });
