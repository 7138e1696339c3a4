import type { ConversationContext } from "#machines/conversation/types.ts";
import { snapshotOf } from "#machines/mirror/step.ts";
import type { EntityKind } from "#machines/wire/records.ts";
import type { ConversationState, ConversationView, NoticeKey, SessionView } from "#machines/wire/views.ts";

type LiveState = Exclude<ConversationState, "waiting">;

/** The text of the closing dialog that says it: a key of `messages/` under `dialog.closing`. */
export type FateText =
  | `liveChat.${LiveState | "foreign"}`
  | `persistentChat.${ConversationState | "foreign"}`
  | "unreadable"
  | EntityKind;

/** What closing a session does. */
export type Fate = {
  text: FateText;
  /** The state in which the conversation is afterwards; null when closing does nothing to it. */
  becomes: ConversationState | null;
  /** What the customer is told, if anything. */
  told: NoticeKey | null;
  /** Units of the agent's capacity that become free. */
  units: number;
};

const nothing = { becomes: null, told: null, units: 0 } as const;

/** What a conversation takes of its owner's capacity. */
function unitsOf({ item, mirror }: ConversationView): number {
  const snapshot = snapshotOf(mirror);
  if (!snapshot) return 0;
  // The mirrored charts of conversations have one context (machines/conversation).
  const { units, holding } = snapshot.context as ConversationContext;
  return item.state === "active" || (item.state === "wrapUp" && holding) ? units : 0;
}

/**
 * What closing this session does to the customer, the conversation and the capacity of `me`. The charts do it
 * (`session.closed`); a test holds each line of this to what they do.
 * @param view the conversation that the session is about; undefined when it may not be read any more.
 */
export function fateOf(
  session: Pick<SessionView, "kind">,
  view: ConversationView | undefined,
  me: string,
): Fate {
  if (session.kind !== "conversation") return { text: session.kind, ...nothing };
  if (!view) return { text: "unreadable", ...nothing };
  const { chart, state, owner, affinity } = view.item;
  const mine = (state === "waiting" ? affinity : owner?.id) === me;
  // In the line it is nobody's, and over it is over, whoever had it.
  if (!mine && (state === "active" || state === "wrapUp" || state === "waiting"))
    return { text: `${chart}.foreign`, ...nothing };
  const units = unitsOf(view);
  if (state === "wrapUp") return { text: `${chart}.wrapUp`, becomes: "ended", told: null, units };
  if (chart === "persistentChat") {
    if (state !== "active") return { text: `persistentChat.${state}`, ...nothing };
    return { text: "persistentChat.active", becomes: "waiting", told: "parked", units };
  }
  if (state === "active") return { text: "liveChat.active", becomes: "queued", told: "backInQueue", units };
  // No live chat waits.
  return { text: `liveChat.${state === "waiting" ? "ended" : state}`, ...nothing };
}
