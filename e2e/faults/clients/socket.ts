/**
 * A WebSocket as a browser opens it from a page of `url`: it names its origin, and brings the cookie. Node's
 * own takes headers beside what browsers take, which the DOM's type of it does not say.
 */
export function dial(url: string, cookie?: string): WebSocket {
  const headers = { origin: url, ...(cookie === undefined ? {} : { cookie }) };
  const made: unknown = Reflect.construct(WebSocket, [`${url.replace(/^http/, "ws")}/stream`, { headers }]);
  if (!(made instanceof WebSocket)) throw new Error("This Node has no WebSocket.");
  return made;
}
