import type { Desk } from "#machines/wire/views.ts";
import { type Client, client, personHeaders } from "#ui/trpc/client.ts";
import { faultOf } from "#ui/trpc/fault.ts";
import type { Api, Commands } from "./api.ts";

const PAGE = 50;

type Run = { [N in keyof Commands]: (input: Commands[N] & { id: string }) => Promise<unknown> };

function revOf(data: unknown): { rev: number } {
  if (typeof data === "object" && data !== null && "rev" in data && typeof data.rev === "number") {
    return { rev: data.rev };
  }
  throw new Error("draft.save answered without a rev");
}

/**
 * The server, called as the other pages call it.
 * @param client asked for at each call, so that none is made before it is needed.
 * @param post posts JSON to a path of the server in a way that outlives the page.
 */
export function apiOf(client: () => Client, post: (path: string, body: string) => Promise<unknown>): Api {
  const run: Run = {
    "offer.accept": (input) => client().offer.accept.mutate(input),
    "offer.reject": (input) => client().offer.reject.mutate(input),
    "conversation.pick": (input) => client().conversation.pick.mutate(input),
    "conversation.open": (input) => client().conversation.open.mutate(input),
    "conversation.end": (input) => client().conversation.end.mutate(input),
    "conversation.continue": (input) => client().conversation.continue.mutate(input),
    "conversation.read": (input) => client().conversation.read.mutate(input),
    "conversation.release": (input) => client().conversation.release.mutate(input),
    "session.open": (input) => client().session.open.mutate(input),
    "session.move": (input) => client().session.move.mutate(input),
    "tab.open": (input) => client().tab.open.mutate(input),
    "tab.close": (input) => client().tab.close.mutate(input),
    "tab.move": (input) => client().tab.move.mutate(input),
    "tab.save": (input) => client().tab.save.mutate(input),
    "session.close": (input) => client().session.close.mutate(input),
    "presence.choose": (input) => client().presence.choose.mutate(input),
    "presence.reset": (input) => client().presence.reset.mutate(input),
  };
  return {
    // tRPC types an `unknown` of the answer as optional; a chart's snapshot always stands in it.
    load: async () => (await client().desk.load.query()) as Desk,
    messages: (conversation, before, limit = PAGE) =>
      client().conversation.messages.query({ conversation, limit, ...(before ? { before } : {}) }),
    details: (conversation) => client().conversation.details.query({ conversation }),
    drafts: () => client().draft.list.query(),
    run: (name, id, input) => run[name]({ ...input, id }),
    async saveDraft(id, save) {
      return revOf(await client().draft.save.mutate({ id, ...save }));
    },
    saveDraftLeaving(id, save) {
      // The batching client answers too late for a page that goes: one bare call that outlives it.
      post("/api/trpc/draft.save", JSON.stringify({ id, ...save })).catch(() => {
        // The local copy stays and is saved by the next page.
      });
    },
    runLeaving(name, id, input) {
      post(`/api/trpc/${name}`, JSON.stringify({ id, ...input })).catch(() => {
        // What a command asked for is asked for again by whoever wants it.
      });
    },
    async knowsMe() {
      try {
        await client().me.get.query();
        return true;
      } catch (error) {
        return faultOf(error).code !== "UNAUTHORIZED";
      }
    },
  };
}

/** The page's own. */
export const pageApi: Api = apiOf(client, (path, body) =>
  fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...personHeaders() },
    body,
    keepalive: true,
  }),
);
