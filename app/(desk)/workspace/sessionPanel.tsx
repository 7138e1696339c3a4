"use client";
import { IconDeviceMobile, IconHome, IconMessage, IconX } from "@tabler/icons-react";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { SessionView, WorkItem } from "#machines/wire/views.ts";
import { Avatar } from "#ui/bits.tsx";
import { useContextMenu } from "#ui/contextMenu.tsx";
import { cx } from "#ui/cx.ts";
import { Tooltip } from "#ui/tooltip.tsx";
import { closeOverSession, useCollapsed } from "./burger.tsx";
import { CustomerAvatar } from "./customerAvatar.tsx";
import { EndDialog } from "./endDialog.tsx";
import {
  HOME,
  useEngine,
  useItem,
  useOrder,
  useSelected,
  useStore,
  useUnread,
  useUnsaved,
} from "./engine/hooks.ts";
import { lastLine } from "./lastLine.ts";
import { SessionMenu } from "./sessionMenu.tsx";
import styles from "./sessionPanel.module.css";
import { useOpenCount } from "./streams/useStream.ts";
import { kindIcons } from "./tabs.tsx";
import { useTitle } from "./titles.tsx";
import { WAIT_LONG, WAIT_SOON } from "./waits.ts";
import { useNow, useWords } from "./words.ts";

/** Home and the open sessions, each with its alerts. */
export function SessionPanel() {
  const t = useTranslations("desk");
  const engine = useEngine();
  const collapsed = useCollapsed();
  const order = useOrder();
  const sessions = useStore(engine.desk, (desk) => desk.sessions);
  const byId = new Map(sessions.map((view) => [view.id, view]));
  return (
    <nav id="sessions" aria-label={t("sessions")} className={cx(styles.panel, collapsed && styles.collapsed)}>
      <p className={styles.heading} aria-hidden="true">
        <span>{t("sessions")}</span>
        <span className="tabular">{order.length + 1}</span>
      </p>
      <ul className={styles.list}>
        <HomeRow collapsed={collapsed} />
        {order.map((id) => {
          const view = byId.get(id);
          return view ? <SessionRow key={id} view={view} collapsed={collapsed} /> : null;
        })}
      </ul>
    </nav>
  );
}

function HomeRow({ collapsed }: { collapsed: boolean }) {
  const t = useTranslations("desk");
  const engine = useEngine();
  const description = useId();
  const on = useSelected() === HOME;
  const waiting = useOpenCount();
  const hint = waiting ? t(waiting.more ? "homeHintMany" : "homeHint", { count: waiting.count }) : "";
  return (
    <li className={cx(styles.row, on && styles.on)}>
      <Tooltip text={t("home")} side="inline-end" disabled={!collapsed}>
        <button
          type="button"
          className={styles.session}
          aria-describedby={description}
          {...(on ? { "aria-current": true } : {})}
          onClick={() => {
            engine.select(HOME, false);
            closeOverSession();
          }}
        >
          <span className={styles.picture}>
            <Avatar name="">
              <IconHome size={18} />
            </Avatar>
          </span>
          <span className={styles.text}>
            <span className={styles.title}>{t("home")}</span>
            <span className={styles.last} aria-hidden="true">
              {hint}
            </span>
          </span>
        </button>
      </Tooltip>
      <span id={description} hidden>
        {hint}
      </span>
    </li>
  );
}

function SessionRow({ view, collapsed }: { view: SessionView; collapsed: boolean }) {
  const t = useTranslations("desk");
  const s = useTranslations("session");
  const k = useTranslations("tabs");
  const engine = useEngine();
  const description = useId();
  const on = useSelected() === view.id;
  const title = useTitle(view.subject);
  const item = useItem(view.subject);
  const unread = useUnread(view.subject);
  const unsaved = useUnsaved(view.id).length > 0;
  const ref = useSelector(engine.actor, (state) => state.context.sessions[view.id]);
  const gone = useSelector(ref, (state) => state?.context.gone ?? null);
  const menu = useContextMenu();
  const button = useRef<HTMLButtonElement>(null);
  const [ending, setEnding] = useState(false);
  const last = view.kind === "conversation" ? lastLine(item) : k(`kind.${view.kind}`);
  const sentence = unread > 0 ? s("tooltip", { title, count: unread }) : title;
  const over = item?.state === "ended" || gone !== null;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    menu.handlers.onKeyDown(event);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || !event.ctrlKey || !event.shiftKey) return;
    event.preventDefault();
    const { order } = engine.actor.getSnapshot().context;
    const to = order.indexOf(view.id) + step;
    if (to >= 0 && to < order.length) void engine.sessions.move(view.id, to);
  };
  return (
    <li
      className={cx(styles.row, on && styles.on, over && styles.over)}
      onContextMenu={menu.handlers.onContextMenu}
    >
      <Tooltip text={<bdi className={styles.sentence}>{sentence}</bdi>} side="inline-end">
        <button
          ref={button}
          type="button"
          className={styles.session}
          aria-describedby={description}
          {...(on ? { "aria-current": true } : {})}
          // A click comes from somebody who wants to write; by keyboard the focus stays where it is.
          onClick={(event) => {
            engine.select(view.id, event.detail > 0);
            closeOverSession();
          }}
          onKeyDown={onKeyDown}
        >
          <span className={styles.picture}>
            <Picture view={view} title={title} item={item} over={over} />
            {unsaved ? <span className={styles.unsaved} aria-hidden="true" /> : null}
          </span>
          <span className={styles.text}>
            <bdi className={styles.title}>{title}</bdi>
            <span className={styles.last} aria-hidden="true">
              {unsaved ? <span className={styles.draft}>{s("draft")}</span> : null}
              {unsaved && last ? " · " : null}
              <bdi>{last}</bdi>
            </span>
          </span>
        </button>
      </Tooltip>
      {unread > 0 ? <span className={styles.badge}>{unread > 9 ? "+" : unread}</span> : null}
      {collapsed ? null : <Waiting item={item} />}
      <span id={description} hidden>
        {sentence}. {last} {unsaved ? `${k("unsaved")}. ` : ""}
        <WaitingWords item={item} />
      </span>
      <button
        type="button"
        className={styles.close}
        aria-label={t("close", { title })}
        onClick={() => ref?.send({ type: "session.close" })}
      >
        <IconX size={15} aria-hidden="true" />
      </button>
      {menu.at ? (
        <SessionMenu
          view={view}
          title={title}
          at={menu.at}
          opener={button}
          onClose={menu.close}
          onEnd={() => setEnding(true)}
        />
      ) : null}
      {item ? <EndDialog item={item} open={ending} onClose={() => setEnding(false)} opener={button} /> : null}
    </li>
  );
}

/** Who it is about, and by which channel they write; of a record, what kind it is. */
function Picture(props: { view: SessionView; title: string; item: WorkItem | undefined; over: boolean }) {
  const { view, title, item, over } = props;
  if (view.kind !== "conversation") {
    const Icon = kindIcons[view.kind];
    return (
      <Avatar name="" tone="plain">
        <Icon size={17} />
      </Avatar>
    );
  }
  return (
    <>
      <CustomerAvatar name={title} customer={item?.customer} tone={over ? "plain" : "accent"} />
      <span className={styles.channel} aria-hidden="true">
        {item?.channel === "sms" ? <IconDeviceMobile size={10} /> : <IconMessage size={10} />}
      </span>
    </>
  );
}

/** Since when the customer waits for an answer, as a clock that changes its colour. */
function Waiting({ item }: { item: WorkItem | undefined }) {
  const now = useNow();
  const words = useWords();
  if (!item?.waitingSince || item.state !== "active" || now === null) return null;
  const ms = now - item.waitingSince;
  return (
    <span
      aria-hidden="true"
      className={cx(styles.clock, ms > WAIT_SOON && styles.soon, ms > WAIT_LONG && styles.long)}
    >
      {words.wait(ms)}
    </span>
  );
}

function WaitingWords({ item }: { item: WorkItem | undefined }) {
  const s = useTranslations("session");
  const now = useNow();
  const words = useWords();
  if (!item?.waitingSince || item.state !== "active" || now === null) return null;
  return <>{s("waitingFor", { span: words.span(now - item.waitingSince) })}</>;
}
