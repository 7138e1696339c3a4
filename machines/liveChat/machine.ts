import { stateIn } from "xstate";
import { contextOf, conversation, tell } from "#machines/conversation/shared.ts";

/** A chat with somebody who is there now: when they go, it ends. */
export const liveChat = conversation
  .extend({
    guards: { handlingIsActive: stateIn({ open: { handling: "active" } }) },
  })
  .createMachine({
    id: "liveChat",
    version: "1",
    context: contextOf,
    options: { maxIterations: 100 },
    initial: "open",
    on: {
      "policy.changed": {
        description: "Running timers are moved by the server; the chart reads the new times from here on",
        actions: ["stamp", "applyPolicy"],
      },
      "chart.migrated": { description: "Read with a newer chart from here on", actions: ["stamp"] },
      "sentiment.graded": { description: "Kept in the log alone", actions: ["stamp"] },
      "contact.linked": { actions: ["stamp", "linkContact"] },
      "case.linked": { actions: ["stamp", "linkCase"] },
    },
    states: {
      open: {
        type: "parallel",
        description: "The customer's one open conversation in this workstream",
        on: {
          "customer.messaged": { description: "Unread for the owner", actions: ["stamp"] },
          "customer.ended": [
            {
              guard: { type: "handlingIsActive" },
              target: "wrapUp",
              actions: [
                "stamp",
                { type: "setOutcome", params: { outcome: "customerEnded" } },
                { type: "tellCustomer", params: { notice: "customerEnded" } },
              ],
            },
            {
              description: "Nobody had it yet; an offer is withdrawn",
              target: "ended",
              actions: [
                "stamp",
                "clearOwner",
                { type: "setOutcome", params: { outcome: "customerEnded" } },
                { type: "tellCustomer", params: { notice: "customerEnded" } },
              ],
            },
          ],
          "supervisor.forceClosed": [
            {
              guard: { type: "handlingIsActive" },
              target: "ended",
              actions: [
                "stamp",
                { type: "setOutcome", params: { outcome: "forceClosed" } },
                { type: "tellCustomer", params: { notice: "closedBySupervisor" } },
              ],
            },
            {
              description: "Nobody had it yet; an offer is withdrawn",
              target: "ended",
              actions: [
                "stamp",
                "clearOwner",
                { type: "setOutcome", params: { outcome: "forceClosed" } },
                { type: "tellCustomer", params: { notice: "closedBySupervisor" } },
              ],
            },
          ],
        },
        states: {
          handling: {
            description: "Who answers",
            initial: "pending",
            states: {
              pending: {
                description: "Nobody answers yet; being passed on does not begin the time anew",
                initial: "queued",
                after: {
                  queueTime: {
                    description: "Nobody took it; an offer is withdrawn",
                    target: "#liveChat.ended",
                    actions: [
                      "stamp",
                      "clearOwner",
                      { type: "setOutcome", params: { outcome: "unanswered" } },
                      { type: "tellCustomer", params: { notice: "unanswered" } },
                    ],
                  },
                },
                states: {
                  queued: {
                    description: "In line",
                    entry: ["requestRouting"],
                    on: {
                      "offer.made": { target: "offered", actions: ["stamp", "reserve"] },
                      "agent.picked": {
                        target: "#liveChat.open.handling.active",
                        actions: [
                          "stamp",
                          "take",
                          tell.opened,
                          tell.started,
                          { type: "tellCustomer", params: { notice: "agentJoined" } },
                        ],
                      },
                      "supervisor.assigned": {
                        description: "May exceed the capacity",
                        target: "#liveChat.open.handling.active",
                        actions: [
                          "stamp",
                          "take",
                          tell.openedBehind,
                          tell.started,
                          { type: "tellCustomer", params: { notice: "agentJoined" } },
                        ],
                      },
                    },
                  },
                  offered: {
                    description: "Put before one agent, whose capacity is reserved",
                    after: {
                      offerTime: {
                        description: "Missed",
                        target: "queued",
                        actions: ["stamp", tell.missed, "pass"],
                      },
                    },
                    on: {
                      "offer.accepted": {
                        guard: { type: "byOwner" },
                        target: "#liveChat.open.handling.active",
                        actions: [
                          "stamp",
                          "take",
                          tell.opened,
                          tell.started,
                          { type: "tellCustomer", params: { notice: "agentJoined" } },
                        ],
                      },
                      "offer.rejected": {
                        guard: { type: "byOwner" },
                        target: "queued",
                        actions: ["stamp", tell.rejected, "pass"],
                      },
                      "offer.withdrawn": {
                        guard: { type: "offerIsTheirs" },
                        description: "The agent went, or is full",
                        target: "queued",
                        actions: ["stamp", "clearOwner"],
                      },
                    },
                  },
                },
              },
              active: {
                description: "An agent has it",
                on: {
                  "agent.messaged": { guard: { type: "byOwner" }, actions: ["stamp"] },
                  "session.closed": {
                    guard: { type: "byOwner" },
                    description: "Back to the queue, first in line, for somebody else",
                    target: "pending.queued",
                    actions: [
                      "stamp",
                      tell.closed,
                      "giveBack",
                      { type: "tellCustomer", params: { notice: "backInQueue" } },
                    ],
                  },
                  "agent.released": {
                    guard: { type: "byOwner" },
                    description: "Back to the queue, first in line, for somebody else",
                    target: "pending.queued",
                    actions: [
                      "stamp",
                      tell.closed,
                      "giveBack",
                      { type: "tellCustomer", params: { notice: "backInQueue" } },
                    ],
                  },
                  "agent.gone": {
                    guard: { type: "byOwner" },
                    description: "Their line is lost beyond its grace: first in line",
                    target: "pending.queued",
                    actions: [
                      "stamp",
                      tell.closed,
                      "lose",
                      { type: "tellCustomer", params: { notice: "backInQueue" } },
                    ],
                  },
                  "work.handedOver": {
                    guard: { type: "byOwner" },
                    description: "Back to the queue, first in line; the session stays and says so",
                    target: "pending.queued",
                    actions: [
                      "stamp",
                      "giveBack",
                      { type: "tellCustomer", params: { notice: "backInQueue" } },
                    ],
                  },
                  "conversation.end": {
                    guard: { type: "byOwner" },
                    target: "#liveChat.wrapUp",
                    actions: [
                      "stamp",
                      { type: "setOutcome", params: { outcome: "agentEnded" } },
                      { type: "tellCustomer", params: { notice: "ended" } },
                    ],
                  },
                  "conversation.transferToAgent": {
                    guard: { type: "targetPossible" },
                    target: "pending.offered",
                    actions: [
                      "stamp",
                      "reserve",
                      { type: "tellCustomer", params: { notice: "transferred" } },
                    ],
                  },
                  "conversation.transferToQueue": {
                    guard: { type: "queueOpen" },
                    target: "pending.queued",
                    actions: [
                      "stamp",
                      "moveToQueue",
                      { type: "tellCustomer", params: { notice: "transferred" } },
                    ],
                  },
                  "supervisor.assigned": {
                    description: "A new owner; may exceed their capacity",
                    actions: [
                      "stamp",
                      "take",
                      tell.openedBehind,
                      tell.started,
                      { type: "tellCustomer", params: { notice: "transferred" } },
                    ],
                  },
                },
              },
            },
          },
          customer: {
            description: "The customer's line",
            initial: "present",
            states: {
              present: {
                description: "At least one of their tabs is connected",
                on: {
                  "customer.lineLost": {
                    description: "The last of their tabs went",
                    target: "away",
                    actions: ["stamp"],
                  },
                },
              },
              away: {
                description: "None of their tabs is connected",
                on: {
                  "customer.lineBack": { target: "present", actions: ["stamp"] },
                  "customer.messaged": {
                    description: "Whoever writes is there",
                    target: "present",
                    actions: ["stamp"],
                  },
                },
                after: {
                  customerGrace: [
                    {
                      guard: { type: "handlingIsActive" },
                      description: "The customer is gone",
                      target: "#liveChat.wrapUp",
                      actions: [
                        "stamp",
                        { type: "setOutcome", params: { outcome: "customerGone" } },
                        { type: "tellCustomer", params: { notice: "customerLeft" } },
                      ],
                    },
                    {
                      description: "The customer is gone before anybody had it; an offer is withdrawn",
                      target: "#liveChat.ended",
                      actions: [
                        "stamp",
                        "clearOwner",
                        { type: "setOutcome", params: { outcome: "customerGone" } },
                        { type: "tellCustomer", params: { notice: "customerLeft" } },
                      ],
                    },
                  ],
                },
              },
            },
          },
        },
      },
      wrapUp: {
        description: "Over for the customer; the agent finishes notes",
        entry: ["hold"],
        on: {
          "conversation.continue": {
            guard: { type: "customerHasNotBegunAnother" },
            description: "A mistaken end is undone",
            target: "#liveChat.open.handling.active",
            actions: ["stamp", "resume", { type: "tellCustomer", params: { notice: "continued" } }],
          },
          "session.closed": {
            guard: { type: "byOwner" },
            target: "ended",
            actions: ["stamp", tell.closed, "free"],
          },
          "customer.beganAnother": {
            description: "From here on it cannot be continued",
            actions: ["stamp", "supersede"],
          },
        },
        after: {
          wrapUpBlock: { description: "The capacity is free", actions: ["stamp", "free"] },
          wrapUpTime: { target: "ended", actions: ["stamp", "free"] },
        },
      },
      ended: { type: "final", description: "Readable, never changed again" },
    },
  });
