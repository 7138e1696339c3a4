import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import { z } from "zod";
import type { ClientFrame, Hello } from "#machines/wire/frames.ts";

/** Of what the server says to a visitor, what a scripted one listens to. */
const heard = z.union([
  z.object({ t: z.literal("welcome") }),
  z.object({
    t: z.literal("reply"),
    id: z.string(),
    reply: z.object({ ok: z.boolean(), code: z.string().optional() }),
  }),
  z.object({ t: z.literal("chat"), messages: z.array(z.object({ side: z.string() })) }),
  z.object({ t: z.literal("ping") }),
]);

export type Line = {
  /** Resolves when the server has taken the command; throws with its code when it refused. */
  command(name: "visitor.say" | "visitor.end", input: object): Promise<void>;
  typing(on: boolean): void;
  /** How many messages of the agent's side have come. */
  answers(): number;
  /** Resolves at the agent's next message. */
  answered(): Promise<void>;
  close(): void;
};

/** An error of the line, told by a word and never by what was said. */
export class LineLost extends Error {}

/**
 * Opens a visitor's line to `/stream`, by the same frames as the widget.
 * @param origin what the browser of a visitor on this installation's own shop would send.
 * @throws LineLost when it is refused or cut before the welcome; when it is cut later every wait ends so.
 */
export function openLine(url: string, origin: string, visitor: NonNullable<Hello["visitor"]>): Promise<Line> {
  const socket = new WebSocket(url, { origin });
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  let answers = 0;
  let nextAnswer = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<Line>();

  const send = (frame: ClientFrame) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };
  const line: Line = {
    command(name, input) {
      const id = randomUUID();
      const taken = Promise.withResolvers<void>();
      waiting.set(id, taken);
      if (socket.readyState === WebSocket.OPEN) send({ t: "command", id, name, input });
      else taken.reject(new LineLost("closed"));
      return taken.promise;
    },
    typing: (on) => send({ t: "typing", on }),
    answers: () => answers,
    answered: () => nextAnswer.promise,
    close: () => (socket.readyState === WebSocket.CONNECTING ? socket.terminate() : socket.close(1000)),
  };

  socket.on("open", () => send({ t: "hello", v: 1, window: randomUUID(), visitor }));
  socket.on("message", (data) => {
    const frame = heard.safeParse(JSON.parse(data.toString())).data;
    if (!frame) return;
    if (frame.t === "welcome") opened.resolve(line);
    if (frame.t === "ping") send({ t: "pong" });
    if (frame.t === "reply") {
      const taken = waiting.get(frame.id);
      waiting.delete(frame.id);
      if (frame.reply.ok) taken?.resolve();
      else taken?.reject(new LineLost(frame.reply.code ?? "refused"));
    }
    if (frame.t === "chat" && frame.messages.some(({ side }) => side === "agent")) {
      answers += 1;
      nextAnswer.resolve();
      nextAnswer = Promise.withResolvers<void>();
    }
  });
  // `close` follows every `error`, and says it.
  socket.on("error", () => undefined);
  socket.on("close", (code) => {
    const lost = new LineLost(`closed with ${code}`);
    opened.reject(lost);
    for (const taken of waiting.values()) taken.reject(lost);
    waiting.clear();
    nextAnswer.promise.catch(() => undefined);
    nextAnswer.reject(lost);
  });
  return opened.promise;
}
