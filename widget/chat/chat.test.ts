import { describe, expect, test } from "vitest";
import { browser, living, settled } from "../testing/browser.ts";
import { type FakeSocket, memoryStorage, messageOf, refusedStorage, viewOf } from "../testing/fakes.ts";

const ok = { ok: true, data: null } as const;
const hellos = (socket: FakeSocket) => socket.sent.filter((frame) => frame.t === "hello");

describe("hello", () => {
  test("tells the workstream, the page and the language, later the token", () => {
    const { socket, advance } = living();
    expect(hellos(socket())).toMatchObject([
      { t: "hello", v: 1, visitor: { workstream: "web-live", locale: "gl", page: "https://shop.example/" } },
    ]);
    socket().drop();
    advance(300);
    socket().accept();
    expect(hellos(socket())).toMatchObject([{ visitor: { token: "token-1" } }]);
  });

  test("two tabs at once ask for one token", async () => {
    const open = browser();
    const [a, b] = [open.tab(), open.tab()];
    for (const { chat, socket } of [a, b]) {
      chat.begin(null, null);
      socket().accept();
    }
    expect(hellos(a.socket())).toHaveLength(1);
    expect(hellos(b.socket())).toHaveLength(0);
    a.socket().welcome({}, [], "the-one");
    await settled();
    expect(hellos(b.socket())).toMatchObject([{ visitor: { token: "the-one" } }]);
  });

  test("storage refused: it works, in memory", () => {
    const { chat, socket, advance } = living(browser(refusedStorage));
    chat.say("ola");
    socket().drop();
    advance(300);
    socket().accept();
    expect(hellos(socket())).toMatchObject([{ visitor: { token: "token-1" } }]);
    socket().welcome();
    expect(socket().said()).toEqual(["ola"]);
  });
});

describe("order", () => {
  test("nothing newer goes before what is unconfirmed", () => {
    const { chat, socket } = living();
    chat.say("1");
    chat.say("2");
    chat.say("3");
    expect(socket().said()).toEqual(["1"]);
    socket().push({ t: "reply", id: socket().lastId(), reply: ok });
    expect(socket().said()).toEqual(["1", "2"]);
    // The transcript is as good as an answer.
    const seen = messageOf(1, { id: socket().lastId(), side: "customer" });
    socket().push({ t: "chat", cursor: "2", chat: viewOf(), messages: [seen], command: null });
    expect(socket().said()).toEqual(["1", "2", "3"]);
  });

  test("a cut line: the same id again, then the rest", () => {
    const { chat, socket, advance } = living();
    chat.say("1");
    chat.say("2");
    const id = socket().lastId();
    socket().drop();
    expect(chat.state().line).toBe("reconnecting");
    advance(300);
    socket().accept();
    expect(socket().said()).toEqual([]);
    socket().welcome();
    expect(socket().commands()).toMatchObject([{ id, input: { text: "1" } }]);
    socket().push({ t: "reply", id, reply: ok });
    expect(socket().said()).toEqual(["1", "2"]);
  });

  test("what the transcript had when the line came back is not sent again", () => {
    const { chat, socket, advance } = living();
    chat.say("1");
    const id = socket().lastId();
    socket().drop();
    advance(300);
    socket().accept();
    socket().welcome({}, [messageOf(1, { id, side: "customer" })]);
    expect(socket().said()).toEqual([]);
    expect(chat.state().outbox).toEqual([]);
  });

  test("silence: the same id again", () => {
    const { chat, socket, advance } = living();
    chat.say("1");
    advance(10_000);
    const [first, second] = socket().commands();
    expect(second).toEqual(first);
  });

  test("a refusal that may pass is tried again, the next ones wait", () => {
    const { chat, socket, advance } = living();
    chat.say("1");
    chat.say("2");
    const id = socket().lastId();
    socket().push({
      t: "reply",
      id,
      reply: { ok: false, code: "UNAVAILABLE", message: "x", retryable: true },
    });
    expect(socket().said()).toEqual(["1"]);
    advance(1000);
    expect(
      socket()
        .commands()
        .map((command) => command.id),
    ).toEqual([id, id]);
  });

  test("a final refusal fails it, the next goes; Retry is a new message", () => {
    const { chat, socket } = living();
    chat.say("1");
    chat.say("2");
    const id = socket().lastId();
    socket().push({ t: "reply", id, reply: { ok: false, code: "BAD_REQUEST", message: "x" } });
    expect(socket().said()).toEqual(["1", "2"]);
    expect(chat.state().outbox[0]?.state).toBe("failed");
    socket().push({ t: "reply", id: socket().lastId(), reply: ok });
    chat.retry(id);
    expect(socket().said()).toEqual(["1", "2", "1"]);
    expect(socket().lastId()).not.toBe(id);
  });
});

describe("kept in the browser", () => {
  test("what a closed tab left unsent is sent by exactly one other, with its id", () => {
    const open = browser();
    const first = open.tab();
    first.chat.begin(null, null);
    first.socket().accept();
    first.socket().welcome();
    first.chat.say("1");
    first.chat.say("2");
    const id = first.socket().lastId();
    const others = [open.tab(), open.tab()];
    for (const { chat, socket } of others) {
      chat.begin(null, null);
      socket().accept();
      socket().welcome();
      expect(socket().said()).toEqual([]);
    }
    first.chat.identify("x.e30.y"); // Leaves the visitor's tabs as closing does.
    const sent = others.flatMap(({ socket }) => socket().commands());
    expect(sent).toMatchObject([{ id, input: { text: "1" } }]);
  });

  test("a half-typed text is there after a reload, and empty after sending", () => {
    const open = browser();
    const before = living(open);
    before.chat.typed("Bo d");
    open.advance(250);
    const reloaded = living(open);
    expect(reloaded.chat.draft().text()).toBe("Bo d");
    reloaded.chat.say("Bo día");
    expect(living(open).chat.draft().text()).toBe("");
  });

  test("a composer that nobody wrote in follows another tab's, one with a text keeps it", () => {
    const { chat, advance } = living();
    const key = "parola.chat.web-live//draft";
    chat.stored(key, "from there");
    expect(chat.draft().text()).toBe("from there");
    chat.typed("from here");
    advance(1000);
    chat.stored(key, "again");
    chat.stored(key, null);
    expect(chat.draft().text()).toBe("from here");
    chat.say("from here");
    chat.stored(key, "more");
    expect(chat.draft().text()).toBe("more");
  });

  test("two tabs with a text each: a reload finds its own, sending one keeps the other", () => {
    const open = browser();
    const [ownA, ownB] = [memoryStorage(), memoryStorage()];
    const [a, b] = [living(open, ownA), living(open, ownB)];
    a.chat.typed("in a");
    open.advance(1000);
    b.chat.typed("in b");
    open.advance(1000);
    expect(living(open, ownA).chat.draft().text()).toBe("in a");
    a.chat.say("in a");
    expect(living(open, ownB).chat.draft().text()).toBe("in b");
    expect(living(open).chat.draft().text()).toBe("in b");
  });

  test("a known customer's texts are apart from the anonymous visitor's", async () => {
    const { chat, socket } = living();
    await settled();
    chat.typed("secret");
    const identity = `h.${btoa(JSON.stringify({ sub: "rosalia" }))}.s`;
    chat.identify(identity);
    expect(chat.draft().text()).toBe("");
    socket().accept();
    expect(hellos(socket())).toMatchObject([{ visitor: { identity } }]);
    expect(hellos(socket())[0]).not.toHaveProperty("visitor.token");
  });

  test("shutdown forgets the visitor, in all tabs", async () => {
    const open = browser();
    const [a, b] = [living(open), living(open)];
    await settled();
    a.chat.shutdown();
    b.chat.stored("parola.chat.web-live//token", null);
    expect([a.cleared(), b.cleared()]).toEqual([1, 1]);
    expect(a.socket().closed).toBe(true);
    const fresh = open.tab();
    fresh.chat.begin(null, null);
    fresh.socket().accept();
    expect(hellos(fresh.socket())[0]).not.toHaveProperty("visitor.token");
  });
});

describe("the line", () => {
  test("tries again with a growing pause up to five seconds, and tells when it takes long", () => {
    const { chat, sockets, socket, advance } = living();
    const pauses = [188, 375, 750, 1500, 3000, 3750, 3750];
    for (const pause of pauses) {
      const count = sockets.length;
      socket().drop();
      advance(pause - 1);
      expect(sockets.length).toBe(count);
      advance(1);
      expect(sockets.length).toBe(count + 1);
    }
    expect(chat.state().line).toBe("offline");
  });

  test("at once when the network or the page comes back", () => {
    const { chat, sockets, socket } = living();
    socket().drop();
    chat.nudge();
    expect(sockets).toHaveLength(2);
    chat.nudge();
    expect(sockets).toHaveLength(2);
  });

  test("pings are answered; 45 seconds of silence are a lost line", () => {
    const { sockets, socket, advance } = living();
    socket().push({ t: "ping", now: 0, cursor: "1" });
    expect(socket().sent.at(-1)).toEqual({ t: "pong" });
    advance(44_999);
    expect(sockets).toHaveLength(1);
    advance(200);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closed).toBe(true);
  });

  test.each([
    [4404, "unknownWorkstream"],
    [4400, "badFrame"],
    [4401, "identity"],
  ])("%i is not tried again: %s", (code, refusal) => {
    const { chat, sockets, socket, advance } = living();
    socket().drop(code);
    advance(60_000);
    expect(sockets).toHaveLength(1);
    expect(chat.state()).toMatchObject({ line: "refused", refusal });
  });

  test("says No connection when the browser knows of none", () => {
    const { chat, socket, setOnline } = living();
    setOnline(false);
    socket().drop();
    expect(chat.state().line).toBe("offline");
  });
});

describe("typing", () => {
  const typed = (socket: FakeSocket) =>
    socket.sent.flatMap((frame) => (frame.t === "typing" ? [frame.on] : []));

  test("is told at most every three seconds, and taken back when idle or sent", () => {
    const { chat, socket, advance } = living();
    for (let key = 0; key < 10; key += 1) {
      chat.typed("x".repeat(key + 1));
      advance(400);
    }
    expect(typed(socket())).toEqual([true, true]);
    advance(5000);
    expect(typed(socket())).toEqual([true, true, false]);
    chat.typed("y");
    chat.say("y");
    expect(typed(socket())).toEqual([true, true, false, true, false]);
  });

  test("of the agent is shown, and forgotten when nothing follows", () => {
    const { chat, socket, advance } = living();
    socket().push({ t: "typing", conversation: "other", on: true });
    expect(chat.state().typing).toBe(false);
    socket().push({ t: "typing", conversation: "c1", on: true });
    expect(chat.state().typing).toBe(true);
    advance(10_000);
    expect(chat.state().typing).toBe(false);
  });
});

describe("ending", () => {
  test("goes behind what waits, once", () => {
    const { chat, socket } = living();
    chat.say("1");
    chat.end();
    chat.end();
    expect(socket().commands()).toHaveLength(1);
    socket().push({ t: "reply", id: socket().lastId(), reply: ok });
    expect(
      socket()
        .commands()
        .map(({ name }) => name),
    ).toEqual(["visitor.say", "visitor.end"]);
    socket().push({ t: "reply", id: socket().lastId(), reply: ok });
    expect(chat.state().ending).toBe(false);
  });

  test("is not carried over to a fresh conversation", () => {
    const { chat, socket, advance } = living();
    chat.end();
    socket().drop();
    advance(300);
    socket().accept();
    socket().welcome({ conversation: "c2" });
    expect(socket().commands()).toEqual([]);
  });
});
