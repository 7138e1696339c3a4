import { input, vocabularyEvents } from "#machines/testing/conversation.ts";
import { active, effects, ended, offered, waiting, wrapUp } from "#machines/testing/fixtures.ts";
import { type Row, rowSuite } from "#machines/testing/rows.ts";
import { chartSuite } from "#machines/testing/suite.ts";
import { persistentChat } from "./machine.ts";

chartSuite(persistentChat, { input, events: vocabularyEvents, decidedBy: "server", ends: true });

const rows: Row[] = [
  // open.queued
  {
    after: [],
    event: { type: "offer.made", agent: "ana" },
    to: "offered",
    context: { owner: "ana", units: 30 },
    effects: [],
  },
  {
    after: [],
    event: { type: "agent.picked", agent: "ana" },
    to: "active",
    context: { owner: "ana", affinity: null },
    effects: effects.joined,
  },
  {
    after: [],
    event: { type: "supervisor.assigned", agent: "brais" },
    to: "active",
    context: { owner: "brais" },
    effects: [...effects.assigned, "tellCustomer notice=agentJoined"],
  },
  { after: [], event: "after queueTime", to: "ended", context: { outcome: "unanswered" } },
  {
    after: offered,
    event: "after queueTime",
    to: "ended",
    context: { outcome: "unanswered", owner: null },
    effects: ["tellCustomer notice=unanswered"],
  },
  { after: [], event: { type: "customer.messaged", message: "m" }, to: "queued", effects: [] },
  // open.offered
  {
    after: offered,
    event: { type: "offer.accepted", agent: "ana" },
    to: "active",
    context: { owner: "ana" },
    effects: effects.joined,
  },
  { after: offered, event: { type: "offer.accepted", agent: "brais" }, to: "forbidden by byOwner" },
  {
    after: offered,
    event: { type: "offer.rejected", agent: "ana" },
    to: "queued",
    context: { owner: null, declined: { ana: 5000 } },
    effects: ["tellPresence agent=ana event=offer.rejected", "requestRouting"],
  },
  {
    after: offered,
    event: "after offerTime",
    to: "queued",
    context: { owner: null, declined: { ana: 5000 } },
    effects: ["tellPresence agent=ana event=offer.missed", "requestRouting"],
  },
  {
    after: offered,
    event: { type: "offer.withdrawn", reason: "full" },
    to: "queued",
    context: { owner: null },
    effects: ["requestRouting"],
  },
  // The customer's line ends nothing.
  { after: active, event: { type: "customer.lineLost" }, to: "active", effects: [] },
  { after: waiting, event: { type: "customer.lineBack" }, to: "waiting", effects: [] },
  { after: active, event: { type: "customer.ended" }, to: "conflict" },
  // active
  {
    after: active,
    event: { type: "session.closed", agent: "ana" },
    to: "waiting",
    context: { owner: null, affinity: "ana" },
    effects: ["closeSession agent=ana", "tellCustomer notice=parked"],
  },
  {
    after: active,
    event: { type: "agent.released", agent: "ana" },
    to: "queued",
    context: { owner: null, first: true, declined: { ana: 5000 } },
    effects: ["closeSession agent=ana", "requestRouting"],
  },
  {
    after: active,
    event: { type: "agent.gone", agent: "ana" },
    to: "queued",
    context: { owner: null, first: true, declined: {} },
    effects: ["closeSession agent=ana", "requestRouting"],
  },
  {
    after: active,
    event: { type: "work.handedOver", agent: "ana" },
    to: "queued",
    context: { owner: null, first: true },
    effects: ["requestRouting"],
  },
  {
    after: active,
    event: { type: "conversation.end", agent: "ana" },
    to: "wrapUp",
    context: { outcome: "agentEnded", owner: "ana", holding: true },
    effects: ["tellCustomer notice=ended"],
  },
  { after: active, event: { type: "conversation.end", agent: "brais" }, to: "forbidden by byOwner" },
  { after: active, event: { type: "agent.messaged", agent: "ana", message: "m" }, to: "active", effects: [] },
  { after: active, event: { type: "customer.messaged", message: "m" }, to: "active", effects: [] },
  {
    after: active,
    event: { type: "conversation.transferToAgent", agent: "ana", to: "brais", possible: true },
    to: "offered",
    context: { owner: "brais" },
    effects: ["tellCustomer notice=transferred"],
  },
  {
    after: active,
    event: { type: "conversation.transferToQueue", agent: "ana", queue: "back", possible: true },
    to: "queued",
    context: { owner: null, queue: "back" },
    effects: ["tellCustomer notice=transferred", "requestRouting"],
  },
  {
    after: active,
    event: { type: "conversation.transferToQueue", agent: "ana", queue: "back", possible: false },
    to: "forbidden by queueOpen",
  },
  {
    after: active,
    event: { type: "supervisor.assigned", agent: "brais" },
    to: "active",
    context: { owner: "brais" },
    effects: [...effects.assigned, "tellCustomer notice=transferred"],
  },
  // waiting
  {
    after: waiting,
    event: { type: "customer.messaged", message: "m" },
    to: "queued",
    context: { owner: null, affinity: "ana" },
    effects: ["tellCustomer notice=returned", "requestRouting"],
  },
  {
    after: waiting,
    event: { type: "agent.opened", agent: "brais" },
    to: "active",
    context: { owner: "brais", affinity: null },
    effects: ["openSession agent=brais behind=false", "tellPresence agent=brais event=session.started"],
  },
  {
    after: waiting,
    event: { type: "agent.messaged", agent: "ana", message: "m" },
    to: "waiting",
    context: { affinity: "ana", owner: null },
    effects: [],
  },
  {
    after: waiting,
    event: "after waitingTime",
    to: "ended",
    context: { outcome: "expired", owner: null },
    effects: ["tellCustomer notice=expired"],
  },
  {
    after: waiting,
    event: { type: "work.handedOver", agent: "ana" },
    to: "waiting",
    context: { affinity: null },
    effects: [],
  },
  {
    after: waiting,
    event: { type: "work.handedOver", agent: "brais" },
    to: "forbidden by byAffinity",
  },
  {
    after: waiting,
    event: { type: "supervisor.assigned", agent: "brais" },
    to: "active",
    context: { owner: "brais", affinity: null },
    effects: effects.assigned,
  },
  // wrapUp
  {
    after: wrapUp,
    event: { type: "conversation.continue", agent: "ana", superseded: false },
    to: "active",
    context: { outcome: null, owner: "ana" },
    effects: ["tellCustomer notice=continued"],
  },
  {
    after: wrapUp,
    event: { type: "conversation.continue", agent: "ana", superseded: true },
    to: "forbidden by customerHasNotBegunAnother",
  },
  {
    after: [...wrapUp, { type: "customer.beganAnother" }],
    event: { type: "conversation.continue", agent: "ana", superseded: false },
    to: "forbidden by customerHasNotBegunAnother",
  },
  {
    after: wrapUp,
    event: { type: "session.closed", agent: "ana" },
    to: "ended",
    context: { holding: false },
    effects: ["closeSession agent=ana"],
  },
  { after: wrapUp, event: "after wrapUpBlock", to: "wrapUp", context: { holding: false } },
  { after: wrapUp, event: "after wrapUpTime", to: "ended", context: { holding: false } },
  // any but ended
  ...[[], offered, waiting].map(
    (after): Row => ({
      after,
      event: { type: "supervisor.forceClosed" },
      to: "ended",
      context: { outcome: "forceClosed", owner: null },
      effects: ["tellCustomer notice=closedBySupervisor"],
    }),
  ),
  {
    after: active,
    event: { type: "supervisor.forceClosed" },
    to: "ended",
    context: { outcome: "forceClosed", owner: "ana" },
  },
  {
    after: wrapUp,
    event: { type: "supervisor.forceClosed" },
    to: "ended",
    context: { outcome: "forceClosed", owner: "ana", holding: false },
    effects: [],
  },
  { after: ended, event: { type: "supervisor.forceClosed" }, to: "conflict" },
];

rowSuite(persistentChat, rows);
