import type { WebSocket } from "ws";
import type { ServerFrame } from "#machines/wire/frames.ts";
import { CLOSE } from "#machines/wire/frames.ts";

/** What a reader may leave unread before it is cut off; it resumes by its cursor. */
const MOST_BUFFERED = 4 * 1024 * 1024;

/** So many pings in a row that a socket leaves unanswered; then nobody is behind it any more. */
const MOST_UNANSWERED = 3;

/** One socket, with what every reader needs: encoded sends, and an end to those who do not read. */
export type Connection = {
  readonly id: string;
  send(frame: ServerFrame): void;
  sendText(text: string): void;
  /** Sends a ping's text; cuts a line whose other end is gone without a word, as of a laptop that sleeps. */
  ping(text: string): void;
  close(code: number, reason?: string): void;
  readonly open: boolean;
};

export function makeConnection(socket: WebSocket, id: string): Connection {
  const sendText = (text: string) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_BUFFERED) {
      // Not `close`: its frame would wait behind what is not being read.
      socket.close(CLOSE.slow, "slow");
      socket.terminate();
      return;
    }
    socket.send(text);
  };
  let unanswered = 0;
  const heard = () => {
    unanswered = 0;
  };
  socket.on("pong", heard);
  socket.on("message", heard);
  return {
    id,
    sendText,
    ping(text) {
      if (socket.readyState !== socket.OPEN) return;
      if (unanswered >= MOST_UNANSWERED) {
        socket.terminate();
        return;
      }
      unanswered += 1;
      // The protocol's own, which browsers answer also while a page sleeps.
      socket.ping();
      sendText(text);
    },
    send: (frame) => sendText(JSON.stringify(frame)),
    close: (code, reason) => socket.close(code, reason),
    get open() {
      return socket.readyState === socket.OPEN;
    },
  };
}
