/**
 * Of every edge of the charts that the server decides: does a person cause it in a browser? If so, some test
 * does (`covered.e2e.ts` looks); if not, why. All of them are taken on the server (`server/execute/everyEdge`).
 */
export type Why = "person" | `not: ${string}`;

const person: Why = "person";
const release: Why = "not: a new release, read by the server";
const grades: Why = "not: nothing grades the sentiment yet";
const supervisor: Why = "not: the supervisor's board is not there yet";
const transfer: Why = "not: no page transfers yet";
const alikeThere: Why = "not: done as in a live chat, by the same page and menu";
const time: Why = "not: a time that is over, and nobody's deed";
const lineFirst: Why = "not: a message comes over a line, and the line is back before it";

const alike = (chart: string, pending: string, active: string): Record<string, Why> => ({
  [`${chart}|policy.changed|0`]: person,
  [`${chart}|chart.migrated|0`]: release,
  [`${chart}|sentiment.graded|0`]: grades,
  [`${chart}|contact.linked|0`]: chart === "liveChat" ? person : alikeThere,
  [`${chart}|case.linked|0`]: chart === "liveChat" ? person : alikeThere,
  [`${pending}.queued|offer.made|0`]: person,
  [`${pending}.queued|agent.picked|0`]: person,
  [`${pending}.queued|supervisor.assigned|0`]: supervisor,
  [`${pending}.offered|offer.accepted|0`]: person,
  [`${pending}.offered|offer.rejected|0`]: person,
  [`${pending}.offered|offer.withdrawn|0`]: person,
  [`${pending}.offered|xstate.after.offerTime.${pending}.offered|0`]: person,
  [`${active}|agent.messaged|0`]: person,
  [`${active}|session.closed|0`]: person,
  [`${active}|agent.released|0`]: chart === "liveChat" ? person : alikeThere,
  [`${active}|agent.gone|0`]: person,
  [`${active}|work.handedOver|0`]: supervisor,
  [`${active}|conversation.end|0`]: person,
  [`${active}|conversation.transferToAgent|0`]: transfer,
  [`${active}|conversation.transferToQueue|0`]: transfer,
  [`${active}|supervisor.assigned|0`]: supervisor,
  [`${chart}.wrapUp|conversation.continue|0`]: person,
  [`${chart}.wrapUp|session.closed|0`]: person,
  [`${chart}.wrapUp|customer.beganAnother|0`]: person,
  [`${chart}.wrapUp|xstate.after.wrapUpBlock.${chart}.wrapUp|0`]: time,
  [`${chart}.wrapUp|xstate.after.wrapUpTime.${chart}.wrapUp|0`]: time,
});

const pending = "liveChat.open.handling.pending";
const customer = "liveChat.open.customer";
const liveChat: Record<string, Why> = {
  ...alike("liveChat", pending, "liveChat.open.handling.active"),
  "liveChat.open|customer.messaged|0": person,
  "liveChat.open|customer.ended|0": person,
  "liveChat.open|customer.ended|1": person,
  "liveChat.open|supervisor.forceClosed|0": supervisor,
  "liveChat.open|supervisor.forceClosed|1": supervisor,
  [`${pending}|xstate.after.queueTime.${pending}|0`]: time,
  [`${customer}.present|customer.lineLost|0`]: person,
  [`${customer}.away|customer.lineBack|0`]: person,
  [`${customer}.away|customer.messaged|0`]: lineFirst,
  // Who closes the page and stays away has gone.
  [`${customer}.away|xstate.after.customerGrace.${customer}.away|0`]: person,
  [`${customer}.away|xstate.after.customerGrace.${customer}.away|1`]: person,
};

const persistentChat: Record<string, Why> = {
  ...alike("persistentChat", "persistentChat.open", "persistentChat.active"),
  "persistentChat|customer.lineLost|0": person,
  "persistentChat|customer.lineBack|0": person,
  "persistentChat.open|customer.messaged|0": person,
  "persistentChat.open|supervisor.forceClosed|0": supervisor,
  "persistentChat.open|xstate.after.queueTime.persistentChat.open|0": time,
  "persistentChat.active|customer.messaged|0": person,
  "persistentChat.active|supervisor.forceClosed|0": supervisor,
  "persistentChat.waiting|customer.messaged|0": person,
  "persistentChat.waiting|agent.opened|0": person,
  "persistentChat.waiting|agent.messaged|0":
    "not: no page writes to one that waits without opening it; a program may",
  "persistentChat.waiting|work.handedOver|0": supervisor,
  "persistentChat.waiting|supervisor.assigned|0": supervisor,
  "persistentChat.waiting|supervisor.forceClosed|0": supervisor,
  "persistentChat.waiting|xstate.after.waitingTime.persistentChat.waiting|0": time,
  "persistentChat.wrapUp|supervisor.forceClosed|0": supervisor,
};

const presence: Record<string, Why> = {
  "presence|policy.changed|0": "not: the grace of an agent's line is nobody's to set yet",
  "presence|chart.migrated|0": release,
  ...Object.fromEntries(
    [0, 1, 2, 3, 4].flatMap((index): [string, Why][] => [
      [`presence.chosen|presence.chosen|${index}`, person],
      [`presence.chosen|session.started|${index}`, person],
    ]),
  ),
  "presence.chosen|session.started|5": person,
  "presence.restraint|offer.missed|0": person,
  "presence.restraint|offer.rejected|0": person,
  "presence.restraint|presence.reset|0": person,
  "presence.restraint|presence.chosen|0": person,
  "presence.load|load.changed|0": person,
  "presence.load|load.changed|1": person,
  "presence.load|load.changed|2": person,
  "presence.line.connected|line.lost|0": person,
  "presence.line.lost|line.back|0": person,
  "presence.line.lost|xstate.after.agentGrace.presence.line.lost|0": time,
  "presence.chosen|presence.lapsed|0": time,
  "presence.line.gone|line.back|0": person,
};

export const causes: Readonly<Record<"liveChat" | "persistentChat" | "presence", Record<string, Why>>> = {
  liveChat,
  persistentChat,
  presence,
};
