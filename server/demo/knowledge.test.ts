import { expect, test } from "vitest";
import { checkTemplate, fillTemplate } from "../templates/engine.ts";
import { articles } from "./content/articles.ts";
import { templates } from "./content/templates.ts";

test("every article of the demo has an address of its own, and there are some in each language", () => {
  expect(new Set(articles.map(({ key }) => key)).size).toBe(articles.length);
  for (const { key } of articles) expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(new Set(articles.map(({ language }) => language))).toEqual(new Set(["gl", "en", "es", "pt"]));
});

test.each(templates.map((each) => [each.key, each] as const))(
  "the template %s can be filled in, also with nothing known of the customer",
  (_, { subject, body, language }) => {
    const agent = { name: "Ana Souto", firstName: "Ana", email: "ana@example.org" };
    const nothing = { contact: null, account: null, case: null, conversation: null, agent, now: 0 };
    for (const source of [subject, body]) {
      expect(checkTemplate(source)).toBeNull();
      const filled = fillTemplate(source, nothing, language);
      expect("text" in filled && filled.text.trim().length > 0).toBe(true);
      expect(JSON.stringify(filled)).not.toMatch(/\{\{|\{%|null|undefined/);
    }
  },
);
