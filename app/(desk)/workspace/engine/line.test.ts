import { describe, expect, it } from "vitest";
import { CLOSE, type ServerFrame } from "#machines/wire/frames.ts";
import { backOff, Line, type LineState, PATIENCE, SILENCE, type Socket } from "./line.ts";
import { FakeClock } from "./testing.ts";

class FakeSocket implements Socket {
  sent: unknown[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  hear(frame: ServerFrame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function rig(signedOut = false) {
  const clock = new FakeClock();
  const sockets: FakeSocket[] = [];
  const states: LineState[] = [];
  const frames: ServerFrame[] = [];
  const net = { online: true };
  const line = new Line({
    open() {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    clock,
    random: () => 0,
    window: "w",
    cursor: () => "7",
    online: () => net.online,
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
    signedOut: async () => signedOut,
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  };
  const live = () => {
    last().onopen?.();
    last().hear({ t: "welcome", cursor: "7", now: 0, hashes: {} });
  };
  return { clock, sockets, states, frames, net, line, last, live };
}

describe("the line", () => {
  it("says hello with the cursor and is live when it is welcomed", () => {
    const { line, last, live, states } = rig();
    line.start();
    live();
    expect(last().sent).toEqual([{ t: "hello", v: 1, window: "w", cursor: "7" }]);
    expect(states).toEqual(["live"]);
  });

  it("answers a ping", () => {
    const { line, last, live } = rig();
    line.start();
    live();
    last().hear({ t: "ping", now: 1, cursor: "8" });
    expect(last().sent.at(-1)).toEqual({ t: "pong" });
  });

  it("comes back after a cut, doubling the wait up to 5 s", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((n) => backOff(n, 0))).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(backOff(6, 1)).toBe(2500);
    const { line, last, live, states, clock, sockets } = rig();
    line.start();
    live();
    last().onclose?.({ code: 1006 });
    expect(states.at(-1)).toBe("reconnecting");
    clock.advance(249);
    expect(sockets).toHaveLength(1);
    clock.advance(1);
    expect(sockets).toHaveLength(2);
    live();
    expect(states.at(-1)).toBe("live");
  });

  it("takes 45 s of silence for a cut", () => {
    const { line, live, states, clock, sockets } = rig();
    line.start();
    live();
    clock.advance(SILENCE - 1);
    expect(states.at(-1)).toBe("live");
    clock.advance(1);
    expect(states.at(-1)).toBe("reconnecting");
    expect(sockets[0]?.closed).toBe(true);
  });

  it("waits 10 s for the first word on a new line", () => {
    const { line, live, last, states, clock, sockets } = rig();
    line.start();
    last().onopen?.();
    clock.advance(PATIENCE - 1);
    expect(sockets[0]?.closed).toBe(false);
    clock.advance(1);
    expect(sockets[0]?.closed).toBe(true);
    expect(states.at(-1)).toBe("reconnecting");
    clock.advance(250);
    expect(sockets).toHaveLength(2);
    live();
    expect(states.at(-1)).toBe("live");
    clock.advance(PATIENCE);
    expect(states.at(-1)).toBe("live");
  });

  it("sends nothing between a stop and the next welcome, and tells that it is live again", () => {
    const { line, live, last, states } = rig();
    line.start();
    live();
    line.stop();
    expect(line.send({ t: "pong" })).toBe(false);
    line.start();
    expect(line.send({ t: "pong" })).toBe(false);
    expect(last().sent).toEqual([]);
    live();
    expect(line.send({ t: "pong" })).toBe(true);
    expect(states).toEqual(["live", "reconnecting", "live"]);
  });

  it("calls it no connection after three failures, or at once when the browser is offline", () => {
    const { line, last, states, clock, net } = rig();
    line.start();
    for (let n = 0; n < 3; n += 1) {
      last().onclose?.({ code: 1006 });
      clock.advance(5000);
    }
    expect(states).toEqual(["reconnecting", "offline"]);
    const other = rig();
    other.net.online = false;
    other.line.start();
    other.last().onclose?.({ code: 1006 });
    expect(other.states).toEqual(["offline"]);
    expect(net.online).toBe(true);
  });

  it("hurries when told", () => {
    const { line, last, sockets } = rig();
    line.start();
    last().onclose?.({ code: 1006 });
    line.hurry();
    expect(sockets).toHaveLength(2);
  });

  it("is begun anew at once after a sleep, and left alone when something was just heard", () => {
    const { line, live, clock, sockets, states } = rig();
    line.start();
    live();
    clock.sleep(SILENCE);
    line.woke();
    expect(sockets).toHaveLength(1);
    clock.sleep(1);
    line.woke();
    expect(sockets[0]?.closed).toBe(true);
    expect(sockets).toHaveLength(2);
    live();
    expect(states).toEqual(["live", "reconnecting", "live"]);
    line.stop();
    clock.sleep(SILENCE + 1);
    line.woke();
    expect(sockets).toHaveLength(2);
  });

  it("waits for a person when it is signed out, and resumes when told", () => {
    const { line, last, live, states, clock, sockets } = rig();
    line.start();
    live();
    last().onclose?.({ code: CLOSE.signedOut });
    clock.advance(60_000);
    expect(states.at(-1)).toBe("signedOut");
    expect(sockets).toHaveLength(1);
    line.hurry();
    live();
    expect(states.at(-1)).toBe("live");
  });

  it("finds out that a refused upgrade means signed out", async () => {
    const { line, last, states, clock } = rig(true);
    line.start();
    last().onclose?.({ code: 1006 });
    clock.advance(250);
    last().onclose?.({ code: 1006 });
    await Promise.resolve();
    await Promise.resolve();
    expect(states.at(-1)).toBe("signedOut");
  });

  it("hears nothing of a socket that it dropped", () => {
    const { line, sockets, live, frames } = rig();
    line.start();
    live();
    line.stop();
    sockets[0]?.hear({ t: "ping", now: 1, cursor: "8" });
    expect(frames.filter((frame) => frame.t === "ping")).toEqual([]);
  });
});
