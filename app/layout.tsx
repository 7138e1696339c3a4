import "@fontsource-variable/inter";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { whoAsks } from "#ui/access.ts";
import { ClientMessages } from "#ui/i18n/clientMessages.tsx";
import { directionOf } from "#ui/i18n/locale.ts";
import { Providers } from "#ui/providers.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("brand"), template: `%s · ${t("brand")}` },
    description: t("description"),
    robots: { index: false, follow: false },
    // A number in a conversation is not a call to be made by an accidental tap.
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#1a2029" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const person = await whoAsks();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const direction = directionOf(locale);
  return (
    <html lang={locale} dir={direction} data-scheme={person?.scheme ?? "auto"}>
      <body>
        <Providers nonce={nonce} direction={direction}>
          <ClientMessages>{children}</ClientMessages>
        </Providers>
      </body>
    </html>
  );
}
