import type { EntityKind, TabKind, TabParams, TabView } from "#machines/wire/records.ts";
import type { Desk } from "#machines/wire/views.ts";
import { ANCHOR, HOME } from "#machines/workspace/ids.ts";
import type { WorkspaceRef } from "#machines/workspace/machine.ts";
import { type Fault, faultOf } from "#ui/trpc/fault.ts";
import type { Api, Commands } from "./api.ts";
import type { Clock } from "./clock.ts";
import { command } from "./commands.ts";
import { createStore, type Store } from "./store.ts";
import { uuid } from "./uuid.ts";
import type { WindowState } from "./windowState.ts";

/** What a tab keeps is on the server that soon after its last change. */
const SAVE_AFTER = 500;
/** And that soon after nobody took it, though it was sent several times. */
const SAVE_AGAIN = 5_000;

export type SessionsParts = {
  api: Api;
  clock: Clock;
  actor(): WorkspaceRef;
  desk: Store<Desk>;
  window: Store<WindowState>;
  keep(change: Partial<WindowState>): void;
  select(session: string, keyboard: boolean): void;
  /** Is there room for this one? If not, the person has been told. */
  room(session: string): boolean;
  tell(fault: Fault): void;
};

/** By what a tab is told from all others of a desk. */
export const keyOf = (session: string, tab: string) => `${session} ${tab}`;

/** What is open beside conversations: sessions of records, and the tabs of all sessions. */
export class Sessions {
  /** What tabs keep that the desk has not got yet, by session and tab. */
  readonly params: Store<Record<string, TabParams>> = createStore<Record<string, TabParams>>({});
  private readonly parts: SessionsParts;
  /** What this window asked for comes to the front here, and here alone. */
  private readonly wanted = new Set<string>();
  private readonly wantedTabs = new Set<string>();
  private readonly timers = new Map<string, () => void>();
  private readonly onTheWay = new Map<string, number>();

  constructor(parts: SessionsParts) {
    this.parts = parts;
  }

  /** Opens a session on a record, or brings it to the front. Answers whether it is there. */
  async open(kind: EntityKind, subject: string): Promise<boolean> {
    const id = `${kind}:${subject}`;
    if (this.context().sessions[id]) {
      this.parts.select(id, false);
      return true;
    }
    if (!this.parts.room(id)) return false;
    this.wanted.add(id);
    if ((await this.run("session.open", { kind, subject })) === null) {
      this.wanted.delete(id);
      return false;
    }
    if (this.context().sessions[id]) this.opened(id);
    return true;
  }

  /** A session is there: to the front, if this window asked for it. */
  opened(session: string): void {
    if (this.wanted.delete(session)) this.parts.select(session, false);
  }

  move(session: string, position: number): Promise<unknown> {
    return this.run("session.move", { session, position });
  }

  // Tabs

  /** Opens a tab, or brings it to the front; the answer is its id, or null when it was refused. */
  async openTab(
    session: string,
    kind: TabKind,
    subject: string | null,
    params?: TabParams,
  ): Promise<string | null> {
    const open = this.tabsOf(session).find((tab) => tab.kind === kind && tab.subject === subject);
    if (open) {
      this.selectTab(session, open.id);
      if (params) this.save(session, open.id, params);
      return open.id;
    }
    const answer = await this.run("tab.open", { session, kind, subject, ...(params ? { params } : {}) });
    const tab = tabIn(answer);
    if (tab === null) return null;
    this.wantedTabs.add(keyOf(session, tab));
    this.show(session);
    return tab;
  }

  selectTab(session: string, tab: string): void {
    if (this.selectedTab(session) !== tab) this.flush(session);
    this.parts.actor().send({ type: "tab.selected", session, tab });
    this.keepSelection();
  }

  async closeTab(session: string, tab: string): Promise<boolean> {
    if (tab === ANCHOR) return false;
    this.forget(keyOf(session, tab));
    return (await this.run("tab.close", { session, tab })) !== null;
  }

  moveTab(session: string, tab: string, position: number): Promise<unknown> {
    return this.run("tab.move", { session, tab, position });
  }

  selectedTab(session: string): string {
    return this.context().tabs[session]?.selected ?? ANCHOR;
  }

  tabsOf(session: string): readonly TabView[] {
    return tabsIn(this.parts.desk.get(), session);
  }

  /** What a tab keeps, as this window has it last. An anchor has no row: the window keeps its own. */
  paramsOf(session: string, tab: string): TabParams {
    const key = keyOf(session, tab);
    if (tab === ANCHOR) return this.parts.window.get().anchors[session] ?? {};
    return this.params.get()[key] ?? this.tabsOf(session).find((each) => each.id === tab)?.params ?? {};
  }

  save(session: string, tab: string, params: TabParams): void {
    if (tab === ANCHOR) {
      this.parts.keep({ anchors: { ...this.parts.window.get().anchors, [session]: params } });
      this.params.update((all) => ({ ...all, [keyOf(session, tab)]: params }));
      return;
    }
    const key = keyOf(session, tab);
    if (JSON.stringify(this.paramsOf(session, tab)) === JSON.stringify(params)) return;
    this.params.update((all) => ({ ...all, [key]: params }));
    this.later(key, session, tab, SAVE_AFTER);
  }

  /** Gives to the server at once what waits, of one session or of all. */
  flush(session?: string): void {
    for (const key of [...this.timers.keys()]) {
      const [of = "", tab = ""] = key.split(" ");
      if (session === undefined || session === of) void this.give(of, tab);
    }
  }

  /** The page goes away: the browser delivers what waits. */
  leave(): void {
    for (const key of [...this.timers.keys()]) {
      const [session = "", tab = ""] = key.split(" ");
      const params = this.params.get()[key];
      if (params) this.parts.api.runLeaving("tab.save", uuid(), { session, tab, params });
    }
  }

  /** The desk has changed: what it has got need not be kept here, and what was asked for comes to the front. */
  stepped(before: Desk): void {
    for (const [key, params] of Object.entries(this.params.get())) {
      const [session = "", tab = ""] = key.split(" ");
      if (tab === ANCHOR || this.timers.has(key) || (this.onTheWay.get(key) ?? 0) > 0) continue;
      const row = this.tabsOf(session).find((each) => each.id === tab);
      const old = tabsIn(before, session).find((each) => each.id === tab);
      if (row !== old || JSON.stringify(row?.params) === JSON.stringify(params)) this.forget(key);
    }
    for (const key of this.wantedTabs) this.show(key.split(" ")[0] ?? "");
    this.keepSelection();
  }

  private later(key: string, session: string, tab: string, ms: number): void {
    this.timers.get(key)?.();
    this.timers.set(
      key,
      this.parts.clock.after(ms, () => void this.give(session, tab)),
    );
  }

  private async give(session: string, tab: string): Promise<void> {
    const key = keyOf(session, tab);
    this.timers.get(key)?.();
    this.timers.delete(key);
    const params = this.params.get()[key];
    if (!params) return;
    this.onTheWay.set(key, (this.onTheWay.get(key) ?? 0) + 1);
    try {
      const row = () => this.tabsOf(session).find((each) => each.id === tab);
      const before = row();
      await command(this.parts.api, this.parts.clock, "tab.save", { session, tab, params });
      // The log may have told of it, and of what another window kept since, before the answer came.
      if (row() !== before && this.params.get()[key] === params && !this.timers.has(key)) this.forget(key);
    } catch (error) {
      const { code } = faultOf(error);
      const again = code === "UNAVAILABLE" || code === "UNAUTHORIZED";
      // Else the tab has gone, or it keeps no such thing.
      if (!again) this.forget(key);
      else if (!this.timers.has(key)) this.later(key, session, tab, SAVE_AGAIN);
    }
    this.onTheWay.set(key, (this.onTheWay.get(key) ?? 1) - 1);
  }

  private forget(key: string): void {
    this.timers.get(key)?.();
    this.timers.delete(key);
    this.params.update(({ [key]: _, ...rest }) => rest);
  }

  /** Brings a wanted tab to the front, once it is there. */
  private show(session: string): void {
    for (const key of this.wantedTabs) {
      const [of = "", tab = ""] = key.split(" ");
      if (of !== session) continue;
      if (tab !== ANCHOR && !this.context().tabs[session]?.order.includes(tab)) continue;
      this.wantedTabs.delete(key);
      this.selectTab(session, tab);
    }
  }

  private keepSelection(): void {
    const now = Object.fromEntries(
      Object.entries(this.context().tabs).map(([session, { selected }]) => [session, selected]),
    );
    if (JSON.stringify(now) !== JSON.stringify(this.parts.window.get().tabs)) this.parts.keep({ tabs: now });
  }

  private context() {
    return this.parts.actor().getSnapshot().context;
  }

  private async run<N extends keyof Commands>(
    name: N,
    input: Commands[N],
  ): Promise<{ data: unknown } | null> {
    try {
      return { data: await command(this.parts.api, this.parts.clock, name, input) };
    } catch (error) {
      this.parts.tell(faultOf(error));
      return null;
    }
  }
}

/** The tabs of a session or of Home, without the anchor, in their order. */
export function tabsIn({ home, sessions }: Desk, session: string): readonly TabView[] {
  return session === HOME ? home.tabs : (sessions.find((each) => each.id === session)?.tabs ?? NONE);
}
const NONE: readonly TabView[] = [];

function tabIn(answer: { data: unknown } | null): string | null {
  const data = answer?.data;
  return typeof data === "object" && data !== null && "tab" in data && typeof data.tab === "string"
    ? data.tab
    : null;
}
