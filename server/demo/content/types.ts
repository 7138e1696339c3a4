import type { CasePriority, CaseStatus } from "#machines/wire/records.ts";
import type { Locale, Role } from "#machines/wire/views.ts";

/** The data of the demo seed. Names stand for rows; `server/demo/ids.ts` turns a name into its id. */

export type DemoPerson = { key: string; name: string; email: string; role: Role; locale: Locale | null };

export type DemoAccount = {
  key: string;
  name: string;
  website: string;
  phone: string;
  address: string;
  description?: string;
};

export type DemoContact = {
  key: string;
  name: string;
  email: string;
  phone: string;
  language: Locale;
  account?: string;
  jobTitle?: string;
  description?: string;
};

export type DemoCase = {
  key: string;
  number: number;
  title: string;
  contact: string;
  status: CaseStatus;
  priority: CasePriority;
  description: string;
};

/** How a conversation came to its end; `waiting` has not ended. */
export type DemoEnd =
  | "agentEnded"
  | "customerEnded"
  | "customerGone"
  | "unanswered"
  | "expired"
  | "forceClosed"
  | "waiting";

/**
 * One past conversation as it is written down. In `lines` a line that begins with `<` is the
 * customer's, with `>` the agent's, and `~ 2` says that the agent closed the session and that the
 * customer came back two days later (persistent chats alone).
 */
export type DemoScript = {
  key: string;
  /** A contact's key, or a visitor as `visitor 3`. */
  customer: string;
  /** A person's key; null when nobody took it. */
  owner: string | null;
  case?: string;
  language: Locale;
  /** Days before now that it began, and the time of that day, UTC. */
  days: number;
  time: string;
  end: DemoEnd;
  page?: string;
  lines: string;
};
