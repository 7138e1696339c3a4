import type { ClientFrame, Reply } from "#machines/wire/frames.ts";
import type { Clock } from "./clock.ts";
import * as box from "./outbox.ts";
import type { Store } from "./store.ts";

/** How a message that is not sent comes back to its composer; keys under `composer.returned`. */
export type ReturnReason = "tooLate" | "notYours" | "refused";

export type SendingParts = {
  outbox: Store<box.Outbox>;
  storage: box.Storage;
  clock: Clock;
  /** Says whether the frame went to a live line. */
  send(frame: ClientFrame): boolean;
  live(): boolean;
  /** How long a message may have waited and still goes by itself. */
  grace(): number;
  /** Asks the server whether it has the message already. */
  known(entry: box.Outgoing): Promise<boolean>;
  confirmed(entry: box.Outgoing, draftRev: number | null): void;
  returned(entry: box.Outgoing, reason: ReturnReason): void;
  newId(): string;
};

/** No answer for so long on a live line: asked again, with the same id. */
const PATIENCE = 15_000;
const RETRY = 1_000;

/** Takes the agent's messages to the server: in order, each until it is answered, none twice. */
export class Sending {
  private readonly parts: SendingParts;
  /** On their way, with what cancels their patience. */
  private readonly flying = new Map<string, () => void>();
  /** Their draft is still being saved; they go when its rev is known. */
  private readonly holding = new Set<string>();
  private checking = new Set<string>();

  constructor(parts: SendingParts) {
    this.parts = parts;
  }

  /** Puts a message in line. `draftRev` resolves to the rev of the draft it was written in. */
  add(entry: box.Outgoing, draftRev: Promise<number | null>): void {
    this.parts.storage.put(entry);
    this.parts.outbox.update((list) => [...list, entry]);
    this.holding.add(entry.id);
    void draftRev.then((rev) => {
      this.holding.delete(entry.id);
      if (rev !== null) this.change(entry.id, { draftRev: Math.max(rev, entry.draftRev ?? 0) });
      this.pump();
    });
  }

  /** What an earlier life of this page left. */
  restore(): void {
    this.parts.outbox.set(this.parts.storage.load().filter((entry) => entry.state !== "sent"));
  }

  /** The line is live again, or gone: nothing that was on its way counts any more. */
  restart(): void {
    for (const id of [...this.flying.keys()]) this.land(id);
    if (!this.parts.live()) return;
    const grace = this.parts.grace();
    for (const entry of this.parts.outbox.get()) {
      if (entry.state === "pending" && this.parts.clock.now() - entry.at > grace) this.check(entry);
    }
    this.pump();
  }

  retry(id: string): void {
    const fresh = { id: this.parts.newId(), at: this.parts.clock.now() };
    this.parts.storage.drop(id);
    this.parts.outbox.update((list) => box.retried(list, id, fresh));
    const entry = this.find(fresh.id);
    if (entry) this.parts.storage.put(entry);
    this.pump();
  }

  pump(): void {
    if (!this.parts.live()) return;
    const busy = new Set([...this.flying.keys(), ...this.holding, ...this.checking]);
    for (const entry of box.due(this.parts.outbox.get(), busy)) {
      const { id, conversation, text, draftRev } = entry;
      const input = draftRev === null ? { conversation, text } : { conversation, text, draftRev };
      if (!this.parts.send({ t: "command", id, name: "message.send", input })) return;
      const cancel = this.parts.clock.after(PATIENCE, () => {
        this.land(id);
        this.pump();
      });
      this.flying.set(id, cancel);
    }
  }

  reply(id: string, reply: Reply): void {
    const entry = this.find(id);
    if (entry?.state !== "pending") return;
    this.land(id);
    if (reply.ok) this.confirm(entry, revOf(reply.data));
    else if (reply.retryable) this.parts.clock.after(RETRY, () => this.pump());
    else if (reply.code === "UNAUTHORIZED") return;
    else if (reply.code === "FORBIDDEN" || reply.code === "NOT_FOUND") this.giveBack(entry, "notYours");
    else if (reply.code === "CONFLICT" && reply.refused) this.giveBack(entry, "refused");
    else {
      this.parts.outbox.update((list) => box.failed(list, id, reply.message));
      const kept = this.find(id);
      if (kept) this.parts.storage.put(kept);
      this.parts.confirmed(entry, null);
    }
    this.pump();
  }

  /** The log has shown these messages. */
  shown(ids: ReadonlySet<string>, draftRev: number | null): void {
    for (const id of ids) {
      const entry = this.find(id);
      if (!entry) continue;
      if (entry.state === "pending") this.confirm(entry, draftRev);
    }
    this.parts.outbox.update((list) => box.without(list, ids));
    this.pump();
  }

  private land(id: string): void {
    this.flying.get(id)?.();
    this.flying.delete(id);
  }

  private find(id: string): box.Outgoing | undefined {
    return this.parts.outbox.get().find((entry) => entry.id === id);
  }

  private change(id: string, change: Partial<box.Outgoing>): void {
    this.parts.outbox.update((list) =>
      list.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
    );
    const entry = this.find(id);
    if (entry && entry.state !== "sent") this.parts.storage.put(entry);
  }

  private confirm(entry: box.Outgoing, draftRev: number | null): void {
    this.land(entry.id);
    this.parts.storage.drop(entry.id);
    this.change(entry.id, { state: "sent" });
    this.parts.confirmed(entry, draftRev);
  }

  private giveBack(entry: box.Outgoing, reason: ReturnReason): void {
    this.land(entry.id);
    this.parts.outbox.update((list) => box.without(list, new Set([entry.id])));
    // First into the composer, then out of the storage: at no time is the text nowhere.
    this.parts.returned(entry, reason);
    this.parts.storage.drop(entry.id);
  }

  /** Too old to go by itself; unless the server has it and only the answer was lost. */
  private check(entry: box.Outgoing): void {
    if (this.checking.has(entry.id)) return;
    this.checking.add(entry.id);
    void this.parts.known(entry).then(
      (known) => {
        this.checking.delete(entry.id);
        if (known) this.shown(new Set([entry.id]), null);
        else this.giveBack(entry, "tooLate");
        this.pump();
      },
      // Not known yet: asked again when the line is back.
      () => this.checking.delete(entry.id),
    );
  }
}

/** The rev of the draft that was emptied in the same commit, when the answer names it. */
function revOf(data: unknown): number | null {
  if (typeof data !== "object" || data === null || !("draftRev" in data)) return null;
  return typeof data.draftRev === "number" ? data.draftRev : null;
}
