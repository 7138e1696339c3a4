import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { allowed } from "#ui/access.ts";
import { ClientMessages } from "#ui/i18n/clientMessages.tsx";
import { Workspace } from "./workspace.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk");
  return { title: t("title") };
}

/** So many rows of each stream stand in the page: those that are seen. */
const FIRST_ROWS = 30;

/** The agent's desk; what it shows first is read here, so that the first paint has it. */
export default async function WorkspacePage() {
  await connection();
  const person = await allowed(["agent", "supervisor"]);
  const caller = registered().caller(person);
  const [desk, drafts] = await Promise.all([caller.desk.load(), caller.draft.list()]);
  const streams = await Promise.all(
    desk.installation.dashboard.map(async ({ stream, sort }) => ({
      stream,
      sort,
      page: await caller.items.page({ stream, sort, limit: FIRST_ROWS }),
    })),
  );
  return (
    <ClientMessages
      namespaces={[
        "desk",
        "presence",
        "notice",
        "composer",
        "offer",
        "session",
        "dialog",
        "table",
        "tabs",
        "records",
        "knowledge",
        "templates",
        "palette",
        "auth",
      ]}
    >
      <Workspace desk={desk} drafts={drafts} streams={streams} />
    </ClientMessages>
  );
}
