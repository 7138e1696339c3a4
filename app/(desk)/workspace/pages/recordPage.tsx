"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { EntityKind } from "#machines/wire/records.ts";
import { Empty, Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import { faultOf } from "#ui/trpc/fault.ts";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import { useEngine } from "../engine/hooks.ts";
import { useFault } from "../words.ts";
import { useRecord } from "./data.ts";
import { formFields, nameOfRecord, type RecordView, type Stored, storedOf } from "./forms/kinds.ts";
import { Lookup } from "./forms/lookup.tsx";
import { RecordForm } from "./forms/recordForm.tsx";
import { createRecord, saveRecord, useSaving } from "./forms/saving.ts";
import { type Sent, useForm } from "./forms/useForm.ts";
import type { PageProps } from "./pageProps.ts";
import styles from "./pages.module.css";
import { fieldsOfNew, usual } from "./quickCreate.tsx";

type RecordPageProps<V extends RecordView> = PageProps & {
  kind: EntityKind;
  /** Reads what came as this kind. */
  is: (view: RecordView) => view is V;
  /** Under the name. */
  head?: (view: V) => ReactNode;
  /** Beside the form. */
  side: (view: V) => ReactNode;
};

/** A contact, an account or a case: its form, and what belongs to it beside it. */
export function RecordPage<V extends RecordView>(props: RecordPageProps<V>) {
  const { kind, subject, is, head, side, session } = props;
  const t = useTranslations("records");
  const told = useFault();
  const query = useRecord(kind, subject);
  if (subject === null) return <NewRecord {...props} />;
  if (query.isPending) return <Loading>{t("loading")}</Loading>;
  const view = query.data;
  if (view === undefined) {
    const fault = faultOf(query.error);
    if (fault.code === "NOT_FOUND") return <Empty title={told(fault)} />;
    return (
      <div className={styles.page}>
        <Notice
          live="status"
          action={
            <Button small onClick={() => void query.refetch()}>
              {t("retry")}
            </Button>
          }
        >
          {told(fault)}
        </Notice>
      </div>
    );
  }
  if (!is(view)) return null;
  return (
    <div className={styles.page}>
      <div className={styles.columns}>
        <section className={styles.main} aria-label={t(`kind.${kind}`)}>
          <header className={styles.head}>
            <p className={styles.quiet}>{t(`kind.${kind}`)}</p>
            <h1 className={styles.title} dir="auto">
              {nameOfRecord(view)}
            </h1>
            {head?.(view)}
          </header>
          <EditForm key={view.id} kind={kind} session={session} view={view} />
        </section>
        <div className={styles.side}>{side(view)}</div>
      </div>
    </div>
  );
}

function EditForm({ kind, session, view }: { kind: EntityKind; session: string; view: RecordView }) {
  const t = useTranslations("records");
  const client = useTRPCClient();
  const queries = useQueryClient();
  const saving = useSaving();
  const specs = formFields[kind];
  const stored = useMemo(() => storedOf(specs, view), [specs, view]);
  const form = useForm(session, `${kind}:${view.id}`, specs, stored);
  const save = async (sent: Sent[]) => {
    const changes = Object.fromEntries(
      sent.map(({ name, value, base }) => [name, { base: base || null, value: value || null }]),
    );
    const done = await saving.run({ kind, record: view.id, changes }, (id) =>
      saveRecord(client, kind, id, view.id, changes),
    );
    // Also after a conflict: what the others wrote is then shown beside each field.
    await queries.invalidateQueries({ queryKey: ["record", kind, view.id] });
    if (done !== null) form.saved(sent);
  };
  // The conflict itself stands beside its fields.
  const fault = saving.fault?.message === "fieldsConflict" ? null : saving.fault;
  return (
    <RecordForm
      form={form}
      label={t("formOf", { kind: t(`kind.${kind}`), name: nameOfRecord(view) })}
      busy={saving.busy}
      fault={fault}
      onSave={save}
    />
  );
}

/** A form for a new record; once it is there, its own tab takes this one's place. */
function NewRecord<V extends RecordView>({ kind, session, tab, params }: RecordPageProps<V>) {
  const t = useTranslations("records");
  const engine = useEngine();
  const client = useTRPCClient();
  const saving = useSaving();
  const specs = formFields[kind];
  const begins = useMemo((): Stored => {
    const prefilled: Record<string, { value: string; name: string | null }> = { ...usual[kind] };
    for (const name of ["contact", "account"]) {
      const id = params[name];
      const called = params[`${name}Name`];
      if (typeof id === "string")
        prefilled[name] = { value: id, name: typeof called === "string" ? called : null };
    }
    return storedOf(specs, null, prefilled);
  }, [kind, specs, params]);
  const form = useForm(session, `${kind}:new`, specs, begins);
  const create = async (sent: Sent[]) => {
    const fields = fieldsOfNew(begins, sent);
    const made = await saving.run({ kind, fields }, (id) => createRecord(client, kind, id, fields));
    if (made === null) return;
    form.saved(sent);
    await engine.openTab(session, kind, made.done);
    await engine.closeTab(session, tab);
  };
  return (
    <div className={styles.page}>
      <section className={styles.main} aria-label={t(`new.${kind}`)}>
        <header className={styles.head}>
          <h1 className={styles.title}>{t(`new.${kind}`)}</h1>
          <Lookup
            of={kind}
            aria-label={t(`existing.${kind}`)}
            placeholder={t(`existing.${kind}`)}
            value={null}
            onChange={(found) => found && void engine.openTab(session, kind, found.id)}
          />
        </header>
        <RecordForm
          form={form}
          label={t(`new.${kind}`)}
          busy={saving.busy}
          fault={saving.fault}
          creates
          onSave={create}
        />
      </section>
    </div>
  );
}
