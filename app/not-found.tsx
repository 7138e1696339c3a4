import { getTranslations } from "next-intl/server";
import { LinkButton } from "#ui/linkButton.tsx";
import { MessagePage } from "#ui/messagePage.tsx";

export default async function NotFound() {
  const t = await getTranslations("errors.pages");
  return (
    <MessagePage
      code="404"
      title={t("notFoundTitle")}
      actions={
        <LinkButton look="primary" href="/">
          {t("home")}
        </LinkButton>
      }
    >
      <p>{t("notFoundText")}</p>
    </MessagePage>
  );
}
