import { describe, expect, it } from "vitest";
import type { TabKind, TabView } from "#machines/wire/records.ts";
import { tabTitlesOf } from "./tabTitles.ts";

const words = {
  kind: (kind: TabKind) => kind,
  fresh: (kind: TabKind) => `new ${kind}`,
  gone: (kind: TabKind) => `no ${kind}`,
};
const tab = (kind: TabKind, subject: string | null, title: string | null): TabView => ({
  id: subject === null ? kind : `${kind}:${subject}`,
  kind,
  subject,
  title,
  params: {},
  position: 1,
  openedAt: 0,
});
const titles = (tabs: TabView[], anchor = "Active conversation") => [
  ...tabTitlesOf(tabs, anchor, words).values(),
];

describe("the titles of tabs", () => {
  it("are their subject's, or their kind", () => {
    expect(
      titles([tab("knowledge", null, null), tab("case", "1", "Broken kettle"), tab("case", null, null)]),
    ).toEqual(["knowledge", "Broken kettle", "new case"]);
  });

  it("say that a subject is not there any more", () => {
    expect(titles([tab("page", "p", null), tab("article", "a", "")])).toEqual(["no page", "no article"]);
  });

  it("get their kind where two are called alike, the anchor among them, and a number at last", () => {
    expect(titles([tab("contact", "1", "Kettle"), tab("case", "2", "Kettle")])).toEqual([
      "Kettle (contact)",
      "Kettle (case)",
    ]);
    expect(titles([tab("account", "1", "Kettle")], "Kettle")).toEqual(["Kettle (account)"]);
    expect(titles([tab("case", "1", "Kettle"), tab("case", "2", "Kettle")])).toEqual([
      "Kettle (case) 1",
      "Kettle (case) 2",
    ]);
  });
});
