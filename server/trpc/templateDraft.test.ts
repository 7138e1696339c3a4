import { afterEach, beforeEach, expect, test } from "vitest";
import { makeWorld, type World } from "../testing/world.ts";

/** What whoever writes an e-mail template sees of it before it is saved. */
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
  expect(world.errors).toEqual([]);
});

test("a draft is filled in for an imaginary customer, or says where it is wrong; nothing is stored", async () => {
  const admin = await world.agent("Admin", { role: "admin", line: false });
  const draft = (subject: string, body: string) =>
    world.caller(admin).templates.draft({ subject, body, language: "en" });
  expect(await draft("Hello", "Dear {{ contact.firstName }}")).toMatchObject({
    subject: { text: "Hello" },
    body: { text: "Dear Rosalía" },
  });
  const wrong = await draft("{{ contact.shoe }}", "One\n\n  {% include 'x' %}");
  expect(wrong.subject).toMatchObject({
    fault: { reason: "unknownVariable", name: "contact.shoe", line: 1 },
  });
  expect(wrong.body).toMatchObject({ fault: { reason: "unknownTag", name: "include", line: 3 } });
  expect(await world.caller(admin).templates.list()).toEqual([]);
});

test("who may not save templates may not try them out", async () => {
  const ana = await world.agent("Ana");
  const draft = world.caller(ana).templates.draft({ subject: "a", body: "b", language: "gl" });
  await expect(draft).rejects.toMatchObject({ code: "FORBIDDEN" });
});
