import { type ActorRefFromLogic, assertEvent, assign, setup } from "xstate";
import type { DraftEvent } from "./events.ts";

export type DraftInput = { session: string; field: string; text: string; rev: number };

export type DraftContext = DraftInput & {
  /** What was given to the server last, to tell whether more was typed since. */
  given: string;
  remote: { text: string; rev: number } | null;
  /** Sent and not confirmed, oldest first. */
  pending: { id: string; text: string }[];
  /** A key under `errors`, when a message was refused. */
  reason: string | null;
  /** Saves that failed in a row. */
  failures: number;
};

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;

/** One form field or composer of one session. It belongs to the session, never to a shared composer. */
export const draft = setup({
  types: {
    context: {} as DraftContext,
    events: {} as DraftEvent,
    input: {} as DraftInput | undefined,
  },
  guards: {
    textIsNewer: ({ context }) => context.text !== context.given,
    textIsKept: ({ context, event }) => event.type === "text.changed" && event.text === context.text,
    conflicts: ({ event }) => event.type === "save.failed" && event.remote !== null,
    remoteIsOld: ({ context, event }) => event.type === "remote.changed" && event.rev <= context.rev,
    remoteIsEqual: ({ context, event }) => event.type === "remote.changed" && event.text === context.text,
    remoteIsChosen: ({ context, event }) =>
      event.type === "text.chosen" && event.text === context.remote?.text,
    isBlank: ({ context }) => context.text.trim() === "",
    isPending: ({ context, event }) =>
      event.type === "send.refused" && context.pending.some((sent) => sent.id === event.id),
    morePending: ({ context, event }) =>
      event.type === "send.confirmed" && context.pending.some((sent) => sent.id !== event.id),
    nothingTyped: ({ context }) => context.text === "",
  },
  actions: {
    requestSave: (_, _params: { session: string; field: string; text: string; baseRev: number }) => {},
    requestSend: (_, _params: { session: string; id: string; text: string; draftRev: number }) => {},
    keepText: assign(({ event }) => {
      assertEvent(event, ["text.changed", "text.chosen", "remote.changed"]);
      return { text: event.text };
    }),
    give: assign(({ context }) => ({ given: context.text })),
    keepRev: assign(({ event }) => {
      assertEvent(event, ["save.done", "remote.changed"]);
      return { rev: event.rev, failures: 0, remote: null };
    }),
    /** A save that is confirmed after the field went on: what follows is based on it. */
    raiseRev: assign(({ context, event }) => {
      assertEvent(event, "save.done");
      return { rev: Math.max(context.rev, event.rev) };
    }),
    countFailure: assign(({ context }) => ({ failures: context.failures + 1 })),
    keepRemote: assign(({ event }) => {
      assertEvent(event, ["save.failed", "remote.changed"]);
      return { remote: event.type === "save.failed" ? event.remote : { text: event.text, rev: event.rev } };
    }),
    rebase: assign(({ context }) => ({
      rev: context.remote?.rev ?? context.rev,
      remote: null,
      failures: 0,
    })),
    dispatch: assign(({ context, event }) => {
      assertEvent(event, "send");
      return {
        pending: [...context.pending, { id: event.id, text: context.text }],
        text: "",
        given: "",
        reason: null,
      };
    }),
    confirm: assign(({ context, event }) => {
      assertEvent(event, "send.confirmed");
      return {
        pending: context.pending.filter((sent) => sent.id !== event.id),
        rev: Math.max(context.rev, event.rev ?? 0),
      };
    }),
    /** The text goes back before what was typed since: nothing typed is lost. */
    takeBack: assign(({ context, event }) => {
      assertEvent(event, "send.refused");
      const refused = context.pending.filter((sent) => sent.id === event.id).map((sent) => sent.text);
      return {
        pending: context.pending.filter((sent) => sent.id !== event.id),
        text: [...refused, context.text].filter((text) => text !== "").join("\n"),
        reason: event.reason,
      };
    }),
    forgetReason: assign({ reason: null }),
  },
  delays: {
    /** From the first key after a save; doubled with every failure. */
    saveDelay: ({ context }) => Math.min(FIRST_DELAY * 2 ** context.failures, LONGEST_DELAY),
  },
}).createMachine({
  id: "draft",
  version: "1",
  context: ({ input }) => ({
    session: input?.session ?? "",
    field: input?.field ?? "",
    text: input?.text ?? "",
    rev: input?.rev ?? 0,
    given: input?.text ?? "",
    remote: null,
    pending: [],
    reason: null,
    failures: 0,
  }),
  options: { maxIterations: 100 },
  initial: "clean",
  on: {
    "save.done": { description: "Confirmed after the field went on", actions: ["raiseRev"] },
    "send.confirmed": { description: "One that was sent before", actions: ["confirm"] },
    "send.refused": {
      guard: { type: "isPending" },
      description: "One that was sent before: its text comes back",
      target: ".failed",
      actions: ["takeBack"],
    },
  },
  states: {
    clean: {
      description: "Nothing of the person's own that the server has not",
      on: {
        "text.changed": [
          { guard: { type: "textIsKept" }, description: "Nothing was typed" },
          { target: "dirty", actions: ["keepText"] },
        ],
        "remote.changed": [
          { guard: { type: "remoteIsOld" }, description: "Known already" },
          { description: "A clean field takes the newer text", actions: ["keepText", "keepRev", "give"] },
        ],
        send: [
          { guard: { type: "isBlank" }, description: "Blanks alone are not sent" },
          { target: "sending", actions: ["dispatch"] },
        ],
      },
    },
    dirty: {
      description: "Typed and not given to the server",
      after: { saveDelay: { target: "saving" } },
      on: {
        "text.changed": { actions: ["keepText"] },
        "save.now": { target: "saving" },
        "remote.changed": [
          { guard: { type: "remoteIsOld" }, description: "Known already" },
          { guard: { type: "remoteIsEqual" }, target: "saved", actions: ["keepRev", "give"] },
          {
            description: "Another window saved another text: neither is dropped",
            target: "conflict",
            actions: ["keepRemote"],
          },
        ],
        send: [
          { guard: { type: "isBlank" }, description: "Blanks alone are not sent" },
          { target: "sending", actions: ["dispatch"] },
        ],
      },
    },
    saving: {
      description: "Given to the server, not confirmed",
      entry: [
        "give",
        {
          type: "requestSave",
          params: ({ context }) => ({
            session: context.session,
            field: context.field,
            text: context.text,
            baseRev: context.rev,
          }),
        },
      ],
      on: {
        "text.changed": { actions: ["keepText"] },
        "save.done": [
          {
            guard: { type: "textIsNewer" },
            description: "More was typed meanwhile",
            target: "dirty",
            actions: ["keepRev"],
          },
          { target: "saved", actions: ["keepRev"] },
        ],
        "save.failed": [
          { guard: { type: "conflicts" }, target: "conflict", actions: ["keepRemote"] },
          { description: "Tried again later, and later", target: "dirty", actions: ["countFailure"] },
        ],
        "remote.changed": [
          { guard: { type: "remoteIsOld" }, description: "Known already" },
          { guard: { type: "remoteIsEqual" }, target: "saved", actions: ["keepRev", "give"] },
          { target: "conflict", actions: ["keepRemote"] },
        ],
        send: [
          { guard: { type: "isBlank" }, description: "Blanks alone are not sent" },
          { target: "sending", actions: ["dispatch"] },
        ],
      },
    },
    saved: {
      description: "The server has it",
      on: {
        "text.changed": [
          { guard: { type: "textIsKept" }, description: "Nothing was typed" },
          { target: "dirty", actions: ["keepText"] },
        ],
        "remote.changed": [
          { guard: { type: "remoteIsOld" }, description: "Known already" },
          {
            description: "A saved field takes the newer text",
            target: "clean",
            actions: ["keepText", "keepRev", "give"],
          },
        ],
        send: [
          { guard: { type: "isBlank" }, description: "Blanks alone are not sent" },
          { target: "sending", actions: ["dispatch"] },
        ],
      },
    },
    conflict: {
      description: "Two texts, both kept until the person chooses",
      on: {
        "text.changed": { actions: ["keepText"] },
        "remote.changed": [
          { guard: { type: "remoteIsOld" }, description: "Known already" },
          { actions: ["keepRemote"] },
        ],
        "send.refused": {
          guard: { type: "isPending" },
          description: "Its text comes back; there is still the choice",
          actions: ["takeBack"],
        },
        "text.chosen": [
          { guard: { type: "remoteIsChosen" }, target: "saved", actions: ["keepText", "rebase", "give"] },
          { target: "saving", actions: ["keepText", "rebase"] },
        ],
      },
    },
    sending: {
      description: "Messages on their way; the field is free for the next one",
      entry: [
        {
          type: "requestSend",
          params: ({ context }) => ({
            session: context.session,
            id: context.pending.at(-1)?.id ?? "",
            text: context.pending.at(-1)?.text ?? "",
            draftRev: context.rev,
          }),
        },
      ],
      on: {
        "text.changed": { actions: ["keepText"] },
        send: [
          { guard: { type: "isBlank" }, description: "Blanks alone are not sent" },
          {
            description: "One more behind the others",
            target: "sending",
            reenter: true,
            actions: ["dispatch"],
          },
        ],
        "send.confirmed": [
          { guard: { type: "morePending" }, actions: ["confirm"] },
          { guard: { type: "nothingTyped" }, target: "clean", actions: ["confirm", "give"] },
          { target: "dirty", actions: ["confirm"] },
        ],
      },
    },
    failed: {
      description: "Refused: the text is back in the field, with the reason",
      on: {
        "text.changed": { target: "dirty", actions: ["keepText", "forgetReason"] },
        "save.now": { target: "saving" },
        send: { target: "sending", actions: ["dispatch"] },
      },
    },
  },
});

export type DraftRef = ActorRefFromLogic<typeof draft>;
