import { describe, expect, it } from "vitest";
import { createActor } from "xstate";
import type { DraftView } from "#machines/wire/views.ts";
import { workspaceWith } from "#machines/workspace/wire.ts";
import type { Api, DraftSave } from "./api.ts";
import { draftCopies } from "./draftCopies.ts";
import { Drafting } from "./drafting.ts";
import { FakeArea, FakeClock } from "./testing.ts";

const SESSION = "conversation:c";
const settle = async () => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
};

/** A server that keeps one draft with its rev, as `draft.save` does. */
function server(first: { text: string; rev: number } | null) {
  const state = {
    draft: first ?? { text: "", rev: 0 },
    down: false,
    /** It does what it is asked, and its answer is lost. */
    mute: false,
    saves: [] as DraftSave[],
  };
  const unanswered = () => Object.assign(new Error("no answer"), { name: "TRPCClientError" });
  const api: Pick<Api, "drafts" | "saveDraft" | "saveDraftLeaving"> = {
    async drafts() {
      if (state.down) throw unanswered();
      return [{ session: SESSION, field: "message", updatedAt: 1, ...state.draft }];
    },
    async saveDraft(_, save) {
      if (state.down) throw unanswered();
      state.saves.push(save);
      if (save.baseRev !== state.draft.rev) {
        throw { data: { code: "CONFLICT", message: "draftConflict", detail: { ...state.draft } } };
      }
      state.draft = { text: save.text, rev: state.draft.rev + 1 };
      if (state.mute) throw unanswered();
      return { rev: state.draft.rev };
    },
    saveDraftLeaving: (_, save) => state.saves.push(save),
  };
  return { state, api: api as Api };
}

function rig(first: { text: string; rev: number } | null, area = new FakeArea(), tab = "tab") {
  const { state, api } = server(first);
  const clock = new FakeClock();
  const copies = draftCopies(area, "ana", tab);
  const noEffects = { requestSend() {}, requestAccept() {}, requestReject() {}, requestClose() {} };
  const actor = createActor(
    workspaceWith({ ...noEffects, requestSave: (params) => drafting.save(params) }),
  ).start();
  const drafting: Drafting = new Drafting({
    api,
    clock,
    window: "w",
    actor: () => actor,
    copies,
    waits: () => false,
    live: () => true,
  });
  const views: DraftView[] = first ? [{ session: SESSION, field: "message", updatedAt: 1, ...first }] : [];
  drafting.restore([SESSION], views);
  const ref = drafting.ref(SESSION);
  if (!ref) throw new Error("no draft was opened");
  const type = (text: string) => ref.send({ type: "text.changed", text });
  const now = () => ({ at: ref.getSnapshot().value, text: ref.getSnapshot().context.text });
  return { state, clock, drafting, ref, type, now, area };
}

describe("drafting", () => {
  it("shows the server's text, and saves what is typed on top of it", async () => {
    const { state, drafting, type, now } = rig({ text: "Bo", rev: 3 });
    expect(now()).toEqual({ at: "clean", text: "Bo" });
    type("Bo día");
    drafting.flush();
    await settle();
    expect(state.draft).toEqual({ text: "Bo día", rev: 4 });
    expect(now().at).toBe("saved");
  });

  it("keeps a copy in the browser while the server does not answer, and a new page takes it up", async () => {
    const { state, drafting, type, area } = rig({ text: "", rev: 1 });
    state.down = true;
    type("escrito sen liña");
    drafting.flush();
    await settle();
    expect(rig({ text: "", rev: 1 }, area).now()).toEqual({ at: "dirty", text: "escrito sen liña" });
    expect(rig({ text: "", rev: 1 }, area, "another tab").now().text).toBe("");
  });

  it("shows both texts when another window saved another one", async () => {
    const { state, drafting, type, ref, now } = rig({ text: "", rev: 1 });
    state.draft = { text: "doutra xanela", rev: 2 };
    type("desta xanela");
    drafting.flush();
    await settle();
    expect(now()).toEqual({ at: "conflict", text: "desta xanela" });
    expect(ref.getSnapshot().context.remote).toEqual({ text: "doutra xanela", rev: 2 });
  });

  it("takes no emptied draft and no text of its own for a conflict", async () => {
    const { state, drafting, type, now } = rig({ text: "enviado", rev: 1 });
    state.draft = { text: "", rev: 2 };
    type("o seguinte");
    drafting.flush();
    await settle();
    expect(now()).toEqual({ at: "saved", text: "o seguinte" });
    expect(state.draft).toEqual({ text: "o seguinte", rev: 3 });
  });

  it("takes over what another window saved, while nothing is typed here", async () => {
    const { state, drafting, now, clock } = rig({ text: "a", rev: 1 });
    state.draft = { text: "ab", rev: 2 };
    const refreshed = drafting.refresh();
    clock.advance(30);
    await refreshed;
    expect(now()).toEqual({ at: "clean", text: "ab" });
  });

  it("reads another window's text anew when it could not be had", async () => {
    const { state, drafting, now, clock } = rig({ text: "a", rev: 1 });
    Object.assign(state, { draft: { text: "ab", rev: 2 }, down: true });
    void drafting.refresh();
    clock.advance(30);
    await settle();
    expect(now().text).toBe("a");
    state.down = false;
    clock.advance(2_000);
    await settle();
    clock.advance(30);
    await settle();
    expect(now()).toEqual({ at: "clean", text: "ab" });
  });

  it("takes what another window saved while a message was on its way, once it has gone out", async () => {
    const { state, drafting, ref, type, now, clock } = rig({ text: "", rev: 1 });
    type("en camiño");
    ref.send({ type: "send", id: "m" });
    state.draft = { text: "doutra xanela", rev: 2 };
    void drafting.refresh();
    clock.advance(30);
    await settle();
    expect(now()).toEqual({ at: "sending", text: "" });
    ref.send({ type: "send.confirmed", id: "m", rev: null });
    drafting.sent(SESSION);
    clock.advance(30);
    await settle();
    expect(now()).toEqual({ at: "clean", text: "doutra xanela" });
  });

  it("leaves no draft of what went out as a message, though nobody answered its save", async () => {
    const { state, drafting, ref, type, now, clock } = rig({ text: "", rev: 1 });
    state.mute = true;
    type("a metade");
    drafting.flush();
    await settle();
    state.mute = false;
    type("a metade e o resto");
    ref.send({ type: "send", id: "m" });
    ref.send({ type: "send.confirmed", id: "m", rev: null });
    expect(state.draft).toEqual({ text: "a metade", rev: 2 });
    drafting.sent(SESSION);
    clock.advance(30);
    await settle();
    expect(state.draft).toEqual({ text: "", rev: 3 });
    expect(now()).toEqual({ at: "saved", text: "" });
  });

  it("has nothing to choose any more when the other text was sent", async () => {
    const { state, drafting, type, now, clock } = rig({ text: "", rev: 1 });
    state.draft = { text: "doutra xanela", rev: 2 };
    type("desta xanela");
    drafting.flush();
    await settle();
    expect(now().at).toBe("conflict");
    state.draft = { text: "", rev: 3 };
    void drafting.refresh();
    clock.advance(30);
    await settle();
    expect(now()).toEqual({ at: "saved", text: "desta xanela" });
    expect(state.draft).toEqual({ text: "desta xanela", rev: 4 });
  });

  it("restores what is half-written in a form, and gives a form that asks later what the server has", () => {
    const { drafting } = rig({ text: "", rev: 0 });
    const field = "case:k.title";
    const text = JSON.stringify({ value: "Half", base: "" });
    drafting.restore(
      ["case:k"],
      [
        { session: "case:k", field, text, rev: 4, updatedAt: 1 },
        { session: "case:closed", field, text, rev: 9, updatedAt: 1 },
      ],
    );
    expect(drafting.ref("case:k", field)?.getSnapshot().context).toMatchObject({ text, rev: 4 });
    expect(drafting.ref("case:closed", field)).toBeUndefined();
    expect(drafting.need("case:closed", field)?.getSnapshot().context).toMatchObject({ text, rev: 9 });
    expect(drafting.need("case:k", "case:k.status")?.getSnapshot().context).toMatchObject({
      text: "",
      rev: 0,
    });
  });

  it("takes up a form's text that the server never got", async () => {
    const first = rig({ text: "", rev: 0 });
    first.state.down = true;
    first.drafting.need("home", "case:new.title")?.send({ type: "text.changed", text: "kept" });
    const again = rig({ text: "", rev: 0 }, first.area);
    const ref = again.drafting.ref("home", "case:new.title");
    expect(ref?.getSnapshot().context.text).toBe("kept");
    expect(ref?.getSnapshot().matches("dirty")).toBe(true);
  });

  it("gives the server what only this browser has, also of a session that another window has closed", async () => {
    const first = rig({ text: "", rev: 0 });
    first.state.down = true;
    first.drafting.open("conversation:closed", null);
    first.drafting.ref("conversation:closed")?.send({ type: "text.changed", text: "to a customer" });
    first.drafting.need("case:closed", "case:closed.title")?.send({ type: "text.changed", text: "kept" });
    const again = rig({ text: "", rev: 0 }, first.area);
    again.drafting.flush();
    await settle();
    expect(again.state.saves).toMatchObject([
      { session: "conversation:closed", field: "message", text: "to a customer" },
      { session: "case:closed", field: "case:closed.title", text: "kept" },
    ]);
  });

  it("hands what is not saved to the browser when the page goes", () => {
    const { state, drafting, type } = rig({ text: "", rev: 1 });
    type("a medias");
    drafting.leave();
    expect(state.saves).toMatchObject([{ text: "a medias", baseRev: 1, window: "w" }]);
  });
});
