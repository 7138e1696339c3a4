/** What the person does, and what the log says became of it. Made in the browser alone. */
export type OfferEvent =
  | { type: "offer.accept" }
  | { type: "offer.reject" }
  | { type: "offer.accepted" }
  | { type: "offer.rejected" }
  | { type: "offer.missed" }
  | { type: "offer.withdrawn"; reason: string | null }
  /** The server's no to what the person did; `over`: the offer does not stand any more. */
  | { type: "answer.refused"; reason: string; over: boolean };

export type OfferOutcome = {
  conversation: string;
  outcome: "accepted" | "rejected" | "missed" | "withdrawn";
  reason: string | null;
};
