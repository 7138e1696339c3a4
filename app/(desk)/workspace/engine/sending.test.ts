import { describe, expect, it } from "vitest";
import type { ClientFrame } from "#machines/wire/frames.ts";
import { type Outbox, type Outgoing, outboxStorage } from "./outbox.ts";
import { Sending } from "./sending.ts";
import { createStore } from "./store.ts";
import { FakeArea, FakeClock } from "./testing.ts";

function rig(options: { known?: boolean } = {}) {
  const clock = new FakeClock();
  const area = new FakeArea();
  const storage = outboxStorage(area, "ana");
  const outbox = createStore<Outbox>([]);
  const sent: string[] = [];
  const revs: (number | undefined)[] = [];
  const back: [string, string][] = [];
  const net = { live: true };
  const sending = new Sending({
    outbox,
    storage,
    clock,
    send(frame: ClientFrame) {
      if (!net.live || frame.t !== "command") return false;
      sent.push(frame.id);
      revs.push((frame.input as { draftRev?: number }).draftRev);
      return true;
    },
    live: () => net.live,
    grace: () => 150_000,
    known: async () => options.known ?? false,
    confirmed: () => {},
    returned: (entry, reason) => back.push([entry.text, reason]),
    newId: () => "again",
  });
  const add = async (id: string, conversation = "a", rev: number | null = null) => {
    const entry: Outgoing = {
      id,
      conversation,
      session: `conversation:${conversation}`,
      text: id,
      draftRev: 1,
      at: clock.now(),
      state: "pending",
      reason: null,
    };
    sending.add(entry, Promise.resolve(rev));
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, storage, outbox, sent, revs, back, net, sending, add };
}
const refused = {
  ok: false,
  code: "CONFLICT",
  message: "conflict",
  refused: { machine: "m", state: "queued", event: "e" },
} as const;

describe("sending", () => {
  it("sends the next one of a conversation when the one before is confirmed", async () => {
    const { sending, sent, outbox, storage, add } = rig();
    await add("1");
    await add("2");
    expect(sent).toEqual(["1"]);
    sending.reply("1", { ok: true, data: {} });
    expect(sent).toEqual(["1", "2"]);
    expect(outbox.get().map((entry) => entry.state)).toEqual(["sent", "pending"]);
    expect(storage.load().map((entry) => entry.id)).toEqual(["2"]);
    sending.shown(new Set(["1"]), null);
    expect(outbox.get().map((entry) => entry.id)).toEqual(["2"]);
  });

  it("names the rev that the draft's save ended in", async () => {
    const { revs, add } = rig();
    await add("1", "a", 7);
    await add("2", "b", null);
    expect(revs).toEqual([7, 1]);
  });

  it("sends again with the same id after a cut, and after 15 s without an answer", async () => {
    const { sending, sent, net, clock, add } = rig();
    await add("1");
    net.live = false;
    sending.restart();
    net.live = true;
    sending.restart();
    expect(sent).toEqual(["1", "1"]);
    clock.advance(15_000);
    expect(sent).toEqual(["1", "1", "1"]);
  });

  it("gives the text of a refused one back to the composer, and goes on", async () => {
    const { sending, sent, back, outbox, storage, add } = rig();
    await add("1");
    await add("2");
    sending.reply("1", refused);
    expect(back).toEqual([["1", "refused"]]);
    expect(sent).toEqual(["1", "2"]);
    expect(outbox.get()).toHaveLength(1);
    expect(storage.load().map((entry) => entry.id)).toEqual(["2"]);
  });

  it("keeps one that the server could not take, to be tried again under a new id", async () => {
    const { sending, sent, outbox, add } = rig();
    await add("1");
    sending.reply("1", { ok: false, code: "UNAVAILABLE", message: "unavailable" });
    expect(outbox.get()[0]).toMatchObject({ state: "failed", reason: "unavailable" });
    sending.retry("1");
    expect(sent).toEqual(["1", "again"]);
  });

  it("does not send by itself what has waited beyond the grace", async () => {
    const { sending, sent, back, net, clock, add } = rig();
    net.live = false;
    await add("1");
    clock.advance(151_000);
    net.live = true;
    sending.restart();
    expect(sent).toEqual([]);
    await Promise.resolve();
    await Promise.resolve();
    expect(back).toEqual([["1", "tooLate"]]);
  });

  it("gives nothing back that the server has", async () => {
    const { sending, back, net, clock, outbox, add } = rig({ known: true });
    net.live = false;
    await add("1");
    clock.advance(151_000);
    net.live = true;
    sending.restart();
    await Promise.resolve();
    await Promise.resolve();
    expect(back).toEqual([]);
    expect(outbox.get()).toEqual([]);
  });
});
