/** The ids of the children, which are their ids in the actor system too. A session's is its own. */
export const mirrorId = (machineId: string) => `mirror:${machineId}`;
export const offerId = (conversation: string) => `offer:${conversation}`;
export const draftId = (session: string, field: string) => `draft:${session}:${field}`;

/** The first place of the panel, which is no session and cannot be closed. */
export const HOME = "home";

/** The first tab of a session and of Home, of which no row is kept and which cannot be closed. */
export const ANCHOR = "anchor";
