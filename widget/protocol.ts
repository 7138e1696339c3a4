/**
 * What the loader on the host's page and the chat in the iframe say to each other by postMessage.
 * Each side trusts a message only when its source and its origin are the other side's.
 */

export type ToChat =
  /** `focus` when a person asked for the chat, not when a reload restores it. */
  | { type: "init"; open: boolean; focus: boolean; identity: string | null; page: string | null }
  | { type: "open"; focus: boolean; page: string | null }
  | { type: "close" }
  | { type: "identify"; identity: string }
  | { type: "shutdown" };

export type ToLoader =
  | { type: "ready" }
  /** The customer asked to hide the chat. */
  | { type: "hide" }
  /** `underway`: a reload of the host's page should load the chat, so that unread can be counted. */
  | { type: "state"; unread: number; underway: boolean }
  /** The stored traces of the visitor are gone; the iframe may go too. */
  | { type: "cleared" }
  /** The server did not take the host's token. */
  | { type: "refused" };

/** The name under which both sides' messages go; others on the page are ignored. */
export const ENVELOPE = "parola";

/** The longest page address that is told to the agent, in characters. */
export const PAGE_LIMIT = 2000;

/** The message in an event from exactly this window and origin, else null. */
export function received(
  event: Pick<MessageEvent, "data" | "origin" | "source">,
  source: unknown,
  origin: string,
): Record<string, unknown> | null {
  if (!source || event.source !== source || event.origin !== origin) return null;
  const body: unknown = event.data?.[ENVELOPE];
  return typeof body === "object" && body !== null ? { ...body } : null;
}

/** The address of the host's page as it is told to the agent: http(s) alone, cut to the limit. */
export function pageAddress(href: string): string | null {
  return /^https?:/.test(href) ? href.slice(0, PAGE_LIMIT) : null;
}
