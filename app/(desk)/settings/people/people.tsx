"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card, Chip, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import styles from "../settings.module.css";
import { AddPerson } from "./addPerson.tsx";
import { PasswordDialog } from "./passwordDialog.tsx";
import own from "./people.module.css";
import type { Person } from "./person.ts";
import { PersonDialog } from "./personDialog.tsx";

type Open = { what: "edit" | "password"; person: Person };

/** Everybody who works here, and the forms that add and change them. */
export function People(props: { people: readonly Person[]; me: string }) {
  const t = useTranslations("settings.people");
  const role = useTranslations("common.account.role");
  const client = useTRPCClient();
  const hydrated = useHydrated();
  const [people, setPeople] = useState(props.people);
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState("");

  /** What was saved is read again, with what others saved meanwhile. */
  async function saved(sentence: string) {
    setPeople(await client.person.list.query());
    setOpen(null);
    setDone(sentence);
  }

  function begin(next: Open) {
    setDone("");
    setOpen(next);
  }

  return (
    <div className={styles.stack}>
      <div role="status" className={styles.status}>
        {done ? (
          <Notice tone="good" live="off">
            {done}
          </Notice>
        ) : null}
      </div>
      <div className={own.scroll}>
        <table className={own.table} aria-label={t("title")}>
          <thead>
            <tr>
              <th scope="col">{t("column.name")}</th>
              <th scope="col">{t("column.email")}</th>
              <th scope="col">{t("column.role")}</th>
              <th scope="col">{t("column.active")}</th>
              <th scope="col">{t("column.capacity")}</th>
              <th scope="col">{t("column.actions")}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id} className={cx(!person.active && own.gone)}>
                <th scope="row">
                  {person.name} {person.id === props.me ? <Chip>{t("you")}</Chip> : null}
                </th>
                <td className={own.email}>{person.email}</td>
                <td>{role(person.role)}</td>
                <td>{person.active ? t("yes") : t("no")}</td>
                <td className={own.number}>{person.capacity}</td>
                <td>
                  <span className={own.actions}>
                    <Button
                      small
                      disabled={!hydrated}
                      aria-label={t("editOf", { name: person.name })}
                      onClick={() => begin({ what: "edit", person })}
                    >
                      {t("edit")}
                    </Button>
                    <Button
                      small
                      disabled={!hydrated}
                      aria-label={t("passwordOf", { name: person.name })}
                      onClick={() => begin({ what: "password", person })}
                    >
                      {t("password")}
                    </Button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Card title={t("add.title")}>
        <p className={own.text}>{t("add.text")}</p>
        <AddPerson onBegin={() => setDone("")} onAdded={(name) => saved(t("add.done", { name }))} />
      </Card>
      {open?.what === "edit" ? (
        <PersonDialog
          key={open.person.id}
          person={open.person}
          mine={open.person.id === props.me}
          onCancel={() => setOpen(null)}
          onSaved={(name) => saved(t("form.saved", { name }))}
        />
      ) : null}
      {open?.what === "password" ? (
        <PasswordDialog
          key={open.person.id}
          person={open.person}
          mine={open.person.id === props.me}
          onCancel={() => setOpen(null)}
          onSaved={() => saved(t("newPassword.done", { name: open.person.name }))}
        />
      ) : null}
    </div>
  );
}
