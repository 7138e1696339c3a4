import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * A line that can be spoilt: TCP from a port of its own to the server. It knows nothing of what it carries.
 * - `open`: carries all.
 * - `cut`: every connection is reset, and so is every new one.
 * - `stalled`: connections are taken and stay, and nothing comes through; what came meanwhile follows later.
 * - `slow`: each piece waits for `delay` first.
 */
export type Mood = "open" | "cut" | "stalled" | "slow";

export type FaultyLine = {
  readonly port: number;
  readonly url: string;
  /** How many connections were cut by it so far. */
  cuts(): number;
  mood(mood: Mood, delay?: number): void;
  /** Says goodbye to every client as if the server had, and goes on reading from both. */
  halfClose(): void;
  close(): Promise<void>;
};

type Pair = { client: Socket; server: Socket; flow(): void };

/** Opens it at once; where it leads may be told later. Until then it refuses. */
export async function openProxy(target: () => number | null): Promise<FaultyLine> {
  const pairs = new Set<Pair>();
  let mood: Mood = "open";
  let delay = 0;
  let cuts = 0;

  /** One direction: what comes is kept in order and leaves when the mood lets it. */
  function carry(from: Socket, to: Socket): () => void {
    const held: { data: Buffer | null; at: number }[] = [];
    let timer: NodeJS.Timeout | undefined;
    const flow = () => {
      clearTimeout(timer);
      while (mood !== "stalled" && held[0]) {
        const wait = mood === "slow" ? held[0].at + delay - performance.now() : 0;
        if (wait > 0) {
          timer = setTimeout(flow, wait);
          return;
        }
        const piece = held.shift();
        if (piece?.data) to.write(piece.data);
        else to.end();
      }
    };
    const hold = (data: Buffer | null) => {
      held.push({ data, at: performance.now() });
      flow();
    };
    from.on("data", hold);
    from.on("end", () => hold(null));
    from.on("close", () => clearTimeout(timer));
    return flow;
  }

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    client.on("error", () => client.destroy());
    const port = target();
    if (mood === "cut" || port === null) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    client.setNoDelay(true);
    server.setNoDelay(true);
    const [there, back] = [carry(client, server), carry(server, client)];
    const pair: Pair = {
      client,
      server,
      flow() {
        there();
        back();
      },
    };
    pairs.add(pair);
    server.on("error", () => client.destroy());
    const over = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    client.on("close", over);
    server.on("close", over);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("No port was given.");

  function cut(): void {
    for (const { client, server } of [...pairs]) {
      cuts += 1;
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    cuts: () => cuts,
    mood(next, ms = 0) {
      mood = next;
      delay = ms;
      if (mood === "cut") cut();
      else for (const pair of pairs) pair.flow();
    },
    halfClose() {
      for (const { client } of pairs) client.end();
    },
    async close() {
      const closed = once(listener, "close");
      listener.close();
      cut();
      await closed;
    },
  };
}
