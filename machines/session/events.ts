/** Why a session's subject is not theirs any more. */
export type GoneReason = "transferred" | "handedOver" | "ended" | "closedBySupervisor";

export type SessionEvent =
  /** What it shows is there. */
  | { type: "session.loaded" }
  | { type: "session.focused" }
  | { type: "session.blurred" }
  /** One of the customer's. */
  | { type: "message.arrived" }
  /** The server's count, the same on every device. */
  | { type: "unread.counted"; unread: number }
  /** A customer's message brought the mood to the threshold or below; or above it again. */
  | { type: "mood.fell" }
  | { type: "mood.rose" }
  | { type: "draft.changed"; field: string }
  | { type: "draft.saved"; field: string }
  | { type: "conversation.gone"; reason: GoneReason }
  | { type: "conversation.regained" }
  | { type: "session.close" }
  | { type: "close.confirmed" }
  | { type: "close.cancelled" }
  | { type: "close.refused"; reason: string }
  /** The log says so, whichever window did it. */
  | { type: "session.closed" };
