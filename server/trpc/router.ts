import {
  conversationRouter,
  deskRouter,
  draftRouter,
  offerRouter,
  presenceRouter,
  sessionRouter,
} from "./desk.ts";
import { personRouter } from "./people.ts";
import { meRouter, setupRouter, workstreamRouter } from "./settings.ts";
import { createCallerFactory, router } from "./trpc.ts";

/** One router a noun. */
export const appRouter = router({
  desk: deskRouter,
  offer: offerRouter,
  conversation: conversationRouter,
  session: sessionRouter,
  draft: draftRouter,
  presence: presenceRouter,
  me: meRouter,
  workstream: workstreamRouter,
  person: personRouter,
  setup: setupRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
