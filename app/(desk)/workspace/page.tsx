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

/** The agent's desk; what it shows first is read here, so that the first paint has it. */
export default async function WorkspacePage() {
  await connection();
  const person = await allowed(["agent", "supervisor"]);
  const caller = registered().caller(person);
  const [desk, drafts] = await Promise.all([caller.desk.load(), caller.draft.list()]);
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
        "auth",
      ]}
    >
      <Workspace desk={desk} drafts={drafts} />
    </ClientMessages>
  );
}
