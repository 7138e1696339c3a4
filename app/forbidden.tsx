import { getTranslations } from "next-intl/server";
import { whoAsks } from "#ui/access.ts";
import { LinkButton } from "#ui/linkButton.tsx";
import { MessagePage } from "#ui/messagePage.tsx";
import { homeOf } from "#ui/nextPath.ts";

export default async function Forbidden() {
  const t = await getTranslations("errors.pages");
  const roles = await getTranslations("common.account.role");
  const person = await whoAsks();
  return (
    <MessagePage
      code="403"
      title={t("forbiddenTitle")}
      actions={
        <>
          {person ? (
            <LinkButton look="primary" href={homeOf(person.role)}>
              {t("home")}
            </LinkButton>
          ) : null}
          <LinkButton href="/sign-in">{t("switch")}</LinkButton>
        </>
      }
    >
      <p>
        {person
          ? t("forbiddenText", { name: person.name, role: roles(person.role) })
          : t("forbiddenStranger")}
      </p>
    </MessagePage>
  );
}
