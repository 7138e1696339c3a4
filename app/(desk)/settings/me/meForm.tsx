"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale, Scheme } from "#machines/wire/views.ts";
import { Card, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { Radios, Select } from "#ui/field.tsx";
import { directionOf, isLocale, localeNames, locales } from "#ui/i18n/locale.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { uuid } from "#ui/uuid.ts";
import styles from "../settings.module.css";

type Choice = { locale?: Locale; scheme?: Scheme };

/** What is chosen holds at once, and is saved; when it could not be saved, what held before comes back. */
export function MeForm(props: { locale: Locale; scheme: Scheme }) {
  const t = useTranslations("settings.me");
  const router = useRouter();
  const client = useTRPCClient();
  const [locale, setLocale] = useState(props.locale);
  const [scheme, setScheme] = useState(props.scheme);

  const show = (next: Scheme) => {
    setScheme(next);
    document.documentElement.dataset.scheme = next;
  };

  const hydrated = useHydrated();
  const save = useMutation({
    mutationFn: (choice: Choice) => client.me.save.mutate({ id: uuid(), ...choice }),
    // The page is rendered again in place: nothing that is typed elsewhere is lost.
    onSuccess: () => router.refresh(),
    onError: (_, choice) => {
      if (choice.locale) setLocale(props.locale);
      if (choice.scheme) show(props.scheme);
    },
  });

  return (
    <div className={styles.stack}>
      <Card>
        {/* What is chosen before the script has taken over would be lost. */}
        <fieldset className={cx(styles.stack, styles.whole)} disabled={!hydrated}>
          <Select
            label={t("language")}
            help={t("languageHelp")}
            value={locale}
            choices={locales.map((each) => ({ value: each, label: localeNames[each], lang: each }))}
            onChange={(event) => {
              const next = event.target.value;
              if (!isLocale(next)) return;
              setLocale(next);
              save.mutate({ locale: next });
            }}
          />
          <Radios<Scheme>
            legend={t("scheme")}
            name="scheme"
            value={scheme}
            onChange={(next) => {
              show(next);
              save.mutate({ scheme: next });
            }}
            choices={[
              { value: "auto", label: t("auto"), hint: t("autoHelp") },
              { value: "light", label: t("light") },
              { value: "dark", label: t("dark") },
            ]}
          />
        </fieldset>
      </Card>
      <div role="status" className={styles.status} dir={directionOf(locale)}>
        {save.isSuccess ? (
          <Notice tone="good" live="off">
            {t("saved")}
          </Notice>
        ) : null}
      </div>
      {save.isError ? (
        <ErrorMessage
          error={save.error}
          kept={t("before")}
          action={
            <Button small onClick={() => save.variables && save.mutate(save.variables)}>
              {t("retry")}
            </Button>
          }
        />
      ) : null}
    </div>
  );
}
