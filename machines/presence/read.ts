import type { ChosenPresence, PresenceLabel } from "#machines/wire/views.ts";
import type { PresenceContext } from "./machine.ts";

/** As much of a snapshot as is needed to read it. */
export type PresenceHeld = {
  value: {
    chosen: ChosenPresence;
    restraint: "none" | "missed" | "rejected";
    load: "free" | "partly" | "full";
    line: "connected" | "lost" | "gone";
  };
  context: PresenceContext;
};

/** Keys of `messages/` under `presence.why`. */
export type PresenceWhy =
  | "lineGone"
  | "offerMissed"
  | "offerRejected"
  | "chosen"
  | "lapsed"
  | "full"
  | "setByWork"
  | "lineLost";

type Reason = { label: PresenceLabel; why: PresenceWhy };

const whyChosen: Record<PresenceContext["setBy"], PresenceWhy> = {
  person: "chosen",
  work: "setByWork",
  line: "lapsed",
};

/** All that bears on the label, most decisive first; never empty. */
function reasonsOf({ value, context }: PresenceHeld): [Reason, ...Reason[]] {
  const chosen: Reason = {
    label: value.chosen,
    why: whyChosen[context.setBy],
  };
  const takesOffers = value.chosen === "available" || value.chosen === "busy";
  const rest: Reason[] = [];
  if (value.line === "gone") rest.push({ label: "offline", why: "lineGone" });
  if (value.restraint === "missed") rest.push({ label: "inactive", why: "offerMissed" });
  if (value.restraint === "rejected") rest.push({ label: "inactive", why: "offerRejected" });
  if (!takesOffers) rest.push(chosen);
  if (value.load === "full") rest.push({ label: "doNotDisturb", why: "full" });
  if (takesOffers) rest.push(chosen);
  const [first, ...others] = rest;
  return first === undefined ? [chosen] : [first, ...others];
}

/** The one label of an agent; the order of its reasons is contract.md's, Presence. */
export function labelOf(snapshot: PresenceHeld): PresenceLabel {
  return reasonsOf(snapshot)[0].label;
}

/** Why the label is what it is, most decisive first. A line lost within its grace is told last. */
export function whyOf(snapshot: PresenceHeld): PresenceWhy[] {
  const why = reasonsOf(snapshot).map((reason) => reason.why);
  return snapshot.value.line === "lost" ? [...why, "lineLost"] : why;
}
