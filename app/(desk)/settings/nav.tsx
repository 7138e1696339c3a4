"use client";
import { IconArrowLeft, IconArrowsSplit, IconUserCog, IconUsers } from "@tabler/icons-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Role } from "#machines/wire/views.ts";
import styles from "./settings.module.css";

/** Plain links: a whole page each, so that the browser asks before unsaved values are left. */
export function SettingsNav({ label, role }: { label: string; role: Role }) {
  const t = useTranslations("settings.nav");
  const path = usePathname();
  const works = role === "agent" || role === "supervisor";
  const links = [
    { href: "/settings/me", name: t("me"), icon: <IconUserCog size={18} aria-hidden="true" /> },
    ...(role === "admin"
      ? [
          {
            href: "/settings/workstreams",
            name: t("workstreams"),
            icon: <IconArrowsSplit size={18} aria-hidden="true" />,
          },
          {
            href: "/settings/people",
            name: t("people"),
            icon: <IconUsers size={18} aria-hidden="true" />,
          },
        ]
      : []),
  ];
  return (
    <nav className={styles.nav} aria-label={label}>
      <h2 className={styles.navTitle}>{label}</h2>
      <ul className={styles.navList}>
        {links.map((link) => (
          <li key={link.href}>
            <a
              className={styles.navLink}
              href={link.href}
              {...(path === link.href || path.startsWith(`${link.href}/`)
                ? { "aria-current": path === link.href ? "page" : "true" }
                : {})}
            >
              {link.icon}
              {link.name}
            </a>
          </li>
        ))}
        {works ? (
          <li>
            <a className={styles.navLink} href="/workspace">
              <IconArrowLeft size={18} aria-hidden="true" className={styles.mirrored} />
              {t("workspace")}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
