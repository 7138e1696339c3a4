import type widget from "../../messages/gl/widget.json";

/** What a host may look like in a policy; anything else in the settings is left out of it. */
const HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\*\.)?[a-z0-9.-]+(?::(?:\d+|\*))?$/i;

/**
 * The policy of the chat's page. `allowedHosts` are sites such as `https://shop.example`; null: any.
 * Older Safaris do not count a WebSocket to the same host as 'self', so it is named.
 */
export function chatPolicy(host: string, allowedHosts: readonly string[] | null): string {
  const lines = HOST.test(host) ? ` ws://${host} wss://${host}` : "";
  const ancestors = allowedHosts
    ? ["'self'", ...allowedHosts.filter((allowed) => HOST.test(allowed))]
    : ["*"];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self'${lines}`,
    "img-src 'self' data:",
    `frame-ancestors ${ancestors.join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The chat's page, with the words of one language in it. */
export function chatHtml(workstream: string, locale: string, words: typeof widget): string {
  const json = JSON.stringify(words).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(words.frame)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/chat/app.css">
<script id="words" type="application/json">${json}</script>
<script src="/chat/app.js" defer></script>
</head>
<body><div id="app" data-workstream="${escaped(workstream)}"></div></body>
</html>
`;
}

/** Text as it may stand in HTML, between tags or in a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
