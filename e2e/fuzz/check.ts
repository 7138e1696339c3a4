import { isDeepStrictEqual } from "node:util";
import { messagesBetween } from "#db/repositories/messages.ts";
import type { Desk, DraftView, MessageView } from "#machines/wire/views.ts";
import { HOME } from "#machines/workspace/ids.ts";
import { tabsIn } from "../../app/(desk)/workspace/engine/sessions.ts";
import { conversationOf, sessionOf } from "../../app/(desk)/workspace/engine/subject.ts";
import { at } from "../../app/(desk)/workspace/engine/threads.ts";
import { difference } from "../faults/checker.ts";
import type { Scene } from "./scene.ts";
import type { Window } from "./window.ts";

/** What has to hold in every moment: no text stands, or is on its way, in a place in which it was not typed. */
export function misplaced({ windows, ledger }: Scene): string[] {
  return windows.flatMap((window) => {
    const engine = window.engine();
    if (!engine) return [];
    const { agent } = window.device;
    const drafts = Object.values(engine.actor.getSnapshot().context.drafts).flatMap((ref) => {
      const { session, field, text, remote, pending } = ref.getSnapshot().context;
      return [text, remote?.text ?? "", ...pending.map((sent) => sent.text)].flatMap((each) =>
        ledger
          .strangers(each, { agent, session, field })
          .map((word) => `strange: ${window.name} shows ${ledger.told(word)} in ${session}, ${field}`),
      );
    });
    const sent = engine.outbox
      .get()
      .flatMap(({ session, conversation, text }) => [
        ...(sessionOf(conversation) === session ? [] : [`strange: ${session} sends to ${conversation}`]),
        ...ledger
          .strangers(text, { agent, session, field: "message" })
          .map((word) => `strange: ${window.name} sends ${ledger.told(word)} to ${session}`),
      ]);
    return [...drafts, ...sent];
  });
}

type Stored = { messages: MessageView[]; drafts: Map<string, DraftView[]> };

/** What has to hold when all is at rest: misplaced, lost, doubled, and different from a fresh read. */
export async function amiss(scene: Scene): Promise<string[]> {
  const fresh = new Map<Window, Desk>();
  for (const window of scene.windows) fresh.set(window, await window.api.load());
  const drafts = new Map<string, DraftView[]>();
  for (const { device, api } of scene.windows) drafts.set(device.agent, await api.drafts());
  const messages = await messagesOf(scene);
  return [
    ...misplaced(scene),
    ...stray(scene, { messages, drafts }),
    ...lost(scene, { messages, drafts }),
    ...scene.windows.flatMap((window) => {
      const desk = fresh.get(window);
      return desk ? shown(scene, window, desk, drafts.get(window.device.agent) ?? []) : [];
    }),
    ...scene.server.errors.splice(0).map((error) => `error: ${told(error)}`),
  ];
}

function told(error: unknown): string {
  const cause = typeof error === "object" && error !== null && "err" in error ? error.err : error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : JSON.stringify(cause);
}

async function messagesOf({ server, ledger }: Scene): Promise<MessageView[]> {
  const conversations = new Set(
    [...ledger.all().values()].flatMap(({ session }) => conversationOf(session) ?? []),
  );
  return server.runtime.database.read(async (c) => {
    const all: MessageView[] = [];
    for (const id of conversations) all.push(...(await messagesBetween(c, id, 0, Number.MAX_SAFE_INTEGER)));
    return all;
  });
}

/** On the server: texts in other places than their own, and messages that were sent more often than asked. */
function stray({ ledger }: Scene, { messages, drafts }: Stored): string[] {
  const wrong: string[] = [];
  for (const [agent, views] of drafts) {
    for (const { session, field, text } of views) {
      for (const word of ledger.strangers(text, { agent, session, field }))
        wrong.push(`strange: the draft ${field} of ${session} has ${ledger.told(word)}`);
    }
  }
  const times = new Map<string, number>();
  for (const { conversation, side, text } of messages) {
    if (side !== "agent") continue;
    for (const word of ledger.wordsOf(text)) {
      times.set(word, (times.get(word) ?? 0) + 1);
      if (ledger.all().get(word)?.session !== sessionOf(conversation))
        wrong.push(`strange: ${ledger.told(word)} was sent to ${conversation}`);
    }
  }
  for (const [word, count] of times) {
    const presses = ledger.pressesOf(word);
    if (count > presses)
      wrong.push(`doubled: ${ledger.told(word)} was sent ${count} times, asked ${presses}`);
  }
  return wrong;
}

/** Nothing typed is gone but what a person took away: it is a draft, in a choice, sent, or waits for Retry. */
function lost({ windows, ledger }: Scene, { messages, drafts }: Stored): string[] {
  const kept = new Set<string>();
  const keep = (text: string) => {
    for (const word of ledger.wordsOf(text)) kept.add(word);
  };
  for (const { text } of [...messages, ...[...drafts.values()].flat()]) keep(text);
  for (const window of windows) {
    const engine = window.engine();
    if (!engine) continue;
    for (const ref of Object.values(engine.actor.getSnapshot().context.drafts)) {
      if (ref.getSnapshot().matches("conflict")) keep(ref.getSnapshot().context.text);
    }
    for (const entry of engine.outbox.get()) if (entry.state === "failed") keep(entry.text);
  }
  return [...ledger.all().keys()]
    .filter((word) => !kept.has(word) && !ledger.isDropped(word))
    .map((word) => `lost: ${ledger.told(word)}`);
}

/** Without what two reads may differ in: where the stream was, and the text of drafts. */
function comparable({ cursor: _, drafts, ...rest }: Desk): unknown {
  return JSON.parse(JSON.stringify({ ...rest, drafts: drafts.map(({ text: __, ...draft }) => draft) }));
}

/** What a window shows, beside what it would show if it were opened now. */
function shown(scene: Scene, window: Window, fresh: Desk, drafts: readonly DraftView[]): string[] {
  const engine = window.engine();
  if (!engine) return [`closed: ${window.name} has no page`];
  const { name } = window;
  const held = engine.desk.get();
  const { context } = engine.actor.getSnapshot();
  const wrong: string[] = [];
  const same = (what: string, here: unknown, there: unknown) => {
    if (!isDeepStrictEqual(here, there)) wrong.push(`${what}: ${name} shows ${difference(here, there)}`);
  };
  same("desk", comparable(held), comparable(fresh));
  same(
    "order",
    context.order,
    fresh.sessions.map((session) => session.id),
  );
  same("sessions", Object.keys(context.sessions).sort(), fresh.sessions.map((session) => session.id).sort());
  if (context.selected !== HOME && !context.order.includes(context.selected))
    wrong.push(`selected: ${name} has ${context.selected}, which is not open`);
  if (engine.window.get().selected !== context.selected)
    wrong.push(`selected: ${name} would come back to ${engine.window.get().selected}`);

  for (const session of [HOME, ...context.order]) {
    const tabs = tabsIn(fresh, session);
    const { order, selected } = context.tabs[session] ?? { order: null, selected: "" };
    same(
      `tabs of ${session}`,
      order,
      tabs.map((tab) => tab.id),
    );
    if (selected !== "anchor" && !order?.includes(selected))
      wrong.push(`tabs: ${name} has ${selected} in front of ${session}, which is not open`);
    for (const { id, params } of tabs)
      same(`params of ${id} in ${session}`, engine.sessions.paramsOf(session, id), params);
  }
  for (const [id, ref] of Object.entries(context.sessions)) {
    // As the badge counts: what this window has told as read is read.
    const item = held.conversations[conversationOf(id) ?? ""]?.item;
    const read = engine.reader.read.get()[item?.id ?? ""] ?? 0;
    const unread = fresh.conversations[conversationOf(id) ?? ""]?.item.unread ?? 0;
    same(`unread of ${id}`, item && item.lastSeq > read ? item.unread : 0, unread);
    if (!ref.getSnapshot().matches("open"))
      wrong.push(`session: ${name} has ${id} in ${JSON.stringify(ref.getSnapshot().value)}`);
  }
  const offered = Object.values(fresh.conversations).filter(
    ({ item }) => item.state === "offered" && item.owner?.id === fresh.me.id,
  );
  const ringing = Object.entries(context.offers).map(
    ([id, ref]) => `${id} ${JSON.stringify(ref.getSnapshot().value)}`,
  );
  const due = offered.map(({ item }) => item.id).sort();
  if (!isDeepStrictEqual(Object.keys(context.offers).sort(), due))
    wrong.push(`offers: ${name} has ${ringing.join(", ")}, a fresh read ${due.join(", ")}`);
  if (context.faults.length > 0) wrong.push(`faults: ${name}: ${JSON.stringify(context.faults)}`);
  return [...wrong, ...draftsShown(scene, window, drafts), ...logShown(window, fresh)];
}

function draftsShown({ ledger }: Scene, window: Window, drafts: readonly DraftView[]): string[] {
  const engine = window.engine();
  if (!engine) return [];
  const wrong: string[] = [];
  const { context } = engine.actor.getSnapshot();
  const say = (text: string) => ledger.wordsOf(text).map(ledger.told).join(" ") || JSON.stringify(text);
  for (const ref of Object.values(context.drafts)) {
    const { session, field, text, remote, rev } = ref.getSnapshot().context;
    const there = drafts.find((draft) => draft.session === session && draft.field === field);
    const state = String(ref.getSnapshot().value);
    const where = `${window.name}, ${session}, ${field}, ${state}`;
    const base = state === "conflict" ? remote : { text, rev };
    if (!["clean", "saved", "conflict"].includes(state)) wrong.push(`draft: ${where}: at no rest`);
    else if (base?.text !== (there?.text ?? ""))
      wrong.push(`draft: ${where}: shows ${say(base?.text ?? "")}, a fresh read ${say(there?.text ?? "")}`);
    // An empty text may be of an older revision: what is saved over an empty one is no conflict.
    else if (base.text !== "" && base.rev !== there?.rev)
      wrong.push(`draft: ${where}: is based on ${base.rev}, a fresh read on ${there?.rev}`);
  }
  for (const { session, field, text } of drafts) {
    if (text === "" || (session !== HOME && !context.order.includes(session))) continue;
    if (!engine.drafting.ref(session, field))
      wrong.push(`draft: ${window.name} does not show ${say(text)} in ${session}, ${field}`);
  }
  return wrong;
}

/** The log of the conversation in front has every message of it. */
function logShown(window: Window, fresh: Desk): string[] {
  const engine = window.engine();
  const conversation = engine ? conversationOf(engine.selected()) : null;
  const item = fresh.conversations[conversation ?? ""]?.item;
  if (!engine || conversation === null || !item) return [];
  const thread = engine.threads.of(conversation);
  if (thread.status !== "ready") return [`log: ${window.name} has ${conversation} ${thread.status}`];
  const wrong: string[] = [];
  if (thread.last !== item.lastSeq)
    wrong.push(`log: ${window.name} shows ${conversation} up to ${thread.last} of ${item.lastSeq}`);
  for (let seq = 1; seq <= item.lastSeq; seq += 1)
    if (!at(thread, seq)) wrong.push(`log: ${window.name} does not show ${seq} of ${conversation}`);
  return wrong;
}
