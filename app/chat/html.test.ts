import { expect, test } from "vitest";
import gl from "../../messages/gl/widget.json";
import { chatHtml, chatPolicy } from "./html.ts";

test("the chat may be embedded by the workstream's hosts alone", () => {
  const policy = chatPolicy("127.0.0.1:3000", [
    "https://shop.example",
    "http://localhost:*",
    "*.tea.example",
  ]);
  expect(policy).toContain("frame-ancestors 'self' https://shop.example http://localhost:* *.tea.example;");
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:3000 wss://127.0.0.1:3000;");
  expect(policy).toContain("default-src 'none'");
});

test("what is no host gets into no policy", () => {
  const policy = chatPolicy("x; script-src *", [
    "https://a.example; script-src *",
    "'unsafe-inline'",
    "*",
    "javascript:x",
  ]);
  expect(policy).toContain("frame-ancestors 'self';");
  expect(policy.match(/script-src/g)).toHaveLength(1);
});

test("words and keys cannot leave their place", () => {
  const html = chatHtml('"><script>alert(1)</script>', "gl", {
    ...gl,
    frame: "</title><b>",
    send: "</script><b>",
  });
  expect(html).not.toContain("<b>");
  expect(html.match(/<script/g)).toHaveLength(2);
});
