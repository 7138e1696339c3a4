import type { Desk } from "#machines/wire/views.ts";
import { client } from "#ui/trpc/client.ts";
import { faultOf } from "#ui/trpc/fault.ts";
import type { Api, Commands } from "./api.ts";

const PAGE = 50;

type Run = { [N in keyof Commands]: (input: Commands[N] & { id: string }) => Promise<unknown> };

const run: Run = {
  "offer.accept": (input) => client().offer.accept.mutate(input),
  "offer.reject": (input) => client().offer.reject.mutate(input),
  "conversation.pick": (input) => client().conversation.pick.mutate(input),
  "conversation.open": (input) => client().conversation.open.mutate(input),
  "conversation.end": (input) => client().conversation.end.mutate(input),
  "conversation.continue": (input) => client().conversation.continue.mutate(input),
  "conversation.read": (input) => client().conversation.read.mutate(input),
  "session.close": (input) => client().session.close.mutate(input),
  "presence.choose": (input) => client().presence.choose.mutate(input),
  "presence.reset": (input) => client().presence.reset.mutate(input),
};

function revOf(data: unknown): { rev: number } {
  if (typeof data === "object" && data !== null && "rev" in data && typeof data.rev === "number") {
    return { rev: data.rev };
  }
  throw new Error("draft.save answered without a rev");
}

/** The server, called as the other pages call it. */
export const pageApi: Api = {
  // tRPC types an `unknown` of the answer as optional; a chart's snapshot always stands in it.
  load: async () => (await client().desk.load.query()) as Desk,
  messages: (conversation, before) =>
    client().conversation.messages.query({ conversation, limit: PAGE, ...(before ? { before } : {}) }),
  details: (conversation) => client().conversation.details.query({ conversation }),
  drafts: () => client().draft.list.query(),
  run: (name, id, input) => run[name]({ ...input, id }),
  async saveDraft(id, save) {
    return revOf(await client().draft.save.mutate({ id, ...save }));
  },
  saveDraftLeaving(id, save) {
    // The batching client answers too late for a page that goes: one bare call that outlives it.
    void fetch("/api/trpc/draft.save", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id, ...save }),
      keepalive: true,
    }).catch(() => {
      // The local copy stays and is saved by the next page.
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
