import { describe, expect, it } from "vitest";
import { judge, lengthOf, pieces } from "./writing.ts";

describe("writing", () => {
  it("counts as a person counts", () => {
    expect(lengthOf("👩‍👩‍👧".repeat(4000))).toBe(4000);
    expect(judge("👩‍👩‍👧".repeat(4000)).can).toBe(true);
    expect(judge("a".repeat(4001))).toEqual({ can: false, why: "tooLong", left: -1 });
  });

  it("tells what is left from 3,500 on", () => {
    expect(judge("a".repeat(3499))).toEqual({ can: true, left: null });
    expect(judge("a".repeat(3500))).toEqual({ can: true, left: 500 });
  });

  it("does not send blanks", () => {
    expect(judge(" \n\t\u00a0 ")).toMatchObject({ can: false, why: "blank" });
    expect(judge("")).toMatchObject({ can: false, why: "blank" });
  });

  it("makes links of http, https, mailto and tel, and of nothing else", () => {
    const links = (text: string) => pieces(text).flatMap((p) => (p.kind === "link" ? [p.href] : []));
    expect(links("see https://a.example/x?y=1, or http://b.example.")).toEqual([
      "https://a.example/x?y=1",
      "http://b.example",
    ]);
    expect(links("mailto:ana@parola.example or tel:+34600123456")).toEqual([
      "mailto:ana@parola.example",
      "tel:+34600123456",
    ]);
    expect(links("javascript:alert(1) data:text/html,x <b>no</b> file:///etc/passwd")).toEqual([]);
    expect(links("xjavascript:https//no http://")).toEqual([]);
  });

  it("leaves the sentence's own signs out, and a bracket of the address in", () => {
    expect(pieces("(https://a.example/b_(c)).")).toEqual([
      { kind: "text", text: "(" },
      { kind: "link", text: "https://a.example/b_(c)", href: "https://a.example/b_(c)" },
      { kind: "text", text: ")." },
    ]);
  });

  it("loses nothing of the text", () => {
    const text = "a https://b.example/ç?\nc mailto:d@e.example!";
    expect(
      pieces(text)
        .map((p) => p.text)
        .join(""),
    ).toBe(text);
  });
});
