import type { Failure, ServerFrame } from "#machines/wire/frames.ts";

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

export type Refusal = Pick<Failure, "code" | "message" | "retryable">;

/** Notes each no that comes over this socket. */
export function refusalsOf(socket: WebSocket, into: Refusal[], noted: () => void): WebSocket {
  socket.addEventListener("message", ({ data }) => {
    const frame: ServerFrame = JSON.parse(String(data));
    if (frame.t !== "reply" || frame.reply.ok) return;
    const { code, message, retryable = false } = frame.reply;
    into.push({ code, message, retryable });
    noted();
  });
  return socket;
}
