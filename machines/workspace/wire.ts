import { draft } from "#machines/draft/machine.ts";
import { offer } from "#machines/offer/machine.ts";
import { session } from "#machines/session/machine.ts";
import { workspace } from "./machine.ts";

/** What the charts of a window ask for; the engine answers with events to the actor that asked. */
export type WorkspaceEffects = {
  /** Answered by `save.done` or `save.failed`. */
  requestSave(params: { session: string; field: string; text: string; baseRev: number }): void;
  /** Answered by `send.confirmed` or `send.refused`. */
  requestSend(params: { session: string; id: string; text: string; draftRev: number }): void;
  /** Answered by the log, or by `answer.refused`. */
  requestAccept(params: { conversation: string }): void;
  requestReject(params: { conversation: string }): void;
  /** Answered by the log's `session.closed`, or by `close.refused`. */
  requestClose(params: { session: string }): void;
};

/** The workspace with its effects. At module scope or outside of hooks: a machine is made once. */
export function workspaceWith(effects: WorkspaceEffects): typeof workspace {
  return workspace.provide({
    actors: {
      draft: draft.provide({
        actions: {
          requestSave: (_, params) => effects.requestSave(params),
          requestSend: (_, params) => effects.requestSend(params),
        },
      }),
      offer: offer.provide({
        actions: {
          requestAccept: (_, params) => effects.requestAccept(params),
          requestReject: (_, params) => effects.requestReject(params),
        },
      }),
      session: session.provide({
        actions: { requestClose: (_, params) => effects.requestClose(params) },
      }),
    },
  });
}
