import { describe, expect, test } from "vitest";
import { ownOrigins } from "./auth/origins.ts";
import { isLoopback, readEnv } from "./env.ts";

describe("the environment", () => {
  const usual = {
    port: 3000,
    host: "127.0.0.1",
    database: "./data/parola.db",
    seed: "demo",
    secret: null,
    publicUrl: null,
    demoPublic: false,
    metricsToken: null,
    log: "warn",
  };

  test("needs nothing, and what is empty counts as nothing", () => {
    expect(readEnv({})).toEqual({ ok: true, env: usual });
    expect(readEnv({ PORT: "", PAROLA_SECRET: "", PAROLA_PUBLIC_URL: "", OTHER: "x" })).toEqual({
      ok: true,
      env: usual,
    });
  });

  test("is taken as it is set", () => {
    const secret = "s".repeat(32);
    expect(
      readEnv({
        PORT: "0",
        HOST: "0.0.0.0",
        PAROLA_DATABASE: "/var/lib/parola/parola.db",
        PAROLA_SEED: "none",
        PAROLA_SECRET: secret,
        PAROLA_PUBLIC_URL: "https://chat.example",
        PAROLA_DEMO_PUBLIC: "1",
        PAROLA_METRICS_TOKEN: "0123456789abcdef",
        PAROLA_LOG: "debug",
      }),
    ).toEqual({
      ok: true,
      env: {
        port: 0,
        host: "0.0.0.0",
        database: "/var/lib/parola/parola.db",
        seed: "none",
        secret,
        publicUrl: "https://chat.example",
        demoPublic: true,
        metricsToken: "0123456789abcdef",
        log: "debug",
      },
    });
  });

  test.each([
    ["PORT", "abc", "a whole number from 0 to 65535"],
    ["PORT", "3000.5", "a whole number from 0 to 65535"],
    ["PORT", "-1", "a whole number from 0 to 65535"],
    ["PORT", "65536", "a whole number from 0 to 65535"],
    ["PAROLA_SEED", "yes", "demo or none"],
    ["PAROLA_DATABASE", "postgres://localhost/parola", "the path of a file"],
    ["PAROLA_DATABASE", "postgresql://localhost/parola", "the path of a file"],
    ["PAROLA_PUBLIC_URL", "chat.example", "an address that begins with http:// or https://"],
    ["PAROLA_PUBLIC_URL", "ftp://chat.example", "an address that begins with http:// or https://"],
    ["PAROLA_DEMO_PUBLIC", "true", "0 or 1"],
    ["PAROLA_LOG", "loud", "silent, error, warn, info or debug"],
  ])("with %s=%s stops with one line that names variable, value and what it takes", (name, value, takes) => {
    expect(readEnv({ [name]: value })).toEqual({
      ok: false,
      line: `${name} is ${JSON.stringify(value)}, but it takes ${takes}.`,
    });
  });

  test.each([
    ["PAROLA_SECRET", "at least 32 characters"],
    ["PAROLA_METRICS_TOKEN", "at least 16 characters"],
  ])("never prints %s", (name, takes) => {
    expect(readEnv({ [name]: "short" })).toEqual({
      ok: false,
      line: `${name} is (hidden), but it takes ${takes}.`,
    });
  });

  test("keeps to one line, whatever the value", () => {
    const read = readEnv({ PORT: "30\n00" });
    expect(read).toMatchObject({ ok: false, line: expect.not.stringContaining("\n") });
  });
});

describe("loopback", () => {
  test.each(["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"])("is %s", (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  test.each([
    "",
    "0.0.0.0",
    "::",
    "10.0.0.1",
    "128.0.0.1",
    "127.evil.example",
    "127.0.0.1.evil.example",
    "localhost.example",
    "[::2]",
  ])("is not %j", (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe("the program's own origins", () => {
  test("on one's own machine are all its names", () => {
    const origins = ownOrigins({ host: "127.0.0.1", port: 3000, publicUrl: null });
    expect(origins.sort()).toEqual(["http://127.0.0.1:3000", "http://[::1]:3000", "http://localhost:3000"]);
  });

  test("elsewhere are its public address and the one it listens on", () => {
    const facts = { host: "10.0.0.5", port: 8080, publicUrl: "https://chat.example/with/a/path" };
    expect(ownOrigins(facts).sort()).toEqual(["http://10.0.0.5:8080", "https://chat.example"]);
    expect(ownOrigins({ host: "::1", port: 80, publicUrl: null })).toContain("http://[::1]");
  });
});
