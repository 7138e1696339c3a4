import type { Connection } from "#db/connection.ts";
import { agentById } from "#db/repositories/agents.ts";
import { articleById } from "#db/repositories/articles.ts";
import { type SessionRow, sessionsOf } from "#db/repositories/desks.ts";
import type { EventRow } from "#db/repositories/log.ts";
import { accountView, caseView, contactView } from "#db/repositories/records.ts";
import { type TabRow, tabsIn, tabsOf } from "#db/repositories/tabs.ts";
import { templateById } from "#db/repositories/templates.ts";
import type { StaffEvent } from "#machines/wire/frames.ts";
import type { InstallationView, RecordChange, RecordKind, TabView } from "#machines/wire/records.ts";
import type { Role, SessionView } from "#machines/wire/views.ts";
import { HOME } from "#machines/workspace/ids.ts";
import { installationView } from "../policy/installation.ts";

/** Names joined to what an agent has open, and to the log's rows about records: the log has none of them. */

/** How a record is called, by what it is; null for what has no name or is not there. */
export async function nameOf(c: Connection, kind: string, id: string): Promise<string | null> {
  switch (kind) {
    case "contact":
      return (await contactView(c, id))?.name ?? null;
    case "account":
      return (await accountView(c, id))?.name ?? null;
    case "case":
      return (await caseView(c, id))?.title ?? null;
    case "article":
      return (await articleById(c, id))?.title ?? null;
    default:
      return null;
  }
}

async function tabView(c: Connection, row: TabRow, installation: InstallationView): Promise<TabView> {
  const { id, kind, subject, params, position, openedAt } = row;
  const title =
    subject === null
      ? null
      : kind === "page"
        ? (installation.pages.find((page) => page.id === subject)?.name ?? null)
        : await nameOf(c, kind, subject);
  return { id, kind, subject, title, params, position, openedAt };
}

async function sessionView(c: Connection, row: SessionRow, tabs: TabView[]): Promise<SessionView> {
  return { ...row, title: await nameOf(c, row.kind, row.subject), tabs };
}

/** An agent's sessions with their titles and tabs, and Home's tabs. */
export async function readSessions(
  c: Connection,
  agent: string,
  installation: InstallationView,
): Promise<{ sessions: SessionView[]; home: { tabs: TabView[] } }> {
  const tabs = new Map<string, TabView[]>();
  for (const row of await tabsOf(c, agent)) {
    tabs.set(row.session, [...(tabs.get(row.session) ?? []), await tabView(c, row, installation)]);
  }
  const sessions: SessionView[] = [];
  for (const row of await sessionsOf(c, agent)) {
    sessions.push(await sessionView(c, row, tabs.get(row.id) ?? []));
  }
  return { sessions, home: { tabs: tabs.get(HOME) ?? [] } };
}

type Payload = Record<string, unknown>;

function isObject(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What became of a tab; nothing when it is not there any more, for that is told by a later row. */
async function tabPart(c: Connection, agent: string, tab: Payload): Promise<Partial<StaffEvent>> {
  const session = String(tab.session);
  if (typeof tab.closed === "string") return { tab: { session, closed: tab.closed } };
  if (Array.isArray(tab.order)) return { tab: { session, order: tab.order.map(String) } };
  const row = (await tabsIn(c, agent, session)).find((each) => each.id === tab.put);
  const role = (await agentById(c, agent))?.role;
  if (!row || !role) return {};
  return { tab: { session, put: await tabView(c, row, await installationView(c, role)) } };
}

async function recordPart(c: Connection, kind: RecordKind, row: EventRow): Promise<RecordChange> {
  const id = row.machineId;
  const fields = Array.isArray(row.payload.fields) ? row.payload.fields.map(String) : [];
  const change = { kind, id, rev: row.rev, created: row.type === "record.created", fields };
  if (kind === "contact") {
    const contact = await contactView(c, id);
    return { ...change, name: contact?.name ?? "", account: contact?.account ?? null };
  }
  if (kind === "case") {
    const found = await caseView(c, id);
    return { ...change, name: found?.title ?? "", number: found?.number ?? 0 };
  }
  if (kind === "template") return { ...change, name: (await templateById(c, id))?.name ?? "" };
  return { ...change, name: (await nameOf(c, kind, id)) ?? "" };
}

const kinds: readonly string[] = ["contact", "account", "case", "article", "template"];
const roles: readonly Role[] = ["agent", "supervisor", "admin", "designer"];
const isRecordKind = (machine: string): machine is RecordKind => kinds.includes(machine);

/** What a row of the log about a desk, a record or the installation carries besides, as it is now. */
export async function recordParts(c: Connection, row: EventRow): Promise<Partial<StaffEvent>> {
  if (isRecordKind(row.machine)) return { record: await recordPart(c, row.machine, row) };
  if (row.machine === "installation") {
    const role = roles.find((each) => each === row.machineId);
    return role ? { installation: await installationView(c, role) } : {};
  }
  if (row.machine !== "workspace") return {};
  const { session, tab } = row.payload;
  if (isObject(tab)) return tabPart(c, row.machineId, tab);
  if (isObject(session) && isObject(session.opened)) {
    // Tabs are opened afterwards, and told then.
    const opened = await sessionView(c, session.opened as SessionRow, []);
    return { session: { opened } };
  }
  return {};
}
