import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { type Namespace, only } from "./messages.ts";

const always: readonly Namespace[] = ["common", "errors"];

/**
 * Sends the named namespaces, beside `common` and `errors`, to the client components inside; the
 * others stay on the server.
 */
export async function ClientMessages(props: { namespaces?: readonly Namespace[]; children: ReactNode }) {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider messages={only(messages, [...always, ...(props.namespaces ?? [])])}>
      {props.children}
    </NextIntlClientProvider>
  );
}
