"use client";
import { useTranslations } from "next-intl";
import { Button } from "#ui/button.tsx";
import { LinkButton } from "#ui/linkButton.tsx";
import { MessagePage } from "#ui/messagePage.tsx";

/** What a page that threw shows; the digest is what the server's log has it by. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("errors.pages");
  return (
    <MessagePage
      title={t("errorTitle")}
      actions={
        <>
          <Button look="primary" onClick={reset}>
            {t("retry")}
          </Button>
          <LinkButton href="/">{t("home")}</LinkButton>
        </>
      }
    >
      <div role="alert">
        <p>{t("errorText")}</p>
        {error.digest ? <p>{t("errorCode", { code: error.digest })}</p> : null}
      </div>
    </MessagePage>
  );
}
