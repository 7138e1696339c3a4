import { describe, expect, it } from "vitest";
import { fieldNameOf, tabOfField } from "./unsaved.ts";

const tabs = ["knowledge", "contact:c1", "contact:c10", "case:new"];

describe("a field with unsaved text", () => {
  it("stands in the tab of its form", () => {
    expect(tabOfField("contact:c1.email", tabs)).toBe("contact:c1");
    expect(tabOfField("contact:c10.+case.title", tabs)).toBe("contact:c10");
    expect(tabOfField("case:new.title", tabs)).toBe("case:new");
  });

  it("stands in the anchor when it is in no other tab", () => {
    expect(tabOfField("message", tabs)).toBeNull();
    expect(tabOfField("account:a1.name", tabs)).toBeNull();
  });

  it("is called by what is behind the last point", () => {
    expect(fieldNameOf("contact:c1.+case.title")).toBe("title");
    expect(fieldNameOf("message")).toBe("message");
  });
});
