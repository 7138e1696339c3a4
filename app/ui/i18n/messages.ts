import type { AbstractIntlMessages } from "next-intl";
import type { Locale } from "#machines/wire/views.ts";

/** One file each in `messages/<locale>/`. */
export const namespaces = [
  "common",
  "auth",
  "setup",
  "settings",
  "errors",
  "desk",
  "presence",
  "notice",
  "composer",
  "offer",
  "session",
  "dialog",
  "table",
  "tabs",
  "records",
  "knowledge",
  "templates",
  "palette",
] as const;
export type Namespace = (typeof namespaces)[number];

/** All that a page of the desk can say in one language, by namespace. */
export async function messagesOf(locale: Locale): Promise<AbstractIntlMessages> {
  const files = await Promise.all(
    namespaces.map(async (namespace) => {
      const file: { default: AbstractIntlMessages } = await import(
        `../../../messages/${locale}/${namespace}.json`
      );
      return [namespace, file.default] as const;
    }),
  );
  return Object.fromEntries(files);
}

/** The part of the messages that a page sends to the browser. */
export function only(messages: AbstractIntlMessages, wanted: readonly Namespace[]): AbstractIntlMessages {
  return Object.fromEntries(wanted.map((namespace) => [namespace, messages[namespace] ?? {}]));
}
