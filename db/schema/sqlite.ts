import { sqliteKit } from "./columns.ts";
import { defineTables } from "./tables.ts";

/** Each table as an export of its own: that is how drizzle-kit finds them. */
export const {
  agent,
  presence,
  queue,
  queueMember,
  workstream,
  account,
  contact,
  supportCase,
  article,
  template,
  tab,
  setting,
  visitor,
  conversation,
  message,
  participant,
  session,
  draft,
  timer,
  event,
  command,
  followup,
  line,
  counter,
  fact,
  chartDefinition,
} = defineTables(sqliteKit);
