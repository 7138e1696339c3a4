import { createActor } from "xstate";
import type { ServerFrame } from "#machines/wire/frames.ts";
import type { EntityKind } from "#machines/wire/records.ts";
import type { Desk, DraftView, WorkItem } from "#machines/wire/views.ts";
import type { DeskFrame } from "#machines/workspace/desk.ts";
import { ANCHOR, HOME } from "#machines/workspace/ids.ts";
import type { WorkspaceRef } from "#machines/workspace/machine.ts";
import { workspaceWith } from "#machines/workspace/wire.ts";
import type { Details } from "./api.ts";
import { Absence, Sleeper } from "./asleep.ts";
import { type Clock, delaysOf } from "./clock.ts";
import { Composing } from "./composing.ts";
import { CustomerTyping } from "./customerTyping.ts";
import { Deeds } from "./deeds.ts";
import { draftCopies } from "./draftCopies.ts";
import { Drafting } from "./drafting.ts";
import { Following } from "./following.ts";
import { untilSafe } from "./leaving.ts";
import { Line, type LineState } from "./line.ts";
import { RecordNews } from "./news.ts";
import type { Outbox } from "./outbox.ts";
import { Reader } from "./reader.ts";
import { Attention } from "./reading.ts";
import { crowdOf } from "./room.ts";
import type { ReturnReason } from "./sending.ts";
import { Sessions } from "./sessions.ts";
import { createStore, type Store } from "./store.ts";
import { conversationOf, sessionOf } from "./subject.ts";
import type { Surroundings } from "./surroundings.ts";
import { Threads } from "./threadStore.ts";
import { uuid } from "./uuid.ts";
import { type WindowState, type WindowStorage, windowStorage } from "./windowState.ts";

/**
 * One agent's window: the workspace's actor, what is shown, and the line between them and the server.
 * Made outside of React; `start` and `stop` may be called again.
 */
export class Engine {
  readonly desk: Store<Desk>;
  readonly line: Store<LineState> = createStore<LineState>("connecting");
  readonly details: Store<Record<string, Details | "failed">> = createStore<
    Record<string, Details | "failed">
  >({});
  /** The last row of conversations that may not be read any more, while their sessions are open. */
  readonly lost: Store<Record<string, WorkItem>> = createStore<Record<string, WorkItem>>({});
  /** The server's program is newer than this page's. */
  readonly stale: Store<boolean> = createStore(false);
  /** The session whose composer asks for the keyboard. */
  readonly wantsKeyboard: Store<string | null> = createStore<string | null>(null);
  /** What this window keeps over a reload. */
  readonly window: Store<WindowState>;
  readonly windowId = uuid();
  /** For pages that show records. */
  readonly news = new RecordNews();
  readonly attention: Attention;
  /** What was handed over while this window heard nothing. */
  readonly absence: Absence;
  readonly threads: Threads;
  readonly drafting: Drafting;
  readonly deeds: Deeds;
  readonly reader: Reader;
  readonly customers: CustomerTyping;
  readonly sessions: Sessions;
  readonly actor: WorkspaceRef;

  get outbox(): Store<Outbox> {
    return this.composing.outbox;
  }

  /** Why a message is back in the composer, by session. */
  get returned(): Store<Record<string, ReturnReason>> {
    return this.composing.returned;
  }

  get clock(): Clock {
    return this.around.clock;
  }

  private readonly around: Surroundings;
  private readonly composing: Composing;
  private readonly stream: Line;
  private readonly sleeper: Sleeper;
  private readonly following: Following;
  private readonly windows: WindowStorage;
  private readonly firstDrafts: readonly DraftView[];
  private readonly listeners = new Set<(frame: DeskFrame | "reloaded") => void>();
  private restored = false;

  constructor(desk: Desk, drafts: readonly DraftView[], around: Surroundings) {
    this.around = around;
    this.firstDrafts = drafts;
    this.desk = createStore(desk);
    const { api, clock, local, session } = around;
    this.windows = windowStorage(session, local, desk.me.id, uuid);
    const window = this.windows.load();
    this.window = createStore(window);
    this.attention = new Attention(clock, around.visible);
    this.sleeper = new Sleeper(clock, () => this.stream.woke());
    this.absence = new Absence({
      clock,
      heard: () => this.stream.heard,
      draft: (conversation) =>
        this.drafting.ref(sessionOf(conversation))?.getSnapshot().context.text.trim() ?? "",
    });
    this.threads = new Threads(api);
    this.actor = createActor(
      workspaceWith({
        requestSave: (params) => this.drafting.save(params),
        requestSend: (params) => this.composing.post(params),
        requestAccept: ({ conversation }) => void this.deeds.answer("offer.accept", conversation),
        requestReject: ({ conversation }) => void this.deeds.answer("offer.reject", conversation),
        requestClose: (params) => void this.deeds.close(params.session),
      }),
      { input: { selected: HOME }, clock: delaysOf(clock) },
    );
    this.customers = new CustomerTyping(clock);
    this.reader = new Reader({
      api,
      clock,
      selected: () => this.itemOf(conversationOf(this.selected())),
      active: () => this.attention.now(),
      shown: (conversation) => this.threads.of(conversation).status === "ready",
    });
    this.deeds = new Deeds({
      api,
      clock,
      actor: () => this.actor,
      item: (conversation) => this.itemOf(conversation) ?? null,
      select: (session, keyboard) => this.select(session, keyboard),
      crowd: (session) =>
        crowdOf(this.desk.get(), session, (of) => (this.drafting.unsaved.get()[of] ?? []).length > 0),
    });
    this.sessions = new Sessions({
      api,
      clock,
      actor: () => this.actor,
      desk: this.desk,
      window: this.window,
      keep: (change) => this.keep(change),
      select: (session, keyboard) => this.select(session, keyboard),
      room: (session) => this.deeds.room(session),
      tell: (fault) => this.deeds.tell("command", fault, null),
    });
    this.drafting = new Drafting({
      api,
      clock,
      window: this.windowId,
      actor: () => this.actor,
      copies: draftCopies(local, desk.me.id, window.tab),
      waits: (of, text) => this.composing.waits(of, text),
      live: () => this.stream.current === "live",
    });
    this.composing = new Composing({
      api,
      clock,
      local,
      agent: desk.me.id,
      drafting: () => this.drafting,
      live: () => this.stream.current === "live",
      give: (frame) => this.stream.send(frame),
    });
    this.stream = new Line({
      open: around.openSocket,
      clock,
      random: around.random,
      window: this.windowId,
      person: desk.me.id,
      cursor: () => this.following.cursor,
      online: around.online,
      onFrame: (frame) => this.hear(frame),
      onState: (state) => this.lineIs(state),
      signedOut: async () => !(await api.knowsMe()),
    });
    this.following = new Following({
      api,
      clock,
      actor: () => this.actor,
      desk: this.desk,
      lost: this.lost,
      stale: this.stale,
      line: this.stream,
      opened: (session) => this.opened(session),
      stepped: (before, frame) => this.stepped(before, frame),
      reloaded: () => {
        this.absence.reloaded(this.desk.get());
        this.sessions.stepped(this.desk.get());
        this.news.tell(null);
        for (const listener of this.listeners) listener("reloaded");
        this.threads.refresh();
        void this.drafting.refresh();
      },
    });
    this.actor.start();
    this.actor.send({ type: "desk.loaded", desk });
  }

  /** Brings back what this window had, and opens the line. For the browser alone. */
  start(): void {
    if (!this.restored) {
      this.restored = true;
      // Kept at once: by its tab's name it knows after a crash which texts in the browser were its own.
      this.windows.save(this.window.get());
      this.composing.restore();
      this.drafting.restore(
        this.desk.get().sessions.map((view) => view.id),
        this.firstDrafts,
      );
      const { selected, tabs, writing } = this.window.get();
      if (selected !== HOME) this.actor.send({ type: "session.selected", id: selected });
      for (const [session, tab] of Object.entries(tabs))
        this.actor.send({ type: "tab.selected", session, tab });
      const now = this.selected();
      if (writing === now && now !== HOME) this.wantsKeyboard.set(now);
      for (const { id } of this.desk.get().sessions) {
        this.actor.getSnapshot().context.sessions[id]?.send({ type: "session.loaded" });
      }
      this.attention.active.subscribe(() => {
        this.actor.send({ type: this.attention.active.get() ? "window.focused" : "window.blurred" });
        this.arrive();
      });
      this.threads.store.subscribe(() => this.arrive());
      this.arrive();
    }
    this.sleeper.start();
    this.stream.start();
  }

  stop(): void {
    this.drafting.flush();
    this.sleeper.stop();
    this.stream.stop();
  }

  /** Hears each row that the desk was stepped by, and that all was read afresh; the answer stops it. */
  onFrame(listener: (frame: DeskFrame | "reloaded") => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // What the person does

  selected(): string {
    return this.actor.getSnapshot().context.selected;
  }

  select(id: string, keyboard: boolean): void {
    const before = this.selected();
    if (before !== id) {
      this.drafting.flush(before);
      this.sessions.flush(before);
      const left = conversationOf(before);
      if (left) this.reader.leave(left);
      this.actor.send({ type: "session.selected", id });
    }
    // The composer stands in the anchor; behind another tab it has to leave the keyboard where it is.
    if (keyboard && this.sessions.selectedTab(id) === ANCHOR) this.wantsKeyboard.set(id);
    this.keep({ selected: this.selected() });
    this.arrive();
  }

  /** Opens a session on a record, or brings it to the front; false when it was refused, which is told. */
  openSession(kind: EntityKind, subject: string): Promise<boolean> {
    return this.sessions.open(kind, subject);
  }

  /** Opens a tab in a session (or at `home`) and brings it to the front; null when it was refused. */
  openTab(...what: Parameters<Sessions["openTab"]>): Promise<string | null> {
    return this.sessions.openTab(...what);
  }

  selectTab(session: string, tab: string): void {
    this.sessions.selectTab(session, tab);
  }

  closeTab(session: string, tab: string): Promise<boolean> {
    return this.sessions.closeTab(session, tab);
  }

  /** Changes what this window keeps. */
  keep(change: Partial<WindowState>): void {
    this.window.update((state) => ({ ...state, ...change }));
    this.windows.save(this.window.get());
  }

  write(session: string, text: string): void {
    this.composing.write(session, text);
  }

  send(session: string): void {
    this.composing.send(session);
  }

  choose(session: string, text: string): void {
    this.composing.choose(session, text);
  }

  retry(message: string): void {
    this.composing.retry(message);
  }

  /** Asks for the details once, and again when the conversation's state changed. */
  async loadDetails(conversation: string): Promise<void> {
    const details = await this.around.api.details(conversation).catch(() => "failed" as const);
    this.details.update((all) => {
      if (details === "failed" && all[conversation] && all[conversation] !== "failed") return all;
      return { ...all, [conversation]: details };
    });
  }

  // What the browser says

  hurry(): void {
    this.sleeper.look();
    this.stream.hurry();
  }

  leave(): void {
    this.drafting.leave();
    this.sessions.leave();
    this.windows.save(this.window.get());
  }

  /** Resolves when the server has all that was typed and sent, or after a few seconds. */
  settle(): Promise<boolean> {
    this.hidden();
    return untilSafe({ clock: this.clock, actor: this.actor, outbox: () => this.outbox.get() });
  }

  hidden(): void {
    this.drafting.flush();
    this.sessions.flush();
    this.windows.save(this.window.get());
  }

  // The line

  private lineIs(state: LineState): void {
    this.line.set(state);
    this.absence.lineIs(state, this.desk.get());
    this.actor.send({ type: `line.${state}` });
    this.composing.restart();
    if (state !== "live") return;
    this.drafting.flush();
    this.drafting.again();
    this.threads.again();
    this.arrive();
  }

  private hear(frame: ServerFrame): void {
    if (frame.t === "reply") this.composing.reply(frame);
    else if (frame.t === "typing") this.customers.tell(frame.conversation, frame.on);
    else this.following.hear(frame);
    if (frame.t === "ping") this.absence.caughtUp();
  }

  private stepped(before: Desk, frame: DeskFrame): void {
    const event = frame.t === "gone" ? null : frame.event;
    this.sessions.stepped(before);
    this.deeds.roomAgain();
    this.absence.stepped(before, this.desk.get(), event);
    if (event?.record) this.news.tell(event.record);
    for (const listener of this.listeners) listener(frame);
    if (event?.messages) {
      this.threads.arrived(event.messages);
      for (const { conversation, side } of event.messages)
        if (side === "customer") this.customers.tell(conversation, false);
      this.composing.shown(new Set(event.messages.map((message) => message.id)));
    }
    const own = event?.draft?.window === this.windowId || this.composing.gave(event?.command ?? null);
    if (event?.draft && !own) void this.drafting.refresh();
    if (event?.item && before.conversations[event.item.id]?.item.state !== event.item.state) {
      if (this.details.get()[event.item.id]) void this.loadDetails(event.item.id);
    }
    this.arrive();
  }

  // What follows from it

  private opened(session: string): void {
    this.actor.getSnapshot().context.sessions[session]?.send({ type: "session.loaded" });
    if (conversationOf(session)) this.drafting.open(session, null);
    void this.drafting.refresh();
    const conversation = conversationOf(session);
    if (conversation) this.deeds.opened(conversation);
    else this.sessions.opened(session);
  }

  /** What is selected may have changed, by the person or by the log, and what is in focus with it. */
  private arrive(): void {
    const selected = this.selected();
    if (selected !== this.window.get().selected) this.keep({ selected });
    this.reader.look();
  }

  private itemOf(conversation: string | null): WorkItem | undefined {
    return conversation ? this.desk.get().conversations[conversation]?.item : undefined;
  }
}
