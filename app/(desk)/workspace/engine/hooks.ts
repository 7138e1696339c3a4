"use client";
import { useSelector } from "@xstate/react";
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import type { DraftRef } from "#machines/draft/machine.ts";
import { canMirror } from "#machines/mirror/step.ts";
import type { TabParams, TabView } from "#machines/wire/records.ts";
import type { WorkItem } from "#machines/wire/views.ts";
import { ANCHOR, draftId, HOME } from "#machines/workspace/ids.ts";
import { MESSAGE } from "./drafting.ts";
import type { Engine } from "./engine.ts";
import { keyOf, tabsIn } from "./sessions.ts";
import type { Store } from "./store.ts";

const EngineContext = createContext<Engine | null>(null);
export const EngineProvider = EngineContext.Provider;

export function useEngine(): Engine {
  const engine = useContext(EngineContext);
  if (!engine) throw new Error("There is no engine around this component");
  return engine;
}

/** Part of a store's value; `select` must answer with the same object while nothing changed. */
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S {
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

export const useSelected = (): string => useSelector(useEngine().actor, (state) => state.context.selected);
export const useOrder = (): string[] => useSelector(useEngine().actor, (state) => state.context.order);

/** The tabs of a session or of Home beside its anchor, in their order. */
export const useTabs = (session: string): readonly TabView[] =>
  useStore(useEngine().desk, (desk) => tabsIn(desk, session));

/** The tab in front of a session or of Home: `anchor`, or an id. */
export const useFrontTab = (session: string): string =>
  useSelector(useEngine().actor, (state) => state.context.tabs[session]?.selected ?? ANCHOR);

const nothing: readonly string[] = [];

/** The fields of a session with text that is neither sent nor saved to its record. */
export const useUnsaved = (session: string): readonly string[] =>
  useStore(useEngine().drafting.unsaved, (all) => all[session] ?? nothing);

/** What a tab keeps, and the way to keep something else. */
export function useTabParams(session: string, tab: string): [TabParams, (params: TabParams) => void] {
  const engine = useEngine();
  const row = useTabs(session).find((each) => each.id === tab)?.params;
  const own = useStore(engine.sessions.params, (all) => all[keyOf(session, tab)]);
  const save = useCallback(
    (params: TabParams) => engine.sessions.save(session, tab, params),
    [engine, session, tab],
  );
  // Neither of the two changes but as a whole, so that what is kept is the same object while it is the same.
  const params = useMemo(
    () => own ?? row ?? engine.sessions.paramsOf(session, tab),
    [own, row, engine, session, tab],
  );
  return [params, save];
}

/** The row of an open or offered conversation. */
export const useItem = (conversation: string): WorkItem | undefined =>
  useStore(useEngine().desk, (desk) => desk.conversations[conversation]?.item);

/** Unread as this window shows it: what it has told as read counts as read. */
export function useUnread(conversation: string): number {
  const engine = useEngine();
  const item = useItem(conversation);
  const read = useStore(engine.reader.read, (all) => all[conversation] ?? 0);
  return item && item.lastSeq > read ? item.unread : 0;
}

/** Would the server's chart take this event from this agent now? */
export function useCan(conversation: string, type: string): boolean {
  const engine = useEngine();
  const me = useStore(engine.desk, (desk) => desk.me.id);
  const mirror = useSelector(engine.actor, (state) => state.context.mirrors[conversation]);
  const view = useSelector(mirror, (state) => state?.context.view);
  if (!view) return false;
  const event = {
    type,
    agent: me,
    message: "",
    superseded: false,
    possible: true,
    at: 0,
    by: `agent:${me}`,
    role: "agent",
  };
  return canMirror(view, event);
}

export function useDraft(session: string): DraftRef | undefined {
  return useSelector(useEngine().actor, (state) => state.context.drafts[draftId(session, MESSAGE)]);
}

export { HOME };
