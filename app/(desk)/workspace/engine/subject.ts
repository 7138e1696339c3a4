/** A conversation's session has this id, so that one who comes back finds the drafts. */
export const sessionOf = (conversation: string): string => `conversation:${conversation}`;

/** The conversation that a session is about, or null for Home. */
export function conversationOf(session: string): string | null {
  return session.startsWith("conversation:") ? session.slice("conversation:".length) : null;
}
