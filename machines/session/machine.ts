import { type ActorRefFromLogic, assertEvent, assign, enqueueActions, setup, stateIn } from "xstate";
import type { SessionView } from "#machines/wire/views.ts";
import type { GoneReason, SessionEvent } from "./events.ts";

export type SessionInput = Pick<SessionView, "id" | "kind" | "subject"> & { unread: number };

export type SessionContext = SessionInput & {
  /** Fields with text that the server has not. */
  unsaved: string[];
  gone: GoneReason | null;
  /** A key under `errors`, when closing was refused. */
  reason: string | null;
  /** What happened while the session was not open; it is told when it is. */
  deferred: SessionEvent[];
};

/** What must not be lost while a session opens, or while the person is asked whether to close it. */
const deferred = {
  "session.focused": { actions: ["defer"] },
  "session.blurred": { actions: ["defer"] },
  "message.arrived": { actions: ["defer"] },
  "unread.counted": { actions: ["defer"] },
  "mood.fell": { actions: ["defer"] },
  "mood.rose": { actions: ["defer"] },
  "draft.changed": { actions: ["defer"] },
  "draft.saved": { actions: ["defer"] },
  "conversation.gone": { actions: ["defer"] },
  "conversation.regained": { actions: ["defer"] },
} as const;

/** One open working context. Its alerts are about what happens while the person looks elsewhere. */
export const session = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as SessionInput | undefined,
    output: {} as { id: string },
  },
  guards: {
    inFront: stateIn({ open: { focus: "front" } }),
    nothingUnread: ({ event }) => event.type === "unread.counted" && event.unread === 0,
    othersUnsaved: ({ context, event }) =>
      event.type === "draft.saved" && context.unsaved.some((field) => field !== event.field),
  },
  actions: {
    requestClose: (_, _params: { session: string }) => {},
    defer: assign(({ context, event }) => ({ deferred: [...context.deferred, event] })),
    tellDeferred: enqueueActions(({ context, enqueue }) => {
      for (const event of context.deferred) enqueue.raise(event);
      enqueue.assign({ deferred: [] });
    }),
    countOne: assign(({ context }) => ({ unread: context.unread + 1 })),
    countNone: assign({ unread: 0 }),
    count: assign(({ event }) => {
      assertEvent(event, "unread.counted");
      return { unread: event.unread };
    }),
    addUnsaved: assign(({ context, event }) => {
      assertEvent(event, "draft.changed");
      return { unsaved: [...context.unsaved.filter((field) => field !== event.field), event.field] };
    }),
    dropUnsaved: assign(({ context, event }) => {
      assertEvent(event, "draft.saved");
      return { unsaved: context.unsaved.filter((field) => field !== event.field) };
    }),
    keepGone: assign(({ event }) => {
      assertEvent(event, "conversation.gone");
      return { gone: event.reason };
    }),
    forgetGone: assign({ gone: null }),
    keepReason: assign(({ event }) => {
      assertEvent(event, "close.refused");
      return { reason: event.reason };
    }),
    forgetReason: assign({ reason: null }),
  },
}).createMachine({
  id: "session",
  version: "1",
  context: ({ input }) => ({
    id: input?.id ?? "",
    kind: input?.kind ?? "conversation",
    subject: input?.subject ?? "",
    unread: input?.unread ?? 0,
    unsaved: [],
    gone: null,
    reason: null,
    deferred:
      input !== undefined && input.unread > 0 ? [{ type: "unread.counted", unread: input.unread }] : [],
  }),
  options: { maxIterations: 100 },
  output: ({ context }) => ({ id: context.id }),
  initial: "opening",
  on: {
    "session.closed": { description: "In this window or another", target: ".closed" },
  },
  states: {
    opening: {
      description: "What it shows is being fetched",
      on: {
        ...deferred,
        "session.loaded": { target: "open", actions: ["tellDeferred"] },
        "session.close": { target: "confirming", actions: ["forgetReason"] },
      },
    },
    open: {
      type: "parallel",
      description: "There to work in",
      on: {
        "session.close": {
          description: "The person is asked first",
          target: "confirming",
          actions: ["forgetReason"],
        },
      },
      states: {
        focus: {
          description: "Whether the person looks at it",
          initial: "behind",
          states: {
            behind: { description: "Not in focus", on: { "session.focused": { target: "front" } } },
            front: { description: "In focus", on: { "session.blurred": { target: "behind" } } },
          },
        },
        unread: {
          description: "The customer's messages that nobody read",
          initial: "none",
          on: {
            "message.arrived": [
              { guard: { type: "inFront" }, description: "Read as it comes" },
              { target: ".some", actions: ["countOne"] },
            ],
            "unread.counted": [
              { guard: { type: "nothingUnread" }, target: ".none", actions: ["countNone"] },
              { target: ".some", actions: ["count"] },
            ],
            "session.focused": { description: "Looked at is read", target: ".none", actions: ["countNone"] },
          },
          states: { none: { description: "All read" }, some: { description: "Counted on the icon" } },
        },
        mood: {
          description: "Whether the customer's mood needs attention",
          initial: "calm",
          on: {
            "mood.fell": [
              { guard: { type: "inFront" }, description: "Whoever looks sees it" },
              { target: ".urgent" },
            ],
            "mood.rose": { target: ".calm" },
            "session.focused": {
              description: "Not raised again by leaving; the next such message does",
              target: ".calm",
            },
          },
          states: {
            calm: { description: "No alert" },
            urgent: { description: "An exclamation mark on the icon" },
          },
        },
        work: {
          description: "Whether the server has all that was typed",
          initial: "clean",
          on: {
            "draft.changed": { target: ".unsaved", actions: ["addUnsaved"] },
            "draft.saved": [
              { guard: { type: "othersUnsaved" }, actions: ["dropUnsaved"] },
              { target: ".clean", actions: ["dropUnsaved"] },
            ],
          },
          states: { clean: { description: "All of it" }, unsaved: { description: "Not all of it" } },
        },
        standing: {
          description: "Whose its subject is",
          initial: "mine",
          states: {
            mine: {
              description: "Theirs",
              on: { "conversation.gone": { target: "gone", actions: ["keepGone"] } },
            },
            gone: {
              description: "Transferred, handed over, ended, or closed by a supervisor",
              on: {
                "conversation.gone": { description: "For another reason now", actions: ["keepGone"] },
                "conversation.regained": { target: "mine", actions: ["forgetGone"] },
              },
            },
          },
        },
        remembered: { type: "history", history: "deep" },
      },
    },
    confirming: {
      description: "The person is told what closing does, and chooses",
      on: {
        ...deferred,
        "close.confirmed": { target: "closing" },
        "close.cancelled": { target: "open.remembered", actions: ["tellDeferred"] },
      },
    },
    closing: {
      description: "The server is asked",
      entry: [{ type: "requestClose", params: ({ context }) => ({ session: context.id }) }],
      on: {
        ...deferred,
        "close.refused": {
          description: "It stays open, and says why",
          target: "open.remembered",
          actions: ["keepReason", "tellDeferred"],
        },
      },
    },
    closed: { type: "final", description: "Not in the panel any more" },
  },
});

export type SessionRef = ActorRefFromLogic<typeof session>;
