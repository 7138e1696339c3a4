import { describe, expect, test } from "vitest";
import { defaultPolicy, policyFields } from "../server/policy/table.ts";
import { files, read } from "./lib/sources.ts";

/** What the server names and the pages say: every policy has its words, every error its sentence. */
type Group = { [key: string]: string | Group };
const locales = ["gl", "en", "es", "pt"];
const words = (locale: string, namespace: string): Group =>
  JSON.parse(read(`messages/${locale}/${namespace}.json`));
const at = (group: Group, path: string): string | Group | undefined =>
  path
    .split(".")
    .reduce<string | Group | undefined>(
      (held, key) => (typeof held === "object" ? held[key] : undefined),
      group,
    );

const charts = ["liveChat", "persistentChat"] as const;
const fields = new Map(charts.flatMap((chart) => policyFields(chart).map((field) => [field.name, field])));

describe.each(locales)("in %s", (locale) => {
  const settings = words(locale, "settings");

  test("every policy has a label and an explanation, and no words are for a policy that is not there", () => {
    const missing = [...fields.keys()].flatMap((name) =>
      ["label", "help"]
        .map((part) => `policy.${name}.${part}`)
        .filter((path) => typeof at(settings, path) !== "string"),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(at(settings, "policy") ?? {}).filter((name) => !fields.has(name))).toEqual([]);
  });

  test("every choice of a policy has a name", () => {
    const choices = [...fields.values()].flatMap((field) => [
      ...(field.choices ?? []),
      ...(field.kind === "block" ? ["always", "never", "time"] : []),
    ]);
    expect(
      choices.filter((choice) => typeof at(settings, `workstreams.choice.${choice}`) !== "string"),
    ).toEqual([]);
  });

  test("every error that the server names has a sentence", () => {
    const errors = words(locale, "errors");
    const named = files("server", /(?<!\.test)\.ts$/).flatMap((path) =>
      // In a refusal, in an answer, of a choice between two, and said by a schema for a field of ours.
      [
        ...read(path).matchAll(
          /Refusal\(\s*"[A-Z_]+",\s*"(\w+)"|\bmessage: "(\w+)"|[?:] "(refused\w+)"|, "((?:message|draft|bad)[A-Z]\w+)"\)/g,
        ),
      ].map((found) => found.slice(1).find((each) => each !== undefined) ?? ""),
    );
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((key) => typeof errors[key] !== "string")).toEqual([]);
  });
});

test.each(charts)("the form of %s has a field for every value of its policy that it shows", (chart) => {
  const policy: Record<string, unknown> = defaultPolicy(chart);
  expect(policyFields(chart).filter((field) => !(field.name in policy))).toEqual([]);
});
