import type { Step } from "./conversation.ts";

/** Ways into the states, for the tables of both charts. */
export const offered: Step[] = [{ type: "offer.made", agent: "ana" }];
export const active: Step[] = [{ type: "agent.picked", agent: "ana" }];
export const wrapUp: Step[] = [...active, { type: "conversation.end", agent: "ana" }];
export const ended: Step[] = [...wrapUp, { type: "session.closed", agent: "ana" }];
/** Of `persistentChat` alone. */
export const waiting: Step[] = [...active, { type: "session.closed", agent: "ana" }];

const joined = [
  "openSession agent=ana behind=false",
  "tellPresence agent=ana event=session.started",
  "tellCustomer notice=agentJoined",
];
const assigned = ["openSession agent=brais behind=true", "tellPresence agent=brais event=session.started"];
export const effects = { joined, assigned };
