import type { Locale } from "#machines/wire/views.ts";
import { scripts } from "./content/index.ts";
import { contacts } from "./content/people.ts";
import type { DemoEnd, DemoScript } from "./content/types.ts";
import { demoId } from "./ids.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export type DemoCustomer =
  | { kind: "contact"; key: string; id: string }
  | { kind: "visitor"; id: string; number: number };

/** What happened in a conversation, oldest first. */
export type DemoStep =
  | {
      kind: "message";
      id: string;
      side: "customer" | "agent";
      author: string | null;
      text: string;
      at: number;
    }
  /** The agent took it: an offer came and was accepted. */
  | { kind: "taken"; at: number }
  /** The agent closed the session, and the conversation waited. */
  | { kind: "parked"; at: number };

export type DemoConversation = {
  id: string;
  key: string;
  workstream: "web-live" | "web-persistent";
  customer: DemoCustomer;
  /** A person's key. */
  owner: string | null;
  case: string | null;
  language: Locale;
  page: string | null;
  state: "ended" | "waiting";
  end: DemoEnd;
  createdAt: number;
  /** When the last step was made; the end itself comes after it, by its own time. */
  lastAt: number;
  steps: DemoStep[];
};

export type DemoHistory = {
  conversations: DemoConversation[];
  visitors: { id: string; number: number }[];
};

/** Midnight UTC of the day that lies so many days back, and the time of day after it. */
function moment(now: number, days: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const today = now - (now % DAY);
  return Math.min(today - days * DAY + (hours * 60 + minutes) * MINUTE, now - 30 * MINUTE);
}

/** How long somebody needs to read what stood before and to write this: 9 s and a little more for each letter. */
function writing(text: string): number {
  return 9 * SECOND + Math.min(text.length, 160) * 230;
}

function customerOf(script: DemoScript): DemoCustomer {
  const visitor = /^visitor (\d+)$/.exec(script.customer);
  if (visitor) return { kind: "visitor", id: demoId("visitor", script.customer), number: Number(visitor[1]) };
  if (!contacts.some((contact) => contact.key === script.customer)) {
    throw new Error(`The demo conversation ${script.key} names an unknown customer.`);
  }
  return { kind: "contact", key: script.customer, id: demoId("contact", script.customer) };
}

/** The steps of one script from its first moment on. */
function stepsOf(script: DemoScript, createdAt: number): DemoStep[] {
  const steps: DemoStep[] = [];
  let at = createdAt;
  let taken = false;
  for (const line of script.lines.trim().split("\n")) {
    const text = line.slice(2);
    if (line.startsWith("~")) {
      steps.push({ kind: "parked", at: at + MINUTE });
      at += Number(text) * DAY;
      taken = false;
      continue;
    }
    const fromAgent = line.startsWith(">");
    if (fromAgent && !taken) {
      steps.push({ kind: "taken", at: at + 7 * SECOND });
      at += 7 * SECOND;
      taken = true;
    }
    if (steps.length > 0) at += writing(text);
    steps.push({
      kind: "message",
      id: demoId("message", `${script.key} ${steps.length}`),
      side: fromAgent ? "agent" : "customer",
      author: fromAgent ? script.owner : null,
      text,
      at,
    });
  }
  return steps;
}

function conversationOf(script: DemoScript, now: number): DemoConversation {
  const customer = customerOf(script);
  const createdAt = moment(now, script.days, script.time);
  const steps = stepsOf(script, createdAt);
  return {
    id: demoId("conversation", script.key),
    key: script.key,
    workstream: customer.kind === "visitor" ? "web-live" : "web-persistent",
    customer,
    owner: script.owner,
    case: script.case ?? null,
    language: script.language,
    page: script.page ?? null,
    state: script.end === "waiting" ? "waiting" : "ended",
    end: script.end,
    createdAt,
    lastAt: steps.at(-1)?.at ?? createdAt,
    steps,
  };
}

/** What the demo workspace has behind it at `now` (epoch milliseconds), oldest first. */
export function demoHistory(now: number): DemoHistory {
  const conversations = scripts
    .map((script) => conversationOf(script, now))
    .sort((one, other) => one.createdAt - other.createdAt);
  const visitors = conversations.flatMap(({ customer }) =>
    customer.kind === "visitor" ? [{ id: customer.id, number: customer.number }] : [],
  );
  visitors.sort((one, other) => one.number - other.number);
  return { conversations, visitors };
}
