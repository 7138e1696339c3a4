import type { Role } from "#machines/wire/views.ts";
import type { Principal } from "../principal.ts";

/**
 * The one table of rights: who may call what. What is not here, nobody may. Whose conversation it is, is
 * judged by the charts' guards and by `readers.ts`.
 */
type Party = Role | "visitor" | "stranger";

const staff: readonly Party[] = ["agent", "supervisor", "admin", "designer"];
const desk: readonly Party[] = ["agent", "supervisor"];
const records: readonly Party[] = ["agent", "supervisor", "admin"];
const editors: readonly Party[] = ["supervisor", "admin"];

const rights = {
  "visitor.say": ["visitor"],
  "visitor.end": ["visitor"],
  "message.send": desk,
  "offer.accept": desk,
  "offer.reject": desk,
  "conversation.pick": desk,
  "conversation.open": desk,
  "conversation.end": desk,
  "conversation.continue": desk,
  "conversation.release": desk,
  "conversation.read": desk,
  "conversation.messages": desk,
  "conversation.details": desk,
  "conversation.linkContact": desk,
  "conversation.linkCase": desk,
  "conversation.candidates": desk,
  "session.open": desk,
  "session.close": desk,
  "session.move": desk,
  "tab.open": desk,
  "tab.close": desk,
  "tab.move": desk,
  "tab.save": desk,
  "items.page": desk,
  "draft.save": desk,
  "draft.list": desk,
  "presence.choose": desk,
  "presence.reset": desk,
  "day.end": desk,
  "desk.load": desk,
  "contact.get": records,
  "contact.cases": records,
  "contact.timeline": records,
  "contact.create": records,
  "contact.save": records,
  "account.get": records,
  "account.contacts": records,
  "account.cases": records,
  "account.timeline": records,
  "account.create": records,
  "account.save": records,
  "case.get": records,
  "case.timeline": records,
  "case.create": records,
  "case.save": records,
  "search.find": records,
  "knowledge.search": records,
  "knowledge.get": records,
  "knowledge.create": editors,
  "knowledge.save": editors,
  "templates.list": records,
  "templates.get": records,
  "templates.preview": desk,
  "templates.draft": ["admin"],
  "templates.create": ["admin"],
  "templates.save": ["admin"],
  "templates.remove": ["admin"],
  "installation.get": ["admin"],
  "installation.pageState": desk,
  "installation.save": ["admin"],
  "me.get": staff,
  "me.save": staff,
  "workstream.list": ["admin"],
  "workstream.get": ["admin"],
  "workstream.save": ["admin"],
  "workstream.secret": ["admin"],
  "person.list": ["admin"],
  "person.create": ["admin"],
  "person.save": ["admin"],
  "person.setPassword": ["admin"],
  "setup.state": ["stranger"],
  "setup.create": ["stranger"],
} as const satisfies Record<string, readonly Party[]>;

export const procedures = Object.keys(rights);
const byName = new Map<string, readonly Party[]>(Object.entries(rights));

/** Whether this principal (null: a stranger) may call this procedure. */
export function mayCall(principal: Principal | null, procedure: string): boolean {
  const allowed = byName.get(procedure);
  if (!allowed) return false;
  if (allowed.includes("stranger")) return true;
  if (principal === null) return false;
  if (principal.kind === "system") return false;
  return allowed.includes(principal.kind === "visitor" ? "visitor" : principal.role);
}
