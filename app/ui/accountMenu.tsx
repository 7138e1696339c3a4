"use client";
import { IconLogout, IconSettings } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Role, WorkItem } from "#machines/wire/views.ts";
import styles from "./accountMenu.module.css";
import { signOut } from "./authCalls.ts";
import { Avatar, Notice } from "./bits.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "./menu.tsx";
import { openWorkOf } from "./openWork.ts";
import { client } from "./trpc/client.ts";
import { faultOf } from "./trpc/fault.ts";
import { uuid } from "./uuid.ts";

export type AccountMenuProps = {
  person: { id: string; name: string; role: Role };
  /** The person's own work items; without it the server is asked, when signing out. */
  workItems?: () => readonly WorkItem[];
  titleOf?: (item: WorkItem) => string;
  /** Runs before signing out, for example to save what is not saved yet. */
  beforeSignOut?: () => Promise<void>;
};

/**
 * Does with each conversation what the dialog told, by closing its session: a live chat goes back to the
 * queue, a persistent one waits, one in wrap-up ends. What is no longer theirs needs nothing.
 */
async function closeSessions(items: readonly WorkItem[]) {
  for (const item of items) {
    try {
      await client().session.close.mutate({ id: uuid(), session: `conversation:${item.id}` });
    } catch (error) {
      const { code } = faultOf(error);
      if (code !== "NOT_FOUND" && code !== "CONFLICT") throw error;
    }
  }
}

type Leaving = { live: WorkItem[]; persistent: WorkItem[]; ending: WorkItem[] };

/** `Account: <name>`, with settings and sign-out; open work is told before it is left. */
export function AccountMenu({ person, workItems, titleOf, beforeSignOut }: AccountMenuProps) {
  const t = useTranslations("common.account");
  const trigger = useRef<HTMLButtonElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  const works = person.role === "agent" || person.role === "supervisor";
  const name = (item: WorkItem) =>
    titleOf?.(item) ??
    (item.customer.kind === "contact"
      ? item.customer.name
      : t("visitor", { number: String(item.customer.number) }));

  async function leave() {
    setBusy(true);
    setFailed(false);
    try {
      await beforeSignOut?.();
      if (leaving) await closeSessions([...leaving.live, ...leaving.persistent, ...leaving.ending]);
      await signOut();
      window.location.assign("/sign-in");
    } catch {
      setFailed(true);
      setBusy(false);
      setLeaving((known) => known ?? { live: [], persistent: [], ending: [] });
    }
  }

  async function ask() {
    if (!works) return leave();
    setFailed(false);
    const items =
      workItems?.() ??
      (await client()
        .desk.load.query()
        .then(
          (desk) => desk.items.mine,
          () => [],
        ));
    const open = openWorkOf(items, person.id);
    if (open.live.length + open.persistent.length + open.ending.length === 0) return leave();
    setLeaving(open);
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <button
            ref={trigger}
            type="button"
            className={styles.trigger}
            aria-label={t("button", { name: person.name })}
          >
            <Avatar name={person.name} />
          </button>
        }
      >
        <MenuNote>
          <strong className={styles.name}>{person.name}</strong>
          {t(`role.${person.role}`)}
        </MenuNote>
        <MenuSeparator />
        <MenuItem icon={<IconSettings size={16} />} onSelect={() => window.location.assign("/settings/me")}>
          {t("settings")}
        </MenuItem>
        <MenuItem icon={<IconLogout size={16} />} onSelect={() => void ask()}>
          {t("signOut")}
        </MenuItem>
      </Menu>
      <Dialog
        open={leaving !== null}
        onCancel={() => setLeaving(null)}
        title={t("signOut")}
        initialFocus={cancel}
        finalFocus={trigger}
        description={
          leaving && leaving.live.length + leaving.persistent.length + leaving.ending.length > 0
            ? t("openWork")
            : null
        }
        actions={
          <>
            <Button ref={cancel} onClick={() => setLeaving(null)}>
              {t("cancel")}
            </Button>
            <Button look="primary" busy={busy} onClick={() => void leave()}>
              {t("signOut")}
            </Button>
          </>
        }
      >
        {leaving ? (
          <>
            <Fate title={t("live", { count: leaving.live.length })} items={leaving.live} name={name} />
            <Fate
              title={t("persistent", { count: leaving.persistent.length })}
              items={leaving.persistent}
              name={name}
            />
            <Fate title={t("ending", { count: leaving.ending.length })} items={leaving.ending} name={name} />
            <p className={styles.kept}>{t("drafts")}</p>
            {failed ? <Notice>{t("failed")}</Notice> : null}
          </>
        ) : null}
      </Dialog>
    </>
  );
}

function Fate(props: { title: string; items: WorkItem[]; name: (item: WorkItem) => string }) {
  if (props.items.length === 0) return null;
  return (
    <div>
      <p className={styles.fate}>{props.title}</p>
      <ul className={styles.list}>
        {props.items.map((item) => (
          <li key={item.id}>{props.name(item)}</li>
        ))}
      </ul>
    </div>
  );
}
