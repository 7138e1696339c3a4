import { assertEvent, assign, setup } from "xstate";
import type { ChosenPresence } from "#machines/wire/views.ts";
import type { PresenceEvent } from "./events.ts";

export type PresencePolicy = { agentGrace: number };

export type PresenceContext = {
  agent: string;
  /** Who set what is chosen now: the person, the workstream when a session started, or a line that was gone. */
  setBy: "person" | "work" | "line";
  policy: PresencePolicy;
  policyRev: number;
  /** When the last event happened. */
  at: number;
};

export type PresenceInput = { agent: string; policy: PresencePolicy; policyRev: number; at: number };

/** Three facts about an agent, and what the last offers say; the label is read from them (read.ts). */
export const presence = setup({
  types: {
    context: {} as PresenceContext,
    events: {} as PresenceEvent,
    input: {} as PresenceInput | undefined,
  },
  guards: {
    presenceIs: ({ event }, params: { presence: ChosenPresence }) =>
      "presence" in event && event.presence === params.presence,
    policyRestrains: ({ event }) => event.type === "offer.rejected" && event.restrain,
    loadIsFull: ({ event }) =>
      event.type === "load.changed" && event.load > 0 && event.load >= event.capacity,
    loadIsZero: ({ event }) => event.type === "load.changed" && event.load === 0,
  },
  actions: {
    /** The server puts back into the queue what this agent has. */
    giveBackWork: () => {},
    /** The server tells the chart `presence.lapsed`, in the same commit. */
    lapse: () => {},
    stamp: assign(({ event }) => ({ at: event.at })),
    setBy: assign((_, params: { setBy: PresenceContext["setBy"] }) => params),
    applyPolicy: assign(({ event }) => {
      assertEvent(event, "policy.changed");
      return { policy: event.policy, policyRev: event.policyRev };
    }),
  },
  delays: {
    agentGrace: ({ context }) => context.policy.agentGrace,
  },
}).createMachine({
  id: "presence",
  version: "1",
  context: ({ input }) => ({
    agent: input?.agent ?? "",
    setBy: "person",
    policy: input?.policy ?? { agentGrace: 0 },
    policyRev: input?.policyRev ?? 0,
    at: input?.at ?? 0,
  }),
  options: { maxIterations: 100 },
  type: "parallel",
  on: {
    "policy.changed": {
      description: "A running grace is moved by the server",
      actions: ["stamp", "applyPolicy"],
    },
    "chart.migrated": { description: "Read with a newer chart from here on", actions: ["stamp"] },
  },
  states: {
    chosen: {
      description: "The latest of what the person chose and what the workstream set",
      initial: "available",
      on: {
        "presence.chosen": [
          {
            guard: { type: "presenceIs", params: { presence: "available" } },
            target: ".available",
            actions: ["stamp", { type: "setBy", params: { setBy: "person" } }],
          },
          {
            guard: { type: "presenceIs", params: { presence: "busy" } },
            target: ".busy",
            actions: ["stamp", { type: "setBy", params: { setBy: "person" } }],
          },
          {
            guard: { type: "presenceIs", params: { presence: "doNotDisturb" } },
            target: ".doNotDisturb",
            actions: ["stamp", { type: "setBy", params: { setBy: "person" } }],
          },
          {
            guard: { type: "presenceIs", params: { presence: "away" } },
            target: ".away",
            actions: ["stamp", { type: "setBy", params: { setBy: "person" } }],
          },
          {
            guard: { type: "presenceIs", params: { presence: "offline" } },
            target: ".offline",
            actions: ["stamp", { type: "setBy", params: { setBy: "person" } }],
          },
        ],
        "session.started": [
          {
            guard: { type: "presenceIs", params: { presence: "available" } },
            target: ".available",
            actions: ["stamp", { type: "setBy", params: { setBy: "work" } }],
          },
          {
            guard: { type: "presenceIs", params: { presence: "busy" } },
            target: ".busy",
            actions: ["stamp", { type: "setBy", params: { setBy: "work" } }],
          },
          {
            guard: { type: "presenceIs", params: { presence: "doNotDisturb" } },
            target: ".doNotDisturb",
            actions: ["stamp", { type: "setBy", params: { setBy: "work" } }],
          },
          {
            guard: { type: "presenceIs", params: { presence: "away" } },
            target: ".away",
            actions: ["stamp", { type: "setBy", params: { setBy: "work" } }],
          },
          {
            guard: { type: "presenceIs", params: { presence: "offline" } },
            target: ".offline",
            actions: ["stamp", { type: "setBy", params: { setBy: "work" } }],
          },
          { description: "The workstream sets none", actions: ["stamp"] },
        ],
        "presence.lapsed": {
          description: "Gone beyond the grace: who comes back says themselves that they are there",
          target: ".offline",
          actions: ["stamp", { type: "setBy", params: { setBy: "line" } }],
        },
      },
      states: {
        available: { description: "Takes offers" },
        busy: { description: "Takes offers where the workstream allows it" },
        doNotDisturb: { description: "Takes no offers" },
        away: { description: "Takes no offers" },
        offline: { description: "Takes no offers" },
      },
    },
    restraint: {
      description: "What the last offers say of whether somebody is there",
      initial: "none",
      on: {
        "offer.missed": { target: ".missed", actions: ["stamp"] },
        "offer.rejected": { guard: { type: "policyRestrains" }, target: ".rejected", actions: ["stamp"] },
        "presence.reset": { target: ".none", actions: ["stamp"] },
        "presence.chosen": {
          description: "Whoever chooses is there",
          target: ".none",
          actions: ["stamp"],
        },
      },
      states: {
        none: { description: "Nothing against it" },
        missed: { description: "An offer ran out unanswered" },
        rejected: { description: "An offer was rejected, and the policy restrains" },
      },
    },
    load: {
      description: "What the capacity says",
      initial: "free",
      on: {
        "load.changed": [
          { guard: { type: "loadIsFull" }, target: ".full", actions: ["stamp"] },
          { guard: { type: "loadIsZero" }, target: ".free", actions: ["stamp"] },
          { description: "Something, and room for more", target: ".partly", actions: ["stamp"] },
        ],
      },
      states: {
        free: { description: "Nothing taken" },
        partly: { description: "Some taken" },
        full: { description: "No more fits" },
      },
    },
    line: {
      description: "What the connection says",
      initial: "gone",
      states: {
        connected: {
          description: "At least one window is connected",
          on: { "line.lost": { description: "The last window went", target: "lost", actions: ["stamp"] } },
        },
        lost: {
          description: "Within the grace: nobody is told yet",
          on: { "line.back": { target: "connected", actions: ["stamp"] } },
          after: {
            agentGrace: {
              description: "What the agent has goes back, and what was chosen lapses",
              target: "gone",
              actions: ["stamp", "giveBackWork", "lapse"],
            },
          },
        },
        gone: {
          description: "Nobody is there",
          on: { "line.back": { target: "connected", actions: ["stamp"] } },
        },
      },
    },
  },
});
