"use client";
import { useTranslations } from "next-intl";
import { type RefObject, useRef } from "react";
import type { ConversationPolicy } from "#machines/conversation/types.ts";
import type { Desk, SessionView, WorkItem } from "#machines/wire/views.ts";
import styles from "./accountMenu.module.css";
import { Notice } from "./bits.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import type { OpenWork } from "./openWork.ts";

const DAY = 86_400_000;

/** How a page names what is open; without it the page has the server's words alone. */
export type OpenWorkWords = {
  /** The title of an open session, by what it is about; null when none is known. */
  titleOf(subject: string): string | null;
  date(at: number): string;
  now(): number;
};

export type SignOutDialogProps = {
  leaving: { desk: Desk | null; work: OpenWork } | null;
  words?: OpenWorkWords;
  busy: boolean;
  /** Signing out failed, before or after the work was given back. */
  failed: "before" | "after" | null;
  /** Where the focus goes back to. */
  trigger: RefObject<HTMLElement | null>;
  onCancel: () => void;
  onLeave: (work: OpenWork) => void;
};

/** Lists what becomes of each open piece of work when one signs out; it does exactly that. */
export function SignOutDialog({
  leaving,
  busy,
  failed,
  trigger,
  onCancel,
  onLeave,
  words,
}: SignOutDialogProps) {
  const t = useTranslations("common.account");
  const cancel = useRef<HTMLButtonElement>(null);
  const known = leaving && leaving.desk !== null;
  return (
    <Dialog
      open={leaving !== null}
      onCancel={onCancel}
      title={t("signOut")}
      initialFocus={cancel}
      finalFocus={trigger}
      description={known ? t("openWork") : null}
      actions={
        <>
          <Button ref={cancel} onClick={onCancel}>
            {t("cancel")}
          </Button>
          <Button look="primary" busy={busy} onClick={() => leaving && onLeave(leaving.work)}>
            {t("signOut")}
          </Button>
        </>
      }
    >
      {leaving?.desk ? <Fates desk={leaving.desk} work={leaving.work} {...(words ? { words } : {})} /> : null}
      {failed ? <Notice>{t(failed === "after" ? "failedLate" : "failed")}</Notice> : null}
    </Dialog>
  );
}

function Fates({ desk, work, words }: { desk: Desk; work: OpenWork; words?: OpenWorkWords }) {
  const t = useTranslations("common.account");
  const name = (item: WorkItem) =>
    words?.titleOf(item.id) ||
    (item.customer.kind === "contact"
      ? item.customer.name
      : t("visitor", { number: String(item.customer.number) }));
  const titleOf = ({ subject, title }: Pick<SessionView, "subject" | "title">) => {
    const item = desk.conversations[subject]?.item;
    return words?.titleOf(subject) || title || (item ? name(item) : null);
  };
  const sessionName = (id: string) => {
    if (id === "home") return t("home");
    const session = desk.sessions.find((each) => each.id === id);
    const subject = id.slice(id.indexOf(":") + 1);
    return titleOf({ subject, title: session?.title ?? null });
  };
  const wait = (item: WorkItem) => {
    const waiting = waitingTimeOf(desk, item.id);
    if (waiting === null) return name(item);
    if (words) return t("until", { name: name(item), date: words.date(words.now() + waiting) });
    return t("days", { name: name(item), count: Math.round(waiting / DAY) });
  };
  const { live, persistent, ending, staying, unsaved } = work;
  return (
    <>
      <Fate title={t("live", { count: live.length })} names={live.map(name)}>
        <p className={styles.told}>{t("told")}</p>
      </Fate>
      <Fate title={t("persistent", { count: persistent.length })} names={persistent.map(wait)} />
      <Fate title={t("ending", { count: ending.length })} names={ending.map(name)} />
      <Fate title={t("staying", { count: staying.length })} names={staying.map(titleOf)} />
      <Fate title={t("unsaved", { count: unsaved.length })} names={unsaved.map(sessionName)} />
      <p className={styles.kept}>{t("drafts")}</p>
    </>
  );
}

/** How long a conversation waits once it does, from its chart; null when it is not known. */
function waitingTimeOf(desk: Desk, conversation: string): number | null {
  const snapshot = desk.conversations[conversation]?.mirror.snapshot;
  if (typeof snapshot !== "object" || snapshot === null || !("context" in snapshot)) return null;
  // The charts of conversations have one context (machines/conversation).
  const { policy } = snapshot.context as { policy?: Partial<ConversationPolicy> };
  return policy?.waitingTime ?? null;
}

function Fate(props: { title: string; names: (string | null)[]; children?: React.ReactNode }) {
  const names = props.names.filter((name) => name !== null);
  if (names.length === 0) return null;
  return (
    <div>
      <p className={styles.fate}>{props.title}</p>
      {props.children}
      <ul className={styles.list}>
        {names.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be called alike, and the list does not change.
          <li key={index}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
