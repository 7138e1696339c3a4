import {
  conversationRouter,
  dayRouter,
  deskRouter,
  draftRouter,
  messageRouter,
  offerRouter,
  presenceRouter,
  sessionRouter,
  tabRouter,
} from "./desk.ts";
import { installationRouter } from "./installation.ts";
import { knowledgeRouter } from "./knowledge.ts";
import { personRouter } from "./people.ts";
import { accountRouter, caseRouter, contactRouter } from "./records.ts";
import { itemsRouter, searchRouter } from "./search.ts";
import { meRouter, setupRouter, workstreamRouter } from "./settings.ts";
import { templatesRouter } from "./templates.ts";
import { createCallerFactory, router } from "./trpc.ts";

/** One router a noun. */
export const appRouter = router({
  desk: deskRouter,
  offer: offerRouter,
  conversation: conversationRouter,
  message: messageRouter,
  session: sessionRouter,
  tab: tabRouter,
  draft: draftRouter,
  presence: presenceRouter,
  day: dayRouter,
  me: meRouter,
  workstream: workstreamRouter,
  person: personRouter,
  setup: setupRouter,
  contact: contactRouter,
  account: accountRouter,
  case: caseRouter,
  search: searchRouter,
  items: itemsRouter,
  knowledge: knowledgeRouter,
  templates: templatesRouter,
  installation: installationRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
