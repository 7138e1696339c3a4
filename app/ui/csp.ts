const isOrigin = (text: string) => /^https?:\/\/[\w.:[\]-]+$/.test(text);

/**
 * The Content-Security-Policy of a page. Scripts run by nonce alone (and what they load themselves);
 * style elements are ours or carry the nonce; style attributes are allowed, as positions of popups and
 * lengths of bars are set by them. `host` is the request's own, for its WebSocket. `frames` are the origins
 * whose pages may stand in a frame. While developing, hot reload needs `eval` and injects styles.
 */
export function pagePolicy(of: {
  nonce: string;
  host: string | null;
  dev: boolean;
  frames?: readonly string[];
}): string {
  const host = of.host !== null && /^[\w.:[\]-]+$/.test(of.host) ? of.host : null;
  const sockets = host ? ` ws://${host} wss://${host}` : "";
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${of.nonce}' 'strict-dynamic'${of.dev ? " 'unsafe-eval'" : ""}`,
    of.dev ? "style-src-elem 'self' 'unsafe-inline'" : `style-src-elem 'self' 'nonce-${of.nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "manifest-src 'self'",
    ["frame-src 'self'", ...(of.frames ?? []).filter(isOrigin)].join(" "),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ];
  return directives.join("; ");
}
