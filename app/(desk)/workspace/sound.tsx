"use client";
import { IconVolume, IconVolume2, IconVolumeOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { MenuChoice, MenuNote, MenuSeparator } from "#ui/menu.tsx";
import { useEngine, useStore } from "./engine/hooks.ts";
import { ringingOf } from "./engine/ringing.ts";
import styles from "./sound.module.css";

/** Lets this window be heard, and says so where the browser does not allow it. */
export function SoundBlocked() {
  const t = useTranslations("desk.sound");
  const ringing = ringingOf(useEngine());
  const blocked = useStore(ringing.player.blocked, (value) => value);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => ringing.start(), [ringing]);
  useEffect(() => {
    const one = button.current;
    if (!blocked || !one) return;
    // Whoever turned it on by key stands where they can go on.
    return () => {
      if (document.activeElement === one) document.getElementById("main")?.focus();
    };
  }, [blocked]);
  if (!blocked) return null;
  return (
    <button ref={button} type="button" className={styles.blocked} onClick={() => ringing.unblock()}>
      <IconVolumeOff size={16} aria-hidden="true" />
      <span className={styles.text}>{t("blocked")}</span>
    </button>
  );
}

/** In the account's menu: how loud, for this person in this browser. */
export function SoundChoice() {
  const t = useTranslations("desk.sound");
  const ringing = ringingOf(useEngine());
  const loudness = useStore(ringing.loudness, (value) => value);
  return (
    <>
      <MenuNote>{t("title")}</MenuNote>
      <MenuChoice
        label={t("title")}
        value={loudness}
        onChange={(chosen) => ringing.choose(chosen)}
        choices={[
          { value: "normal", label: t("normal"), icon: <IconVolume size={16} /> },
          { value: "quiet", label: t("quiet"), icon: <IconVolume2 size={16} /> },
          { value: "off", label: t("off"), icon: <IconVolumeOff size={16} /> },
        ]}
      />
      <MenuSeparator />
    </>
  );
}
