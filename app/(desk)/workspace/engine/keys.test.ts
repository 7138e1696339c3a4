import { describe, expect, it } from "vitest";
import { heir, type KeyLike, neighbour, shortcutOf, shortcuts } from "./keys.ts";

const key = (code: string, more: Partial<KeyLike> = {}): KeyLike => ({
  code,
  key: "",
  altKey: true,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  repeat: false,
  ...more,
});

describe("the keys of the session panel", () => {
  it("are read by their place on the keyboard", () => {
    expect(shortcutOf(key("Digit1"), false)).toEqual({ do: "select", position: 0 });
    expect(shortcutOf(key("ArrowDown"), false)).toEqual({ do: "step", by: 1 });
    expect(shortcutOf(key("KeyW"), false)).toEqual({ do: "close" });
  });

  it("leave alone what writes: composing, AltGr, Option, and keys without Alt", () => {
    expect(shortcutOf(key("Digit2", { isComposing: true }), false)).toBeNull();
    expect(shortcutOf(key("Digit2", { keyCode: 229 }), false)).toBeNull();
    expect(shortcutOf(key("Digit2", { ctrlKey: true }), false)).toBeNull();
    expect(shortcutOf(key("Digit2"), true)).toBeNull();
    expect(shortcutOf(key("Digit2", { ctrlKey: true }), true)).toEqual({ do: "select", position: 1 });
    expect(shortcutOf(key("Digit2", { altKey: false }), false)).toBeNull();
  });

  it("have another where a browser keeps one for itself", () => {
    expect(shortcutOf(key("Delete"), false)).toEqual({ do: "close" });
    expect(shortcutOf(key("PageDown"), false)).toEqual({ do: "step", by: 1 });
    expect(shortcutOf(key("KeyK"), false)).toEqual({ do: "palette" });
    expect(shortcutOf(key("Slash"), false)).toEqual({ do: "keys" });
  });

  it("open the palette by Ctrl or ⌘, also where somebody writes", () => {
    const plain = { altKey: false };
    expect(shortcutOf(key("KeyK", { ...plain, ctrlKey: true }), false, true)).toEqual({ do: "palette" });
    expect(shortcutOf(key("KeyK", { ...plain, metaKey: true }), true, true)).toEqual({ do: "palette" });
    expect(shortcutOf(key("KeyK", { ...plain, ctrlKey: true }), true)).toBeNull();
    expect(shortcutOf(key("KeyK", { ...plain, ctrlKey: true, shiftKey: true }), false)).toBeNull();
    expect(shortcutOf(key("KeyK", { ...plain, ctrlKey: true, repeat: true }), false)).toBeNull();
  });

  it("take ? for the list of all of them, but never while somebody writes it", () => {
    const ask = key("Minus", { key: "?", altKey: false, shiftKey: true });
    expect(shortcutOf(ask, false)).toEqual({ do: "keys" });
    expect(shortcutOf(ask, false, true)).toBeNull();
  });

  it("each have one meaning, and a place in the list", () => {
    expect(new Set(shortcuts.map(({ id }) => id)).size).toBe(shortcuts.length);
    const said = shortcuts.flatMap(({ run, keys }) =>
      run ? keys.map((each) => `${each.with} ${each.code?.source ?? each.sign}`) : [],
    );
    expect(new Set(said).size).toBe(said.length);
  });

  it("stop at the ends, and closing gives the focus to the neighbour", () => {
    const all = ["home", "a", "b"];
    expect(neighbour(all, "home", -1)).toBe("home");
    expect(neighbour(all, "a", 1)).toBe("b");
    expect(heir(all, "a")).toBe("b");
    expect(heir(all, "b")).toBe("a");
    expect(heir(all, "x")).toBeNull();
  });
});
