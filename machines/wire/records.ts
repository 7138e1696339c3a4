import type { ConversationState, Locale, Role } from "./views.ts";

/**
 * What is shown of contacts, accounts, cases, articles, e-mail templates, tabs and the installation's
 * settings. Times are epoch milliseconds; texts are plain, and whoever shows them escapes them.
 */

export type CaseStatus = "open" | "pending" | "resolved" | "closed";
export type CasePriority = "low" | "normal" | "high" | "urgent";

/** A record that has a form, and a session of its own. */
export type EntityKind = "contact" | "account" | "case";
export type RecordKind = EntityKind | "article" | "template";

/** How a record is called elsewhere. */
export type Ref = { id: string; name: string };

export type ContactView = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: Locale | null;
  jobTitle: string | null;
  address: string | null;
  description: string | null;
  account: Ref | null;
  /** The host's site knows this person by a signed id. */
  signed: boolean;
  rev: number;
  createdAt: number;
  updatedAt: number;
};

export type AccountView = {
  id: string;
  name: string;
  website: string | null;
  email: string | null;
  phone: string | null;
  address: string | null;
  description: string | null;
  rev: number;
  createdAt: number;
  updatedAt: number;
};

export type CaseView = {
  id: string;
  number: number;
  title: string;
  status: CaseStatus;
  priority: CasePriority;
  description: string | null;
  contact: Ref | null;
  account: Ref | null;
  rev: number;
  createdAt: number;
  updatedAt: number;
};

/** A field that somebody else changed meanwhile: `detail.conflicts` of a `fieldsConflict`. */
export type FieldConflict = { field: string; base: unknown; yours: unknown; theirs: unknown };

/** What happened with a contact, an account or a case, newest first. */
export type TimelineEntry =
  | {
      type: "conversation";
      id: string;
      at: number;
      state: ConversationState;
      channel: "web" | "sms";
      workstream: string;
      owner: string | null;
      closedAt: number | null;
      lastText: string | null;
      case: { id: string; number: number; title: string } | null;
      /** This reader may open it. */
      readable: boolean;
    }
  | {
      type: "case";
      id: string;
      at: number;
      number: number;
      title: string;
      status: CaseStatus;
      priority: CasePriority;
    }
  | {
      type: "change";
      /** Of the log's row. */
      id: string;
      at: number;
      created: boolean;
      /** Names of the fields that were changed. */
      fields: string[];
      /** Who did it. */
      by: string | null;
    };

export type Page<T> = { rows: T[] /** For the next page; null when there is none. */; next: string | null };

/** Parts of a text that matched: from and to, in UTF-16 code units, `to` excluded. */
export type Marks = [from: number, to: number][];
export type Marked = { text: string; marks: Marks };

export type Found =
  | {
      kind: "contact";
      id: string;
      name: string;
      email: string | null;
      phone: string | null;
      account: Ref | null;
    }
  | { kind: "account"; id: string; name: string; website: string | null; phone: string | null }
  | {
      kind: "case";
      id: string;
      number: number;
      title: string;
      status: CaseStatus;
      priority: CasePriority;
      contact: Ref | null;
    }
  | {
      kind: "conversation";
      id: string;
      customer: { kind: "contact"; name: string } | { kind: "visitor"; number: number };
      state: ConversationState;
      channel: "web" | "sms";
      workstream: string;
      updatedAt: number;
    };

export type ArticleRow = {
  id: string;
  slug: string;
  title: Marked;
  snippet: Marked;
  language: Locale;
  tags: string[];
  published: boolean;
  updatedAt: number;
};

export type ArticleView = {
  id: string;
  slug: string;
  title: string;
  body: string;
  language: Locale;
  tags: string[];
  published: boolean;
  rev: number;
  createdAt: number;
  updatedAt: number;
};

export type TemplateView = {
  id: string;
  name: string;
  subject: string;
  body: string;
  language: Locale;
  rev: number;
  createdAt: number;
  updatedAt: number;
};

export type TabKind =
  | "knowledge"
  | "templates"
  | "contact"
  | "account"
  | "case"
  | "dashboard"
  | "search"
  | "page"
  | "article";
export type TabParams = Record<string, string | number | boolean | null | string[]>;

/** A page inside a session beside its anchor, whose id is `anchor` and which has no row. */
export type TabView = {
  id: string;
  kind: TabKind;
  /** Of what; null for a page without one, or a form for a new record. */
  subject: string | null;
  /** How its subject is called; null for a page without one. */
  title: string | null;
  params: TabParams;
  position: number;
  openedAt: number;
};

export type Stream = "mine" | "open" | "closed";
export type StreamSort = "line" | "updated" | "created" | "closed" | "waiting" | "workstream" | "customer";
/** By what each stream may be sorted: what a page of 100,000 rows is found by at once, or few rows have. */
export const STREAM_SORTS: Readonly<Record<Stream, readonly StreamSort[]>> = {
  mine: ["updated", "created", "waiting", "workstream", "customer"],
  open: ["line", "updated", "created", "waiting", "workstream"],
  closed: ["closed", "created", "workstream", "customer"],
};
export type DashboardStream = { stream: Stream; sort: { by: StreamSort; direction: "asc" | "desc" } };

export type BusinessPage = {
  id: string;
  name: string;
  url: string;
  /** Who sees it; empty: everybody at a desk. */
  roles: Role[];
};

export type SettingPart = "sessions" | "pages" | "dashboards";

/** What the installation sets for one role's desk. */
export type InstallationView = {
  /** How many sessions may be open beside Home. */
  sessionLimit: number;
  pages: { id: string; name: string; url: string }[];
  dashboard: DashboardStream[];
};

/** What a frame tells of a record that was made or changed: forms and lists that show it look again. */
export type RecordChange = {
  kind: RecordKind;
  id: string;
  rev: number;
  created: boolean;
  fields: string[];
  /** How it is called now; empty when it is not there any more. */
  name: string;
  /** Of a contact. */
  account?: Ref | null;
  /** Of a case. */
  number?: number;
};
