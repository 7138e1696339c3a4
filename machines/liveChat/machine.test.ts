import { input, vocabularyEvents } from "#machines/testing/conversation.ts";
import { active, effects, ended, offered, wrapUp } from "#machines/testing/fixtures.ts";
import { type Row, rowSuite } from "#machines/testing/rows.ts";
import { chartSuite } from "#machines/testing/suite.ts";
import { liveChat } from "./machine.ts";

chartSuite(liveChat, { input, events: vocabularyEvents, decidedBy: "server", ends: true });

const away = [{ type: "customer.lineLost" }] as const;

const rows: Row[] = [
  // handling.queued
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
    context: { owner: "ana" },
    effects: effects.joined,
  },
  {
    after: [],
    event: { type: "supervisor.assigned", agent: "brais" },
    to: "active",
    context: { owner: "brais" },
    effects: [...effects.assigned, "tellCustomer notice=agentJoined"],
  },
  // handling.pending
  {
    after: [],
    event: "after queueTime",
    to: "ended",
    context: { outcome: "unanswered", owner: null },
    effects: ["tellCustomer notice=unanswered"],
  },
  {
    after: offered,
    event: "after queueTime",
    to: "ended",
    context: { outcome: "unanswered", owner: null },
  },
  // handling.offered
  {
    after: offered,
    event: { type: "offer.accepted", agent: "ana" },
    to: "active",
    context: { owner: "ana", declined: {} },
    effects: effects.joined,
  },
  { after: offered, event: { type: "offer.accepted", agent: "brais" }, to: "forbidden by byOwner" },
  { after: offered, event: { type: "agent.picked", agent: "brais" }, to: "conflict" },
  {
    after: offered,
    event: { type: "offer.rejected", agent: "ana" },
    to: "queued",
    context: { owner: null, declined: { ana: 5000 }, first: false },
    effects: ["tellPresence agent=ana event=offer.rejected", "requestRouting"],
  },
  { after: offered, event: { type: "offer.rejected", agent: "brais" }, to: "forbidden by byOwner" },
  {
    after: offered,
    event: "after offerTime",
    to: "queued",
    context: { owner: null, declined: { ana: 5000 } },
    effects: ["tellPresence agent=ana event=offer.missed", "requestRouting"],
  },
  {
    after: offered,
    event: { type: "offer.withdrawn", reason: "full", agent: "ana" },
    to: "queued",
    context: { owner: null, declined: {} },
    effects: ["requestRouting"],
  },
  { after: offered, event: { type: "offer.withdrawn", reason: "gone" }, to: "queued" },
  {
    after: offered,
    event: { type: "offer.withdrawn", reason: "gone", agent: "brais" },
    to: "forbidden by offerIsTheirs",
  },
  // open, anywhere
  { after: [], event: { type: "customer.messaged", message: "m" }, to: "queued", effects: [] },
  { after: offered, event: { type: "customer.messaged", message: "m" }, to: "offered", effects: [] },
  { after: active, event: { type: "customer.messaged", message: "m" }, to: "active", effects: [] },
  // handling.active
  { after: active, event: { type: "agent.messaged", agent: "ana", message: "m" }, to: "active", effects: [] },
  {
    after: active,
    event: { type: "agent.messaged", agent: "brais", message: "m" },
    to: "forbidden by byOwner",
  },
  ...(["session.closed", "agent.released"] as const).map(
    (type): Row => ({
      after: active,
      event: { type, agent: "ana" },
      to: "queued",
      context: { owner: null, first: true, declined: { ana: 5000 } },
      effects: ["closeSession agent=ana", "tellCustomer notice=backInQueue", "requestRouting"],
    }),
  ),
  {
    after: active,
    event: { type: "conversation.end", agent: "ana" },
    to: "wrapUp",
    context: { owner: "ana", holding: true, outcome: "agentEnded" },
    effects: ["tellCustomer notice=ended"],
  },
  {
    after: active,
    event: { type: "conversation.transferToAgent", agent: "ana", to: "brais", possible: true },
    to: "offered",
    context: { owner: "brais" },
    effects: ["tellCustomer notice=transferred"],
  },
  {
    after: active,
    event: { type: "conversation.transferToAgent", agent: "ana", to: "brais", possible: false },
    to: "forbidden by targetPossible",
  },
  {
    after: active,
    event: { type: "conversation.transferToQueue", agent: "ana", queue: "back", possible: true },
    to: "queued",
    context: { owner: null, queue: "back", declined: {} },
    effects: ["tellCustomer notice=transferred", "requestRouting"],
  },
  {
    after: active,
    event: { type: "conversation.transferToQueue", agent: "ana", queue: "back", possible: false },
    to: "forbidden by queueOpen",
  },
  {
    after: active,
    event: { type: "agent.gone", agent: "ana" },
    to: "queued",
    context: { owner: null, first: true, declined: {} },
    effects: ["closeSession agent=ana", "tellCustomer notice=backInQueue", "requestRouting"],
  },
  { after: active, event: { type: "agent.gone", agent: "brais" }, to: "forbidden by byOwner" },
  {
    after: active,
    event: { type: "work.handedOver", agent: "ana" },
    to: "queued",
    context: { owner: null, first: true, declined: { ana: 5000 } },
    effects: ["tellCustomer notice=backInQueue", "requestRouting"],
  },
  {
    after: active,
    event: { type: "supervisor.assigned", agent: "brais" },
    to: "active",
    context: { owner: "brais" },
    effects: [...effects.assigned, "tellCustomer notice=transferred"],
  },
  // customer
  {
    after: active,
    event: { type: "customer.lineLost" },
    to: "active",
    path: "open.handling.active|customer.away",
  },
  { after: [], event: { type: "customer.lineBack" }, to: "conflict" },
  ...(["customer.lineBack", "customer.messaged"] as const).map(
    (type): Row => ({
      after: [...active, ...away],
      event: type === "customer.messaged" ? { type, message: "m" } : { type },
      to: "active",
      path: "open.handling.active|customer.present",
    }),
  ),
  {
    after: [...active, ...away],
    event: "after customerGrace",
    to: "wrapUp",
    context: { outcome: "customerGone", owner: "ana", holding: true },
    effects: ["tellCustomer notice=customerLeft"],
  },
  {
    after: [...offered, ...away],
    event: "after customerGrace",
    to: "ended",
    context: { outcome: "customerGone", owner: null },
  },
  // open
  {
    after: active,
    event: { type: "customer.ended" },
    to: "wrapUp",
    context: { outcome: "customerEnded", owner: "ana" },
    effects: ["tellCustomer notice=customerEnded"],
  },
  {
    after: offered,
    event: { type: "customer.ended" },
    to: "ended",
    context: { outcome: "customerEnded", owner: null },
  },
  {
    after: active,
    event: { type: "supervisor.forceClosed" },
    to: "ended",
    context: { outcome: "forceClosed", owner: "ana" },
    effects: ["tellCustomer notice=closedBySupervisor"],
  },
  {
    after: offered,
    event: { type: "supervisor.forceClosed" },
    to: "ended",
    context: { outcome: "forceClosed", owner: null },
  },
  // wrapUp
  {
    after: wrapUp,
    event: { type: "conversation.continue", agent: "ana", superseded: false },
    to: "active",
    path: "open.handling.active|customer.present",
    context: { owner: "ana", outcome: null, holding: false },
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
    context: { owner: "ana", holding: false },
    effects: ["closeSession agent=ana"],
  },
  { after: wrapUp, event: "after wrapUpBlock", to: "wrapUp", context: { holding: false }, effects: [] },
  { after: wrapUp, event: "after wrapUpTime", to: "ended", context: { holding: false }, effects: [] },
  { after: wrapUp, event: { type: "customer.messaged", message: "m" }, to: "conflict" },
  { after: wrapUp, event: { type: "agent.messaged", agent: "ana", message: "m" }, to: "conflict" },
  // ended
  { after: ended, event: { type: "customer.messaged", message: "m" }, to: "conflict" },
  { after: ended, event: { type: "case.linked", case: "k" }, to: "conflict" },
];

rowSuite(liveChat, rows);
