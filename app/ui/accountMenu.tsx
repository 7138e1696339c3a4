"use client";
import { IconLogout, IconSettings } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import type { Desk, Role } from "#machines/wire/views.ts";
import styles from "./accountMenu.module.css";
import { signOut } from "./authCalls.ts";
import { Avatar } from "./bits.tsx";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "./menu.tsx";
import { isNothing, type OpenWork, openWorkOf } from "./openWork.ts";
import { type OpenWorkWords, SignOutDialog } from "./openWorkDialog.tsx";
import { client } from "./trpc/client.ts";
import { uuid } from "./uuid.ts";

export type AccountMenuProps = {
  person: { id: string; name: string; role: Role };
  /** The person's desk as the page has it, and the sessions with unsaved text; else the server is asked. */
  openDesk?: () => { desk: Desk; unsaved: string[] };
  words?: OpenWorkWords;
  /** Runs before signing out, for example to save what is not saved yet. */
  beforeSignOut?: () => Promise<unknown>;
  /** Further parts of the menu. */
  children?: ReactNode;
};

const NOTHING: OpenWork = { live: [], persistent: [], ending: [], staying: [], unsaved: [] };

/** `Account: <name>`, with settings and sign-out; open work is told before it is left. */
export function AccountMenu({ person, openDesk, words, beforeSignOut, children }: AccountMenuProps) {
  const t = useTranslations("common.account");
  const trigger = useRef<HTMLButtonElement>(null);
  const [leaving, setLeaving] = useState<{ desk: Desk | null; work: OpenWork } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<"before" | "after" | null>(null);
  /** The work is given back with one command, which has its id also when it is tried again. */
  const ending = useRef(uuid());
  const works = person.role === "agent" || person.role === "supervisor";

  async function leave(work: OpenWork) {
    setBusy(true);
    setFailed(null);
    let gaveBack = false;
    try {
      await beforeSignOut?.();
      if (work.live.length + work.persistent.length + work.ending.length > 0) {
        await client().day.end.mutate({ id: ending.current });
        gaveBack = true;
      }
      await signOut();
      window.location.assign("/sign-in");
    } catch {
      setFailed(gaveBack ? "after" : "before");
      setBusy(false);
      setLeaving((known) => known ?? { desk: null, work: NOTHING });
    }
  }

  async function ask() {
    setFailed(null);
    ending.current = uuid();
    if (!works) return leave(NOTHING);
    // Signing out needs the server anyway: when it does not answer now, that is what is told.
    const open =
      openDesk?.() ??
      (await client()
        .desk.load.query()
        .then(
          (desk) => ({ desk: desk as Desk, unsaved: undefined }),
          () => null,
        ));
    const work = open ? openWorkOf(open.desk, open.unsaved) : NOTHING;
    if (isNothing(work)) return leave(work);
    setLeaving({ desk: open?.desk ?? null, work });
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
        {children}
        <MenuItem icon={<IconSettings size={16} />} onSelect={() => window.location.assign("/settings/me")}>
          {t("settings")}
        </MenuItem>
        <MenuItem icon={<IconLogout size={16} />} onSelect={() => void ask()}>
          {t("signOut")}
        </MenuItem>
      </Menu>
      <SignOutDialog
        leaving={leaving}
        {...(words ? { words } : {})}
        busy={busy}
        failed={failed}
        trigger={trigger}
        onCancel={() => setLeaving(null)}
        onLeave={(work) => void leave(work)}
      />
    </>
  );
}
