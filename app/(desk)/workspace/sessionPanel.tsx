"use client";
import { IconDeviceMobile, IconHome, IconMessage, IconX } from "@tabler/icons-react";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { SessionView, WorkItem } from "#machines/wire/views.ts";
import { Avatar } from "#ui/bits.tsx";
import { cx } from "#ui/cx.ts";
import { Tooltip } from "#ui/tooltip.tsx";
import { closeOverSession, useCollapsed } from "./burger.tsx";
import { CustomerAvatar } from "./customerAvatar.tsx";
import {
  HOME,
  useDraft,
  useEngine,
  useItem,
  useOrder,
  useSelected,
  useStore,
  useUnread,
} from "./engine/hooks.ts";
import { lastLine } from "./lastLine.ts";
import styles from "./sessionPanel.module.css";
import { useTitle } from "./titles.tsx";
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
  const waiting = useStore(engine.desk, (desk) => desk.items.open.length);
  const hint = t("homeHint", { count: waiting });
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

const WAIT_SOON = 120_000;
const WAIT_LONG = 300_000;

function SessionRow({ view, collapsed }: { view: SessionView; collapsed: boolean }) {
  const t = useTranslations("desk");
  const s = useTranslations("session");
  const engine = useEngine();
  const description = useId();
  const on = useSelected() === view.id;
  const title = useTitle(view.subject);
  const item = useItem(view.subject);
  const unread = useUnread(view.subject);
  const ref = useSelector(engine.actor, (state) => state.context.sessions[view.id]);
  const last = lastLine(item);
  const sentence = unread > 0 ? s("tooltip", { title, count: unread }) : title;
  const over = item?.state === "ended";
  return (
    <li className={cx(styles.row, on && styles.on, over && styles.over)}>
      <Tooltip text={sentence} side="inline-end">
        <button
          type="button"
          className={styles.session}
          aria-describedby={description}
          {...(on ? { "aria-current": true } : {})}
          // A click comes from somebody who wants to write; by keyboard the focus stays where it is.
          onClick={(event) => {
            engine.select(view.id, event.detail > 0);
            closeOverSession();
          }}
        >
          <span className={styles.picture}>
            <CustomerAvatar name={title} customer={item?.customer} tone={over ? "plain" : "accent"} />
            <span className={styles.channel} aria-hidden="true">
              {item?.channel === "sms" ? <IconDeviceMobile size={10} /> : <IconMessage size={10} />}
            </span>
          </span>
          <span className={styles.text}>
            <span className={styles.title}>{title}</span>
            <span className={styles.last} aria-hidden="true">
              <DraftMark session={view.id} />
              {last}
            </span>
          </span>
        </button>
      </Tooltip>
      {unread > 0 ? <span className={styles.badge}>{unread > 9 ? "+" : unread}</span> : null}
      {collapsed ? null : <Waiting item={item} />}
      <span id={description} hidden>
        {sentence}. {last} <WaitingWords item={item} />
      </span>
      <button
        type="button"
        className={styles.close}
        aria-label={t("close", { title })}
        onClick={() => ref?.send({ type: "session.close" })}
      >
        <IconX size={15} aria-hidden="true" />
      </button>
    </li>
  );
}

function DraftMark({ session }: { session: string }) {
  const s = useTranslations("session");
  const draft = useDraft(session);
  const some = useSelector(draft, (state) => (state?.context.text ?? "").trim() !== "");
  return some ? <span className={styles.draft}>{s("draft")} · </span> : null;
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
