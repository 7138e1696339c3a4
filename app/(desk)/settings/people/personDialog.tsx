"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { ErrorMessage } from "#ui/errorMessage.tsx";
import { Select, TextField } from "#ui/field.tsx";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { uuid } from "#ui/uuid.ts";
import styles from "../settings.module.css";
import own from "./people.module.css";
import { capacityBounds, changeOf, type Facts, isRole, type Person, readCapacity, roles } from "./person.ts";

type Props = {
  person: Person;
  mine: boolean;
  onCancel: () => void;
  onSaved: (name: string) => Promise<void>;
};

/** Name, role, capacity, and whether somebody may work. One's own role and work are another's to change. */
export function PersonDialog({ person, mine, onCancel, onSaved }: Props) {
  const t = useTranslations("settings.people");
  const common = useTranslations("common");
  const client = useTRPCClient();
  const id = useId();
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const [active, setActive] = useState(person.active);
  const [capacity, setCapacity] = useState(String(person.capacity));
  const [asked, setAsked] = useState(false);
  const units = readCapacity(capacity);

  const save = useMutation({
    mutationFn: async (facts: Facts) => {
      const change = changeOf(person, facts);
      if (Object.keys(change).length > 0) {
        await client.person.save.mutate({ id: uuid(), person: person.id, ...change });
      }
      await onSaved(facts.name);
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (save.isPending) return;
    setAsked(true);
    const given = name.trim();
    if (given === "" || units === null) {
      const wrong = given === "" ? "name" : "capacity";
      event.currentTarget.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
      return;
    }
    save.mutate({ name: given, role, active, capacity: units });
  }

  return (
    <Dialog
      open
      onCancel={onCancel}
      title={t("editOf", { name: person.name })}
      actions={
        <>
          <Button onClick={onCancel}>{common("cancel")}</Button>
          <Button type="submit" form={id} look="primary" busy={save.isPending}>
            {common("save")}
          </Button>
        </>
      }
    >
      <ErrorMessage error={save.error} />
      <form id={id} className={styles.stack} onSubmit={submit} noValidate>
        <TextField
          label={t("form.name")}
          name="name"
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={asked && name.trim() === "" && t("wrong.name")}
        />
        <Select
          label={t("form.role")}
          help={mine ? t("form.roleOwn") : undefined}
          name="role"
          disabled={mine}
          value={role}
          choices={roles.map((value) => ({ value, label: common(`account.role.${value}`) }))}
          onChange={(event) => {
            if (isRole(event.target.value)) setRole(event.target.value);
          }}
        />
        <TextField
          label={t("form.capacity")}
          help={t("form.capacityHelp", capacityBounds)}
          name="capacity"
          inputMode="numeric"
          autoComplete="off"
          value={capacity}
          onChange={(event) => setCapacity(event.target.value)}
          error={asked && units === null && t("wrong.capacity", capacityBounds)}
        />
        <div>
          <label className={own.check}>
            <input
              type="checkbox"
              name="active"
              checked={active}
              disabled={mine}
              aria-describedby={`${id}-active`}
              onChange={(event) => setActive(event.target.checked)}
            />
            {t("form.active")}
          </label>
          <p id={`${id}-active`} className={own.help}>
            {mine ? t("form.activeOwn") : t("form.activeHelp")}
          </p>
        </div>
      </form>
    </Dialog>
  );
}
