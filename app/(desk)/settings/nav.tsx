"use client";
import {
  IconAppWindow,
  IconArrowLeft,
  IconArrowsSplit,
  IconBook,
  IconLayoutDashboard,
  IconLayoutSidebar,
  IconMail,
  IconUserCog,
  IconUsers,
} from "@tabler/icons-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Role } from "#machines/wire/views.ts";
import styles from "./settings.module.css";

const admin: readonly Role[] = ["admin"];
const editors: readonly Role[] = ["admin", "supervisor"];

/** The pages of the settings, and who may see each; null: everybody. */
const pages = [
  { href: "/settings/me", name: "me", Icon: IconUserCog, roles: null },
  { href: "/settings/workstreams", name: "workstreams", Icon: IconArrowsSplit, roles: admin },
  { href: "/settings/people", name: "people", Icon: IconUsers, roles: admin },
  { href: "/settings/sessions", name: "sessions", Icon: IconLayoutSidebar, roles: admin },
  { href: "/settings/dashboards", name: "dashboards", Icon: IconLayoutDashboard, roles: admin },
  { href: "/settings/pages", name: "pages", Icon: IconAppWindow, roles: admin },
  { href: "/settings/knowledge", name: "knowledge", Icon: IconBook, roles: editors },
  { href: "/settings/templates", name: "templates", Icon: IconMail, roles: admin },
] as const satisfies readonly { href: string; name: string; Icon: unknown; roles: readonly Role[] | null }[];

/** Plain links: a whole page each, so that the browser asks before unsaved values are left. */
export function SettingsNav({ label, role }: { label: string; role: Role }) {
  const t = useTranslations("settings.nav");
  const path = usePathname();
  const works = role === "agent" || role === "supervisor";
  const links = pages
    .filter(({ roles }) => roles === null || roles.includes(role))
    .map(({ href, name, Icon }) => ({ href, name: t(name), icon: <Icon size={18} aria-hidden="true" /> }));
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
