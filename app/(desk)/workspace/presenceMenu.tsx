"use client";
import { IconChevronDown } from "@tabler/icons-react";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { snapshotOf } from "#machines/mirror/step.ts";
import type { ChosenPresence, PresenceLabel } from "#machines/wire/views.ts";
import { cx } from "#ui/cx.ts";
import { Menu, MenuChoice, MenuItem, MenuNote, MenuSeparator } from "#ui/menu.tsx";
import styles from "./bar.module.css";
import { useEngine, useStore } from "./engine/hooks.ts";

const CHOICES: readonly ChosenPresence[] = ["available", "busy", "doNotDisturb", "away", "offline"];

const tone: Record<PresenceLabel, string | undefined> = {
  available: styles.well,
  busy: styles.bad,
  doNotDisturb: styles.bad,
  away: styles.soon,
  offline: styles.off,
  inactive: styles.soon,
};

function isChosen(value: unknown): value is ChosenPresence {
  return CHOICES.some((choice) => choice === value);
}

/** `Presence: <label>`: choosing one, and why the label is what it is. */
export function PresenceMenu() {
  const t = useTranslations("presence");
  const engine = useEngine();
  const me = useStore(engine.desk, (desk) => desk.me);
  const presence = useStore(engine.desk, (desk) => desk.presence);
  const mirror = useSelector(engine.actor, (state) => state.context.mirrors[me.id]);
  const view = useSelector(mirror, (state) => state?.context.view);
  const value: unknown = view ? snapshotOf(view)?.value : null;
  const chosen =
    typeof value === "object" && value !== null && "chosen" in value ? value.chosen : presence.label;
  const restrained = presence.label === "inactive";
  const why = presence.why.map((key) => (t.has(`why.${key}`) ? t(`why.${key}`) : key)).join("; ");
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className={styles.pill}
          aria-label={t("button", { label: t(`label.${presence.label}`) })}
        >
          <span className={cx(styles.dot, tone[presence.label])} aria-hidden="true" />
          <span className={styles.pillText}>{t(`label.${presence.label}`)}</span>
          {/* Drawn by the style sheet: it is in the menu in words, and is no part of the button's name. */}
          <span className={styles.load} data-load={t("load", { load: me.load, capacity: me.capacity })} />
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      }
    >
      <MenuNote>{t("whyTitle", { reasons: why })}</MenuNote>
      <MenuChoice
        label={t("group")}
        value={isChosen(chosen) ? chosen : null}
        onChange={(presenceChosen) => void engine.deeds.choosePresence(presenceChosen)}
        choices={CHOICES.map((choice) => ({
          value: choice,
          label: t(`label.${choice}`),
          icon: <span className={cx(styles.dot, tone[choice])} />,
        }))}
      />
      <MenuSeparator />
      <MenuNote>{t("loadWords", { load: me.load, capacity: me.capacity })}</MenuNote>
      {restrained ? (
        <MenuItem onSelect={() => void engine.deeds.resetPresence()}>{t("reset")}</MenuItem>
      ) : null}
    </Menu>
  );
}
