import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { registered } from "#server/registry.ts";
import { matchLocale } from "./locale.ts";
import { messagesOf } from "./messages.ts";

/** No language in the path: what the person chose, else what the browser asks for, else Galician. */
export default getRequestConfig(async () => {
  const asked = await headers();
  const principal = await registered().principal(asked);
  const locale = principal?.locale ?? matchLocale(asked.get("accept-language"));
  return { locale, messages: await messagesOf(locale) };
});
