import { expect, test } from "vitest";
import { type Choice, offered } from "./choices.ts";

const choice = (id: string, group: Choice["group"], label: string): Choice => ({
  id,
  group,
  label,
  run: () => {},
});
const all = [
  choice("end", "actions", "Rematar a conversa"),
  choice("case", "sessions", "Caldeira avariada"),
  choice("busy", "actions", "Presenza: Ocupado"),
];
const ids = (choices: Choice[]) => choices.map(({ id, group }) => `${group} ${id}`);

test("without a text there is all of it, what was chosen lately first", () => {
  expect(ids(offered(all, [], [], ""))).toEqual(["sessions case", "actions end", "actions busy"]);
  expect(
    ids(
      offered(
        all,
        [],
        [
          { id: "busy", label: "" },
          { id: "gone", label: "" },
        ],
        "",
      ),
    ),
  ).toEqual(["recent busy", "sessions case", "actions end"]);
});

test("a text is found by the beginnings of words, without accents, in any order", () => {
  expect(ids(offered(all, [], [], "avaríada cald"))).toEqual(["sessions case"]);
  expect(ids(offered(all, [], [], "ocup"))).toEqual(["actions busy"]);
  expect(offered(all, [], [], "nada")).toEqual([]);
});

test("what the server found stands last, however it is called", () => {
  const found = [choice("contact:1", "records", "Rosalía Castro")];
  expect(ids(offered(all, found, [], "conversa"))).toEqual(["actions end", "records contact:1"]);
});
