import { isDeepStrictEqual } from "node:util";
import type { Draft, History, Said, Seen, StoredConversation } from "./history.ts";

/**
 * What a history has to hold whatever happened to the lines, the server, the disk and the clock. Pure: the
 * same history has the same answer.
 * @returns what is broken, each with a word for its kind; nothing when all holds.
 */
export function check(history: History): string[] {
  return [
    ...delivery(history),
    ...history.conversations.flatMap((each) => transcript(each, history.said)),
    ...history.seen.flatMap((each) => view(each, history.conversations)),
    ...owners(history),
    ...history.conversations.flatMap(timers),
    ...drafts(history.savedDrafts, history.storedDrafts),
    ...history.desks.flatMap(desk),
    ...lines(history.lines),
  ];
}

/**
 * The part that has to hold at each moment, also while clients have still to send again: what was
 * acknowledged is stored, once and with its words.
 */
export function checkAcknowledged(
  said: readonly Said[],
  conversations: readonly StoredConversation[],
  saved: readonly Draft[],
  stored: readonly Draft[],
): string[] {
  const texts = countOf(conversations.flatMap((each) => each.messages.map((message) => message.text)));
  const lost = said.filter((each) => each.acknowledged && !texts.has(each.text));
  return [
    ...lost.map((each) => `lost: ${each.text} of ${each.window} was acknowledged and is not stored`),
    ...doubled(texts, said),
    ...drafts(saved, stored, { later: true }),
  ];
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function doubled(texts: ReadonlyMap<string, number>, said: readonly Said[]): string[] {
  return said.flatMap(({ text, window }) => {
    const times = texts.get(text) ?? 0;
    return times > 1 ? [`doubled: ${text} of ${window} is stored ${times} times`] : [];
  });
}

function delivery({ said, conversations }: History): string[] {
  const stored = conversations.flatMap((each) => each.messages);
  const texts = countOf(stored.map((message) => message.text));
  const ids = new Map(stored.map((message) => [message.text, message.id]));
  const known = new Set(said.map((each) => each.text));
  return [
    ...said.flatMap(({ text, window, acknowledged, failed, id }) => {
      if (failed !== undefined) return [`refused: ${text} of ${window}: ${failed}`];
      if (!texts.has(text)) return [`lost: ${text} of ${window} is not stored`];
      if (!acknowledged) return [`unanswered: ${text} of ${window}`];
      return id !== null && ids.get(text) !== id ? [`renamed: ${text} of ${window} has another id`] : [];
    }),
    ...doubled(texts, said),
    ...stored
      .filter(({ side, text }) => side !== "system" && !known.has(text))
      .map(({ text }) => `unknown: nobody said ${text}`),
  ];
}

/** Within a conversation: 1, 2, 3 … without a hole, and each window's messages in the order of writing. */
function transcript({ id, messages, lastSeq }: StoredConversation, said: readonly Said[]): string[] {
  const bySeq = [...messages].sort((a, b) => a.seq - b.seq);
  const holes = bySeq.every((message, index) => message.seq === index + 1) && bySeq.length === lastSeq;
  const place = new Map(bySeq.map((message) => [message.text, message.seq]));
  const wrong: string[] = holes ? [] : [`hole: the messages of ${id} are not 1 to ${lastSeq}`];
  const last = new Map<string, { seq: number; text: string }>();
  for (const { window, text } of said) {
    const seq = place.get(text);
    if (seq === undefined) continue;
    const before = last.get(window);
    if (before && before.seq > seq)
      wrong.push(`order: ${window} wrote ${before.text} before ${text}, which is stored first`);
    last.set(window, { seq, text });
  }
  return wrong;
}

/** A window shows all of its conversation, each message once, each after the one before it. */
function view(seen: Seen, conversations: readonly StoredConversation[]): string[] {
  const { window, messages, twice } = seen;
  const stored = conversations.find((each) => each.id === seen.conversation);
  if (!stored) return [`unknown: ${window} shows the conversation ${seen.conversation}`];
  const shown = countOf(messages.map((message) => message.id));
  const missing = stored.messages.filter((message) => !shown.has(message.id));
  const extra = messages.filter(({ id }) => !stored.messages.some((message) => message.id === id));
  const late = messages.filter((message, index) => (messages[index - 1]?.seq ?? 0) > message.seq);
  const again = [...shown].filter(([, times]) => times > 1).map(([id]) => id);
  return [
    ...missing.map(({ text, seq }) => `unseen: ${window} does not show ${seq} ${text}`),
    ...extra.map(({ text }) => `unknown: ${window} shows ${text}, which is not stored`),
    ...late.map(({ text, seq }) => `order: ${window} showed ${seq} ${text} after a later one`),
    ...[...twice, ...again].map((text) => `twice: ${window} got ${text} more than once`),
  ];
}

function owners({ conversations, loads }: History): string[] {
  const owned = (state: string) => state === "active" || state === "offered" || state === "wrapUp";
  return [
    ...conversations.flatMap(({ id, state, owner, chartOwner }) => {
      if (owner !== chartOwner) return [`owner: ${id} has ${owner}, its chart has ${chartOwner}`];
      return owned(state) === (owner !== null) || state === "ended" || state === "waiting"
        ? []
        : [`owner: ${id} is ${state} and has ${owner}`];
    }),
    ...loads
      .filter(({ load, held }) => load !== held)
      .map(
        ({ agent, load, held }) => `owner: the load of ${agent} is ${load}, their conversations hold ${held}`,
      ),
  ];
}

function timers({ id, timers: running, armed }: StoredConversation): string[] {
  const [rows, states] = [[...running].sort(), [...armed].sort()];
  return isDeepStrictEqual(rows, states)
    ? []
    : [
        `timers: of ${id} run ${rows.join(", ") || "none"}, its state has armed ${states.join(", ") || "none"}`,
      ];
}

/** @param later a newer revision than the acknowledged one may be stored: its answer is still to come. */
function drafts(
  saved: readonly Draft[],
  stored: readonly Draft[],
  { later = false }: { later?: boolean } = {},
): string[] {
  const last = new Map<string, Draft>();
  for (const draft of saved) {
    const key = `${draft.agent} ${draft.session}`;
    if ((last.get(key)?.rev ?? -1) <= draft.rev) last.set(key, draft);
  }
  return [...last.values()].flatMap((draft) => {
    const kept = stored.find((each) => each.agent === draft.agent && each.session === draft.session);
    if (!kept || kept.rev < draft.rev)
      return [`draft: ${draft.session} was acknowledged at ${draft.rev} and is stored at ${kept?.rev}`];
    if (kept.rev > draft.rev) return later ? [] : [`draft: ${draft.session} is stored at a later rev`];
    return kept.text === draft.text
      ? []
      : [`draft: ${draft.session} was acknowledged with ${draft.text} and has ${kept.text}`];
  });
}

function lines({ stored, open }: History["lines"]): string[] {
  return stored === open ? [] : [`lines: ${stored} are on record, ${open} are open`];
}

function desk({ window, held, fresh }: History["desks"][number]): string[] {
  if (isDeepStrictEqual(held, fresh)) return [];
  return [`desk: ${window} shows ${difference(held, fresh)}`];
}

/** The first place in which two values differ, with both. */
export function difference(held: unknown, fresh: unknown, at = ""): string {
  if (isDeepStrictEqual(held, fresh)) return "no difference";
  if (isRecord(held) && isRecord(fresh)) {
    const keys = new Set([...Object.keys(held), ...Object.keys(fresh)]);
    for (const key of keys) {
      const [a, b] = [Reflect.get(held, key), Reflect.get(fresh, key)];
      if (!isDeepStrictEqual(a, b)) return difference(a, b, `${at}.${key}`);
    }
  }
  return `${at || "all"} as ${JSON.stringify(held)}, a fresh read ${JSON.stringify(fresh)}`.slice(0, 400);
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
