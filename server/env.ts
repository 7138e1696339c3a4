import { z } from "zod";

/** What the program takes from its environment, checked before anything else happens. */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  PAROLA_DATABASE: z
    .string()
    .min(1)
    .default("./data/parola.db")
    .refine((value) => !/^postgres(ql)?:/.test(value), "a file path"),
  PAROLA_SEED: z.enum(["demo", "none"]).default("demo"),
  PAROLA_SECRET: z.string().min(32).optional(),
  PAROLA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PAROLA_DEMO_PUBLIC: z.enum(["0", "1"]).default("0"),
  PAROLA_METRICS_TOKEN: z.string().min(16).optional(),
  PAROLA_LOG: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
});

const takes: Record<string, string> = {
  PORT: "a whole number from 0 to 65535",
  HOST: "a host name or address",
  PAROLA_DATABASE: "the path of a file",
  PAROLA_SEED: "demo or none",
  PAROLA_SECRET: "at least 32 characters",
  PAROLA_PUBLIC_URL: "an address that begins with http:// or https://",
  PAROLA_DEMO_PUBLIC: "0 or 1",
  PAROLA_METRICS_TOKEN: "at least 16 characters",
  PAROLA_LOG: "silent, error, warn, info or debug",
};

export type Env = {
  port: number;
  host: string;
  database: string;
  seed: "demo" | "none";
  secret: string | null;
  publicUrl: string | null;
  demoPublic: boolean;
  metricsToken: string | null;
  /** How much is logged. */
  log: "silent" | "error" | "warn" | "info" | "debug";
};

const secrets = new Set(["PAROLA_SECRET", "PAROLA_METRICS_TOKEN"]);

/**
 * @returns the environment, or the one line that names the bad variable, its value and what it takes.
 */
export function readEnv(
  source: Record<string, string | undefined>,
): { ok: true; env: Env } | { ok: false; line: string } {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? "");
    const value = secrets.has(name) ? "(hidden)" : JSON.stringify(set[name]);
    return { ok: false, line: `${name} is ${value}, but it takes ${takes[name] ?? "another value"}.` };
  }
  const e = parsed.data;
  return {
    ok: true,
    env: {
      port: e.PORT,
      host: e.HOST,
      database: e.PAROLA_DATABASE,
      seed: e.PAROLA_SEED,
      secret: e.PAROLA_SECRET ?? null,
      publicUrl: e.PAROLA_PUBLIC_URL ?? null,
      demoPublic: e.PAROLA_DEMO_PUBLIC === "1",
      metricsToken: e.PAROLA_METRICS_TOKEN ?? null,
      log: e.PAROLA_LOG,
    },
  };
}

/** Whether a host is only reachable from this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
