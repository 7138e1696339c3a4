import type { MessageView } from "#machines/wire/views.ts";

/** The messages of one conversation that this window holds; always a tail without holes. */
export type Thread = {
  messages: MessageView[];
  /** Older ones stand on the server. */
  more: boolean;
  status: "absent" | "loading" | "ready" | "failed";
};

export const noThread: Thread = { messages: [], more: true, status: "absent" };

/** Joins by seq, ascending, each once. The newer text of the same seq wins. */
export function merge(held: MessageView[], incoming: MessageView[]): MessageView[] {
  if (incoming.length === 0) return held;
  const last = held.at(-1);
  const sorted = [...incoming].sort((a, b) => a.seq - b.seq);
  // The common case: new ones at the end.
  if (!last || (sorted[0] && sorted[0].seq > last.seq)) return [...held, ...sorted];
  const bySeq = new Map<number, MessageView>();
  for (const message of [...held, ...sorted]) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** The seq from which a hole begins, or null: a frame was missed and the thread must be read afresh. */
export function hole(messages: MessageView[]): number | null {
  for (let index = 1; index < messages.length; index += 1) {
    const before = messages[index - 1]?.seq ?? 0;
    if (messages[index]?.seq !== before + 1) return before;
  }
  return null;
}

/**
 * What came live. A thread that was never asked for stays so: what came is in it when it is. While one is
 * being read, what comes is kept, since the page may have been read before.
 */
export function arrived(thread: Thread, incoming: MessageView[]): Thread {
  if (thread.status === "loading") return { ...thread, messages: merge(thread.messages, incoming) };
  if (thread.status !== "ready") return thread;
  const messages = merge(thread.messages, incoming);
  return hole(messages) === null ? { ...thread, messages } : { ...thread, status: "absent" };
}

/** The newest page, read afresh. What is older and joins without a hole is kept. */
export function loaded(thread: Thread, page: { messages: MessageView[]; more: boolean }): Thread {
  const joined = merge(thread.messages, page.messages);
  if (thread.messages.length > 0 && hole(joined) === null) {
    const first = page.messages[0]?.seq ?? 1;
    const more = (joined[0]?.seq ?? 1) < first ? thread.more : page.more;
    return { messages: joined, more, status: "ready" };
  }
  return { messages: page.messages, more: page.more, status: "ready" };
}

/** A page of older ones, put before. */
export function older(thread: Thread, page: { messages: MessageView[]; more: boolean }): Thread {
  return { ...thread, messages: merge(thread.messages, page.messages), more: page.more };
}

/** The seq of the first of the customer's last `unread` messages; where the divider stands. */
export function firstUnread(messages: MessageView[], unread: number): number | null {
  if (unread <= 0) return null;
  let left = unread;
  let first: number | null = null;
  for (let index = messages.length - 1; index >= 0 && left > 0; index -= 1) {
    const message = messages[index];
    if (message?.side !== "customer") continue;
    first = message.seq;
    left -= 1;
  }
  return first;
}
