"use client";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { EntityKind, Found, TabKind } from "#machines/wire/records.ts";
import type { ChosenPresence, WorkItem } from "#machines/wire/views.ts";
import { ANCHOR } from "#machines/workspace/ids.ts";
import {
  HOME,
  useCan,
  useEngine,
  useItem,
  useOrder,
  useSelected,
  useStore,
  useTabs,
} from "../engine/hooks.ts";
import { conversationOf } from "../engine/subject.ts";
import { tabTitlesOf } from "../engine/tabTitles.ts";
import { useOpenTitles } from "../titles.tsx";
import { useWords } from "../words.ts";
import type { Choice, Modifiers } from "./choices.ts";
import { overlay } from "./overlay.ts";
import type { Recent } from "./recent.ts";

const PRESENCES: readonly ChosenPresence[] = ["available", "busy", "doNotDisturb", "away", "offline"];
const PAGES: readonly TabKind[] = ["knowledge", "templates", "contact", "case", "dashboard", "search"];
const ENTITIES: readonly EntityKind[] = ["contact", "account", "case"];

/** A record as a click with these modifiers opens it: a session, or with Ctrl or ⌘ a tab of the session in focus. */
function useOpenRecord() {
  const engine = useEngine();
  return (kind: EntityKind, id: string, by: Modifiers) => {
    if ((by.ctrlKey || by.metaKey) && !by.shiftKey) void engine.openTab(engine.selected(), kind, id);
    else void engine.openSession(kind, id);
  };
}

/** What the session in focus can be told, and what everything is called that is open. */
function useSessions(): Choice[] {
  const t = useTranslations("palette");
  const d = useTranslations("desk");
  const engine = useEngine();
  const order = useOrder();
  const selected = useSelected();
  const titles = useOpenTitles();
  const tabs = useTabs(selected);
  const k = useTranslations("tabs");
  return useMemo(() => {
    const titleOf = (session: string) => titles.get(session.slice(session.indexOf(":") + 1)) ?? "";
    const sessions = [HOME, ...order].map(
      (session): Choice => ({
        id: `session ${session}`,
        group: "sessions",
        label: session === HOME ? d("home") : titleOf(session),
        hint: session === HOME ? undefined : t("session"),
        run: () => engine.select(session, session !== HOME),
      }),
    );
    const names = tabTitlesOf(tabs, "", {
      kind: (kind) => k(`kind.${kind}`),
      fresh: (kind) => (k.has(`new.${kind}`) ? k(`new.${kind}`) : k(`kind.${kind}`)),
      gone: (kind) => k(`kind.${kind}`),
    });
    const beside = tabs.map(
      (tab): Choice => ({
        id: `tab ${selected} ${tab.id}`,
        group: "tabs",
        label: names.get(tab.id) ?? k(`kind.${tab.kind}`),
        hint: t("tab"),
        run: () => engine.selectTab(selected, tab.id),
      }),
    );
    return [...sessions, ...beside];
  }, [engine, order, selected, titles, tabs, t, d, k]);
}

/** What can be done with the session in focus: of its conversation only what its chart would take now. */
function useSessionDeeds(onEnd: (item: WorkItem) => void): Choice[] {
  const t = useTranslations("palette.action");
  const menu = useTranslations("tabs.menu");
  const tabs = useTranslations("tabs");
  const engine = useEngine();
  const selected = useSelected();
  const titles = useOpenTitles();
  const subject = conversationOf(selected) ?? "";
  const item = useItem(subject);
  const can = {
    park: useCan(subject, "session.closed"),
    release: useCan(subject, "agent.released"),
    end: useCan(subject, "conversation.end"),
    resume: useCan(subject, "conversation.continue"),
  };
  if (selected === HOME) return [];
  const title = titles.get(selected.slice(selected.indexOf(":") + 1)) ?? "";
  const choices: Choice[] = [
    {
      id: "close",
      group: "actions",
      label: t("close", { title }),
      shortcut: "close",
      run: () => engine.actor.getSnapshot().context.sessions[selected]?.send({ type: "session.close" }),
    },
  ];
  const add = (id: string, label: string, run: () => void) =>
    choices.push({ id, group: "actions", label, run });
  if (item?.state === "active" && can.end) add("end", t("end", { title }), () => onEnd(item));
  if (item?.state === "active" && can.park && item.chart === "persistentChat")
    add("park", menu("park"), () => void engine.deeds.park(item));
  if (item?.state === "active" && can.release)
    add("release", menu("release"), () => void engine.deeds.release(item));
  if (item?.state === "wrapUp" && can.resume)
    add("continue", t("continue"), () => void engine.deeds.resume(item));
  const front = engine.sessions.selectedTab(selected);
  if (front !== ANCHOR) add("closeTab", t("closeTab"), () => void engine.closeTab(selected, front));
  choices.push({
    id: "newWindow",
    group: "actions",
    label: menu("newWindow"),
    hint: tabs.has("menu.newWindow") ? title : undefined,
    run: () => window.open(`/workspace#${selected}`, "_blank", "noopener"),
  });
  return choices;
}

/** The requests that wait for an answer. */
function useOfferDeeds(): Choice[] {
  const t = useTranslations("palette.action");
  const engine = useEngine();
  const words = useWords();
  const offers = useSelector(engine.actor, (state) => state.context.offers);
  const conversations = useStore(engine.desk, (desk) => desk.conversations);
  return Object.keys(offers).flatMap((id): Choice[] => {
    const item = conversations[id]?.item;
    // One that is over stands there for a moment, to say so.
    if (item?.state !== "offered") return [];
    const name = words.name(item);
    return [
      {
        id: `accept ${id}`,
        group: "actions",
        label: t("accept", { name }),
        run: () => engine.deeds.accept(id),
      },
      {
        id: `reject ${id}`,
        group: "actions",
        label: t("reject", { name }),
        run: () => engine.deeds.reject(id),
      },
    ];
  });
}

/** What can be done wherever one is: pages, presence, the desk itself. */
function useDeskDeeds(): Choice[] {
  const t = useTranslations("palette.action");
  const p = useTranslations("presence");
  const k = useTranslations("tabs");
  const engine = useEngine();
  const pages = useStore(engine.desk, (desk) => desk.installation.pages);
  const collapsed = useStore(engine.window, (state) => state.collapsed === true);
  return useMemo(() => {
    const open = (kind: TabKind, subject: string | null) => () =>
      void engine.openTab(engine.selected(), kind, subject);
    const action = (choice: Omit<Choice, "group">): Choice => ({ group: "actions", ...choice });
    return [
      ...PAGES.map((kind) =>
        action({
          id: `open ${kind}`,
          label: kind === "contact" || kind === "case" ? k(`new.${kind}`) : k(`kind.${kind}`),
          hint: t("openPage"),
          run: open(kind, null),
        }),
      ),
      ...pages.map(({ id, name }) =>
        action({ id: `page ${id}`, label: name, hint: t("openPage"), run: open("page", id) }),
      ),
      ...PRESENCES.map((presence) =>
        action({
          id: `presence ${presence}`,
          label: p("button", { label: p(`label.${presence}`) }),
          run: () => void engine.deeds.choosePresence(presence),
        }),
      ),
      action({
        id: "panel",
        label: collapsed ? t("expand") : t("collapse"),
        run: () => engine.keep({ collapsed: !collapsed }),
      }),
      action({ id: "settings", label: t("settings"), run: () => window.location.assign("/settings/me") }),
      action({ id: "keys", label: t("keys"), shortcut: "keys", run: () => overlay.set("keys") }),
    ];
  }, [engine, pages, collapsed, t, p, k]);
}

/** All that is here to be chosen; what the server finds comes beside it. */
export function useChoices(recent: readonly Recent[], onEnd: (item: WorkItem) => void): Choice[] {
  const k = useTranslations("tabs");
  const openRecord = useOpenRecord();
  const lately = recent.flatMap(({ id, label }): Choice[] => {
    const [of = "", subject = ""] = id.split(":");
    const kind = ENTITIES.find((each) => each === of);
    if (!kind || subject === "") return [];
    return [
      { id, group: "records", label, hint: k(`kind.${kind}`), run: (by) => openRecord(kind, subject, by) },
    ];
  });
  return [...useSessions(), ...useOfferDeeds(), ...useSessionDeeds(onEnd), ...useDeskDeeds(), ...lately];
}

/** What the server found, as choices. */
export function useFoundChoices(found: readonly Found[]): Choice[] {
  const k = useTranslations("tabs");
  const s = useTranslations("session");
  const engine = useEngine();
  const words = useWords();
  const openRecord = useOpenRecord();
  return found.map((row): Choice => {
    if (row.kind === "conversation") {
      const { customer } = row;
      return {
        id: `conversation:${row.id}`,
        group: "conversations",
        label: customer.kind === "contact" ? customer.name : words.visitor(customer.number),
        hint: `${s(`state.${row.state}`)} · ${row.workstream} · ${words.moment(row.updatedAt, Date.now())}`,
        run: () => void engine.deeds.openById(row.id),
      };
    }
    const name = row.kind === "case" ? `${row.number} · ${row.title}` : row.name;
    const beside =
      row.kind === "contact"
        ? (row.account?.name ?? row.email)
        : row.kind === "case"
          ? row.contact?.name
          : row.website;
    return {
      id: `${row.kind}:${row.id}`,
      group: "records",
      label: name,
      hint: [k(`kind.${row.kind}`), beside].filter(Boolean).join(" · "),
      run: (by) => openRecord(row.kind, row.id, by),
    };
  });
}
