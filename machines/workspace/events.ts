import type { MirrorEvent } from "#machines/mirror/step.ts";
import type { Desk, MirrorView, SessionView } from "#machines/wire/views.ts";

/** Of `Desk`, what the actors are made from; a `Desk` is one. */
export type DeskActors = {
  sessions: readonly SessionView[];
  /** Of the open sessions, and of what is offered to this agent. */
  conversations: Readonly<Record<string, Pick<Desk["conversations"][string], "item" | "mirror">>>;
  presence: Pick<Desk["presence"], "mirror">;
  home: Desk["home"];
  me: Pick<Desk["me"], "id">;
};

export type WorkspaceEvent =
  /** The window's one stream, in the words of the states. */
  | { type: "line.connecting" }
  | { type: "line.live" }
  | { type: "line.reconnecting" }
  | { type: "line.offline" }
  | { type: "line.signedOut" }
  | { type: "panel.toggled" }
  /** At the start, and afresh after a `reset`. */
  | { type: "desk.loaded"; desk: DeskActors }
  /** The stream said `reset`: the desk is being loaded. */
  | { type: "desk.reset" }
  | { type: "session.opened"; session: SessionView; unread: number }
  /** By the log, whichever window did it. */
  | { type: "session.closed"; id: string }
  /** `home` or a session's id. */
  | { type: "session.selected"; id: string }
  | { type: "session.moved"; order: readonly string[] }
  /** The tabs beside a session's anchor (or Home's) in their order, by the log. */
  | { type: "tabs.listed"; session: string; order: readonly string[] }
  | { type: "tab.selected"; session: string; tab: string }
  /** Whether this window is visible and was used within the last minute. */
  | { type: "window.focused" }
  | { type: "window.blurred" }
  | { type: "offer.arrived"; conversation: string; deadline: number | null }
  | { type: "outcome.dismissed"; conversation: string }
  | { type: "fault.dismissed"; actor: string }
  | { type: "draft.opened"; session: string; field: string; text: string; rev: number }
  /** A chart's state read from the server: makes the mirror, or puts it right. */
  | { type: "view.arrived"; id: string; view: MirrorView }
  /** A row of the log for the mirror of that machine; without one it is dropped. */
  | { type: "log.arrived"; id: string; row: MirrorEvent }
  | { type: `xstate.error.actor.${string}`; error: unknown; actorId: string }
  | { type: `xstate.done.actor.${string}`; output: unknown; actorId: string };
