import createNextIntlPlugin from "next-intl/plugin";

const root = import.meta.dirname;

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  reactCompiler: true,
  poweredByHeader: false,
  devIndicators: false,
  // A role that may not see a page gets 403 and app/forbidden.tsx.
  experimental: { authInterrupts: true },
  // A lockfile in a folder above the checkout must not move the root.
  turbopack: { root },
  outputFileTracingRoot: root,
  // Native or worker-starting packages: loaded by Node, never bundled.
  serverExternalPackages: ["better-sqlite3", "@node-rs/argon2", "pino"],
  // `npm test` checks the types of everything at once; a start does not wait for them.
  typescript: { ignoreBuildErrors: true },
  // The widget's host page is on another name of the same machine, also while developing.
  allowedDevOrigins: ["127.0.0.1", "localhost"],
};

const withMessages = createNextIntlPlugin({
  requestConfig: "./app/ui/i18n/request.ts",
  // Parsed while building: browsers load what formats messages, and not what parses them.
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
});
const withIntl = withMessages(config);

// The widget and the shop have words of their own way, which stay as they are written.
const [rule] = [withIntl.turbopack?.rules?.["*.json"]].flat();
if (!rule?.condition) throw new Error("next-intl does not say which messages it parses");
rule.condition = { all: [rule.condition, { not: { path: /\/(widget|shop)\.json$/ } }] };

export default withIntl;
