import { describe, expect, it } from "vitest";
import { heir, type KeyLike, neighbour, shortcutOf } from "./keys.ts";

const key = (code: string, more: Partial<KeyLike> = {}): KeyLike => ({
  code,
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

  it("stop at the ends, and closing gives the focus to the neighbour", () => {
    const all = ["home", "a", "b"];
    expect(neighbour(all, "home", -1)).toBe("home");
    expect(neighbour(all, "a", 1)).toBe("b");
    expect(heir(all, "a")).toBe("b");
    expect(heir(all, "b")).toBe("a");
    expect(heir(all, "x")).toBeNull();
  });
});
