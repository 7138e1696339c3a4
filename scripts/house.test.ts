import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./lib/root.mjs";
import { files, read } from "./lib/sources.ts";

const LINES = 400;
const OURS = /^(app|bench|db|e2e|machines|scripts|server|widget)\//;

describe("the house rules", () => {
  test(`no source file has more than ${LINES} lines`, () => {
    const long = files("", /\.(ts|tsx|mjs|css)$/)
      .filter((path) => OURS.test(path) && !/\/migrations\/|\.generated\./.test(path))
      .map((path) => `${path}: ${read(path).split("\n").length - 1}`)
      .filter((entry) => Number(entry.split(": ")[1]) > LINES);
    expect(long).toEqual([]);
  });

  test("every dependency has one exact version", () => {
    const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(
      read("package.json"),
    );
    const loose = Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
      ...overrides,
    }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)));
    expect(loose).toEqual([]);
  });

  test("every dependency has its row in docs/dependencies.md", () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read("package.json"));
    const page = read("docs/dependencies.md");
    const untold = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      (name) => !page.includes(`\`${name}\``),
    );
    expect(untold).toEqual([]);
  });

  test("tests neither wait by the clock, nor skip, nor single out", () => {
    const forbidden = /\b(test|it|describe)\.(skip|only|todo|fixme)\b|waitForTimeout\(|\bretries: [1-9]/;
    const wrong = files("", /\.(test|spec|e2e)\.tsx?$/).filter((path) => forbidden.test(read(path)));
    expect(wrong.filter((path) => path !== "scripts/house.test.ts")).toEqual([]);
  });

  test("components hold no words of their own: those are in messages/", () => {
    const between = /<[a-zA-Z][^<>]*?>\s*([^<>{}]*\p{L}{2,}[^<>{}]*?)\s*<\//gu;
    const attributes =
      /\b(?:aria-label|aria-description|title|placeholder|alt|label)="([^"]*\p{L}{2,}[^"]*)"/gu;
    const words = files("", /^(app|widget)\/.*\.tsx$/).flatMap((path) => {
      const source = read(path).replace(/\/\*[\s\S]*?\*\//g, "");
      return [...source.matchAll(between), ...source.matchAll(attributes)].map(
        ([, text]) => `${path}: ${text}`,
      );
    });
    expect(words).toEqual([]);
  });
});

describe("the pages of documentation", () => {
  const pages = files("", /\.md$/);

  test("name only files that are there", () => {
    const missing = pages.flatMap((page) => {
      const source = read(page);
      const links = [...source.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, to = ""]) => to);
      const named = [
        ...source.matchAll(/`((?:app|bench|db|docs|e2e|machines|scripts|server|widget)\/[\w./()[\]-]+)`/g),
      ];
      const paths = [
        ...links.filter((to) => !/^[a-z]+:/.test(to)).map((to) => join(dirname(page), to)),
        ...named.map(([, path = ""]) => path),
      ];
      return paths.filter((path) => !existsSync(join(root, path))).map((path) => `${page}: ${path}`);
    });
    expect(missing).toEqual([]);
  });
});
