import { contextOf, conversation, tell } from "#machines/conversation/shared.ts";

/** A conversation that outlives the customer's visit: set aside, it waits for them. SMS is one, too. */
export const persistentChat = conversation.createMachine({
  id: "persistentChat",
  version: "1",
  context: contextOf,
  options: { maxIterations: 100 },
  initial: "open",
  on: {
    "customer.lineLost": { description: "A fact that ends nothing here", actions: ["stamp"] },
    "customer.lineBack": { description: "A fact that begins nothing here", actions: ["stamp"] },
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
      description: "Nobody answers yet; being passed on does not begin the time anew",
      initial: "queued",
      on: {
        "customer.messaged": { actions: ["stamp"] },
        "supervisor.forceClosed": {
          description: "An offer is withdrawn",
          target: "ended",
          actions: [
            "stamp",
            "clearOwner",
            { type: "setOutcome", params: { outcome: "forceClosed" } },
            { type: "tellCustomer", params: { notice: "closedBySupervisor" } },
          ],
        },
      },
      after: {
        queueTime: {
          description: "Nobody took it; an offer is withdrawn",
          target: "ended",
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
          description: "In line; whoever had it is asked first, if they could take it now",
          entry: ["requestRouting"],
          on: {
            "offer.made": { target: "offered", actions: ["stamp", "reserve"] },
            "agent.picked": {
              target: "#persistentChat.active",
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
              target: "#persistentChat.active",
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
            offerTime: { description: "Missed", target: "queued", actions: ["stamp", tell.missed, "pass"] },
          },
          on: {
            "offer.accepted": {
              guard: { type: "byOwner" },
              target: "#persistentChat.active",
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
        "customer.messaged": { description: "Unread for the owner", actions: ["stamp"] },
        "agent.messaged": { guard: { type: "byOwner" }, actions: ["stamp"] },
        "session.closed": {
          guard: { type: "byOwner" },
          description: "Set aside, for the same agent; the capacity is free",
          target: "waiting",
          actions: ["stamp", tell.closed, "park", { type: "tellCustomer", params: { notice: "parked" } }],
        },
        "agent.released": {
          guard: { type: "byOwner" },
          description: "Back to the queue, first in line, for somebody else",
          target: "open.queued",
          actions: ["stamp", tell.closed, "giveBack"],
        },
        "agent.gone": {
          guard: { type: "byOwner" },
          description: "Their line is lost beyond its grace: first in line",
          target: "open.queued",
          actions: ["stamp", tell.closed, "lose"],
        },
        "work.handedOver": {
          guard: { type: "byOwner" },
          description: "Back to the queue, first in line; the session stays and says so",
          target: "open.queued",
          actions: ["stamp", "giveBack"],
        },
        "conversation.end": {
          guard: { type: "byOwner" },
          target: "wrapUp",
          actions: [
            "stamp",
            { type: "setOutcome", params: { outcome: "agentEnded" } },
            { type: "tellCustomer", params: { notice: "ended" } },
          ],
        },
        "conversation.transferToAgent": {
          guard: { type: "targetPossible" },
          target: "open.offered",
          actions: ["stamp", "reserve", { type: "tellCustomer", params: { notice: "transferred" } }],
        },
        "conversation.transferToQueue": {
          guard: { type: "queueOpen" },
          target: "open.queued",
          actions: ["stamp", "moveToQueue", { type: "tellCustomer", params: { notice: "transferred" } }],
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
        "supervisor.forceClosed": {
          target: "ended",
          actions: [
            "stamp",
            { type: "setOutcome", params: { outcome: "forceClosed" } },
            { type: "tellCustomer", params: { notice: "closedBySupervisor" } },
          ],
        },
      },
    },
    waiting: {
      description: "Set aside until the customer comes back",
      on: {
        "customer.messaged": {
          description: "The customer is back",
          target: "open.queued",
          actions: ["stamp", { type: "tellCustomer", params: { notice: "returned" } }],
        },
        "agent.opened": { target: "active", actions: ["stamp", "take", tell.opened, tell.started] },
        "agent.messaged": {
          description: "A follow-up, written without opening: the time begins anew",
          target: "waiting",
          reenter: true,
          actions: ["stamp"],
        },
        "work.handedOver": {
          guard: { type: "byAffinity" },
          description: "It waits for nobody in particular from here on",
          actions: ["stamp", "clearAffinity"],
        },
        "supervisor.assigned": {
          description: "May exceed the capacity",
          target: "active",
          actions: ["stamp", "take", tell.openedBehind, tell.started],
        },
        "supervisor.forceClosed": {
          target: "ended",
          actions: [
            "stamp",
            { type: "setOutcome", params: { outcome: "forceClosed" } },
            { type: "tellCustomer", params: { notice: "closedBySupervisor" } },
          ],
        },
      },
      after: {
        waitingTime: {
          description: "Nobody came back; the farewell, if one is set, is stored first",
          target: "ended",
          actions: [
            "stamp",
            { type: "setOutcome", params: { outcome: "expired" } },
            { type: "tellCustomer", params: { notice: "expired" } },
          ],
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
          target: "active",
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
        "supervisor.forceClosed": {
          description: "The customer was told of the end before",
          target: "ended",
          actions: ["stamp", { type: "setOutcome", params: { outcome: "forceClosed" } }, "free"],
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
