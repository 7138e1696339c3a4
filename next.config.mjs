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

export default createNextIntlPlugin("./app/ui/i18n/request.ts")(config);
