import type { ChosenPresence, WorkItem } from "#machines/wire/views.ts";
import type { WorkspaceRef } from "#machines/workspace/machine.ts";
import { type Fault, faultOf } from "#ui/trpc/fault.ts";
import type { Api, Commands } from "./api.ts";
import type { Clock } from "./clock.ts";
import { command } from "./commands.ts";
import type { Crowd } from "./room.ts";
import { createStore, type Store } from "./store.ts";
import { sessionOf } from "./subject.ts";
import { uuid } from "./uuid.ts";

/** Something that went wrong and belongs to no field: told in a line of its own until it is dismissed. */
export type Trouble = {
  id: string;
  kind: "command" | "offer";
  fault: Fault;
  item: WorkItem | null;
  /** Too many sessions are open: how many may be, and which to close. */
  crowd: Crowd | null;
};

/** What the server says too, told before it is asked. */
const FULL: Fault = { code: "CONFLICT", message: "sessionLimit", refused: null, offline: false };

export type DeedsParts = {
  api: Api;
  clock: Clock;
  actor(): WorkspaceRef;
  item(conversation: string): WorkItem | null;
  select(session: string, keyboard: boolean): void;
  /** Whether as many sessions are open as may be, when this one is to open. */
  crowd(session: string): Crowd | null;
};

/** What the person does to conversations and to themselves, by calls. */
export class Deeds {
  readonly troubles: Store<Trouble[]> = createStore<Trouble[]>([]);
  private readonly parts: DeedsParts;
  /** Conversations whose session this window asked for: it comes to the front here, and here alone. */
  private readonly wanted = new Set<string>();

  constructor(parts: DeedsParts) {
    this.parts = parts;
  }

  /** Is there room for this session? If not, it is told which to close. */
  room(session: string): boolean {
    if (this.parts.crowd(session) === null) return true;
    this.tell("command", FULL, null, session);
    return false;
  }

  /** A session may have gone: where there is room again, nothing more is said of it. */
  roomAgain(): void {
    const told = this.troubles.get();
    if (told.some((one) => one.crowd) && this.parts.crowd("") === null)
      this.troubles.set(told.filter((one) => one.crowd === null));
  }

  accept(conversation: string): void {
    if (!this.room(sessionOf(conversation))) return;
    this.wanted.add(conversation);
    this.context().offers[conversation]?.send({ type: "offer.accept" });
  }

  reject(conversation: string): void {
    this.context().offers[conversation]?.send({ type: "offer.reject" });
  }

  /** Picks from the queue, or opens a session on what is theirs or over. */
  async take(name: "conversation.pick" | "conversation.open", item: WorkItem): Promise<void> {
    const session = sessionOf(item.id);
    if (this.context().sessions[session] && name === "conversation.open" && item.state !== "waiting") {
      this.parts.select(session, true);
      return;
    }
    if (!this.room(session)) return;
    this.wanted.add(item.id);
    const taken = await this.run(name, { conversation: item.id }, item);
    if (!taken) this.wanted.delete(item.id);
    else if (this.context().sessions[session]) this.opened(item.id);
  }

  /** Opens a session on a conversation of which only the id is known here, or brings it to the front. */
  async openById(conversation: string): Promise<void> {
    const session = sessionOf(conversation);
    if (this.context().sessions[session]) {
      this.parts.select(session, true);
      return;
    }
    if (!this.room(session)) return;
    this.wanted.add(conversation);
    const taken = await this.run("conversation.open", { conversation }, null);
    if (!taken) this.wanted.delete(conversation);
    else if (this.context().sessions[session]) this.opened(conversation);
  }

  /** Gives it back to the queue, first in line, for somebody else. */
  release(item: WorkItem): Promise<boolean> {
    return this.run("conversation.release", { conversation: item.id }, item);
  }

  /** Closes its session without a question: a persistent one waits. */
  park(item: WorkItem): Promise<boolean> {
    return this.run("session.close", { session: sessionOf(item.id) }, item);
  }

  end(item: WorkItem): Promise<boolean> {
    return this.run("conversation.end", { conversation: item.id }, item);
  }

  resume(item: WorkItem): Promise<boolean> {
    return this.run("conversation.continue", { conversation: item.id }, item);
  }

  choosePresence(presence: ChosenPresence): Promise<boolean> {
    return this.run("presence.choose", { presence }, null);
  }

  resetPresence(): Promise<boolean> {
    return this.run("presence.reset", {}, null);
  }

  /** A session is there: to the front, if this window asked for it. */
  opened(conversation: string): void {
    if (this.wanted.delete(conversation)) this.parts.select(sessionOf(conversation), true);
  }

  /** The effect of an offer's chart. */
  async answer(name: "offer.accept" | "offer.reject", conversation: string): Promise<void> {
    const item = this.parts.item(conversation);
    try {
      await command(this.parts.api, this.parts.clock, name, { conversation });
    } catch (error) {
      const fault = faultOf(error);
      this.wanted.delete(conversation);
      // Refused for want of room, it stands: there may be room before its time is over.
      const stands = fault.offline || fault.message === "sessionLimit";
      const over = !stands && ["CONFLICT", "FORBIDDEN", "NOT_FOUND"].includes(fault.code);
      const offer = this.context().offers[conversation];
      offer?.send({ type: "answer.refused", reason: fault.message, over });
      this.tell("offer", fault, item);
    }
  }

  /** The effect of a session's chart. */
  async close(session: string): Promise<void> {
    try {
      await command(this.parts.api, this.parts.clock, "session.close", { session });
    } catch (error) {
      const fault = faultOf(error);
      this.context().sessions[session]?.send({ type: "close.refused", reason: fault.message });
      this.tell("command", fault, null);
    }
  }

  dismiss(trouble: string): void {
    this.troubles.update((list) => list.filter((one) => one.id !== trouble));
  }

  /** Tells of something that went wrong; the same again replaces what is told already. */
  tell(kind: Trouble["kind"], fault: Fault, item: WorkItem | null, session = ""): void {
    const crowd = fault.message === "sessionLimit" ? this.parts.crowd(session) : null;
    const one = { id: uuid(), kind, fault, item, crowd };
    const again = (known: Trouble) => crowd !== null && known.crowd !== null;
    this.troubles.update((list) => [...list.filter((known) => !again(known)).slice(-3), one]);
  }

  private context() {
    return this.parts.actor().getSnapshot().context;
  }

  private async run<N extends keyof Commands>(
    name: N,
    input: Commands[N],
    item: WorkItem | null,
  ): Promise<boolean> {
    try {
      await command(this.parts.api, this.parts.clock, name, input);
      return true;
    } catch (error) {
      this.tell("command", faultOf(error), item);
      return false;
    }
  }
}
