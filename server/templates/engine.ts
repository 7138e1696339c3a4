import { Liquid, LiquidError } from "liquidjs";
import type { CasePriority, CaseStatus } from "#machines/wire/records.ts";
import type { ConversationState, Locale } from "#machines/wire/views.ts";

/**
 * E-mail templates are Liquid: written by admins, filled in for an agent. They read the values handed in
 * and nothing else: no files, no other templates, no prototypes, no clock, and little time and memory.
 * What comes out is plain text.
 */

export type TemplateContext = {
  contact: {
    name: string;
    firstName: string;
    email: string | null;
    phone: string | null;
    jobTitle: string | null;
    language: Locale | null;
  } | null;
  account: { name: string; website: string | null; phone: string | null; email: string | null } | null;
  case: {
    number: number;
    title: string;
    status: CaseStatus;
    priority: CasePriority;
    description: string | null;
    createdAt: number;
  } | null;
  conversation: {
    id: string;
    channel: "web" | "sms";
    workstream: string;
    state: ConversationState;
    createdAt: number;
  } | null;
  agent: { name: string; firstName: string; email: string };
  /** The moment in which it is filled in. */
  now: number;
};

/** Why a template cannot be filled in, and where: line and column from 1. */
export type TemplateFault = {
  reason: "syntax" | "unknownTag" | "unknownFilter" | "unknownVariable" | "tooMuch";
  line: number;
  column: number;
  /** The tag, filter or variable that nobody knows. */
  name: string | null;
};

export type Filled = { text: string; missing: string[] } | { fault: TemplateFault };

const LONGEST_SOURCE = 40_000;
const LONGEST_RENDER_MS = 100;
const MOST_MEMORY = 2_000_000;
const LONGEST_OUTPUT = 200_000;

const known = new Set([
  "contact.name",
  "contact.firstName",
  "contact.email",
  "contact.phone",
  "contact.jobTitle",
  "contact.language",
  "account.name",
  "account.website",
  "account.phone",
  "account.email",
  "case.number",
  "case.title",
  "case.status",
  "case.priority",
  "case.description",
  "case.createdAt",
  "conversation.id",
  "conversation.channel",
  "conversation.workstream",
  "conversation.state",
  "conversation.createdAt",
  "agent.name",
  "agent.firstName",
  "agent.email",
  "now",
]);
const groups = new Set(["contact", "account", "case", "conversation", "agent"]);

/** Tags that would read another template. */
const forbidden = ["include", "render", "layout", "block"];

function makeEngine(locale: Locale): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    dynamicPartials: false,
    relativeReference: false,
    cache: false,
    parseLimit: LONGEST_SOURCE,
    renderLimit: LONGEST_RENDER_MS,
    memoryLimit: MOST_MEMORY,
    fs: {
      readFileSync: () => "",
      readFile: async () => "",
      existsSync: () => false,
      exists: async () => false,
      resolve: () => "",
    },
  });
  for (const tag of forbidden) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) {
    if (filter.startsWith("date_to_")) delete engine.filters[filter];
  }
  // Liquid's own reads the clock, and knows English alone.
  engine.registerFilter("date", (value: unknown, style: unknown) => {
    if (typeof value !== "number") return "";
    const dateStyle = style === "short" || style === "medium" || style === "full" ? style : "long";
    return new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" }).format(value);
  });
  return engine;
}

const engines = new Map<Locale, Liquid>();
function engineOf(locale: Locale): Liquid {
  const before = engines.get(locale);
  if (before) return before;
  const made = makeEngine(locale);
  engines.set(locale, made);
  return made;
}

function placeOf(error: LiquidError): { line: number; column: number } {
  const [line = 1, column = 1] = error.token.getPosition();
  return { line, column };
}

function faultOf(error: unknown): TemplateFault {
  if (!LiquidError.is(error)) throw error;
  const { message } = error;
  const named = (pattern: RegExp) => pattern.exec(message)?.[1] ?? null;
  const tag = named(/tag "?([\w-]+)"? not found/);
  const filter = named(/undefined filter: ([\w-]+)/);
  const place = placeOf(error);
  if (tag !== null) return { reason: "unknownTag", ...place, name: tag };
  if (filter !== null) return { reason: "unknownFilter", ...place, name: filter };
  if (/limit exceeded/.test(message)) return { reason: "tooMuch", ...place, name: null };
  return { reason: "syntax", ...place, name: null };
}

/** Where a variable is first used: its line and column. */
function whereIs(source: string, name: string): { line: number; column: number } {
  const before = source.slice(0, Math.max(0, source.indexOf(name))).split("\n");
  return { line: before.length, column: (before[before.length - 1]?.length ?? 0) + 1 };
}

function variablesOf(engine: Liquid, source: string): string[] {
  return engine.globalFullVariablesSync(source);
}

/** What a template asks for that no session can tell. */
function unknownIn(names: readonly string[]): string | null {
  return names.find((name) => !known.has(name) && !groups.has(name)) ?? null;
}

const sample: TemplateContext = {
  contact: {
    name: "Rosalía Castro",
    firstName: "Rosalía",
    email: "rosalia@example.org",
    phone: "+34 600 000 000",
    jobTitle: "",
    language: "gl",
  },
  account: { name: "Account", website: "https://example.org", phone: "", email: "" },
  case: { number: 1, title: "Title", status: "open", priority: "normal", description: "", createdAt: 0 },
  conversation: { id: "id", channel: "web", workstream: "Web", state: "active", createdAt: 0 },
  agent: { name: "Ana Souto", firstName: "Ana", email: "ana@example.org" },
  now: 0,
};

/** A template as it would be for an imaginary customer: for whoever writes it. */
export function fillSample(source: string, locale: Locale, now: number): Filled {
  return fillTemplate(source, { ...sample, now }, locale);
}

/** Whether a template can be filled in: null, or what is wrong with it. */
export function checkTemplate(source: string): TemplateFault | null {
  const filled = fillTemplate(source, sample, "gl");
  return "fault" in filled ? filled.fault : null;
}

/**
 * Fills one in. `missing` names what it asks for and this session has not: it stands empty in the text.
 */
export function fillTemplate(source: string, context: TemplateContext, locale: Locale): Filled {
  const engine = engineOf(locale);
  try {
    const parsed = engine.parse(source);
    const names = variablesOf(engine, source);
    const unknown = unknownIn(names);
    if (unknown !== null) {
      return { fault: { reason: "unknownVariable", ...whereIs(source, unknown), name: unknown } };
    }
    const text = String(engine.renderSync(parsed, context));
    if (text.length > LONGEST_OUTPUT) {
      return { fault: { reason: "tooMuch", line: 1, column: 1, name: null } };
    }
    return { text, missing: names.filter((name) => isMissing(context, name)) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

function isMissing(context: TemplateContext, name: string): boolean {
  const [group = "", field] = name.split(".");
  const value: unknown = Object.entries(context).find(([key]) => key === group)?.[1];
  if (field === undefined || typeof value !== "object" || value === null) return value === null;
  const inner: unknown = Object.entries(value).find(([key]) => key === field)?.[1];
  return inner === null || inner === undefined || inner === "";
}
