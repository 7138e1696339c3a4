"use client";
import { IconDots } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { WorkItem } from "#machines/wire/views.ts";
import { Chip } from "#ui/bits.tsx";
import { IconButton } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { Menu, MenuItem } from "#ui/menu.tsx";
import { stateTone } from "./communicationPanel.tsx";
import { useEngine, useStore } from "./engine/hooks.ts";
import styles from "./home.module.css";
import { lastLine } from "./lastLine.ts";
import { useNow, useWords } from "./words.ts";

export type Stream = "mine" | "open" | "closed";

/** One stream of work items, live. */
export function ItemsTable({ stream, items }: { stream: Stream; items: WorkItem[] }) {
  const t = useTranslations("table");
  const time = stream === "closed" ? "ended" : "waiting";
  return (
    <section className={styles.stream} aria-labelledby={`stream-${stream}`}>
      <h2 className={styles.heading} id={`stream-${stream}`}>
        {t(stream)} <span className={styles.count}>{items.length}</span>
      </h2>
      <div className={styles.scroll}>
        <table aria-label={t(stream)} className={styles.table}>
          <colgroup>
            <col className={styles.colCustomer} />
            <col className={styles.colCase} />
            <col className={styles.colLast} />
            <col className={styles.colChannel} />
            <col className={styles.colState} />
            <col className={styles.colTime} />
            <col className={styles.colOptions} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t("column.customer")}</th>
              <th scope="col" className={styles.wide}>
                {t("column.case")}
              </th>
              <th scope="col" className={styles.last}>
                {t("column.last")}
              </th>
              <th scope="col" className={styles.wide}>
                {t("column.channel")}
              </th>
              <th scope="col">{t("column.state")}</th>
              <th scope="col" className={styles.wide}>
                {t(`column.${time}`)}
              </th>
              <th scope="col">
                <span className="heard">{t("column.options")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row key={item.id} item={item} stream={stream} />
            ))}
          </tbody>
        </table>
      </div>
      {items.length === 0 ? <p className={styles.empty}>{t(`empty.${stream}`)}</p> : null}
    </section>
  );
}

function Row({ item, stream }: { item: WorkItem; stream: Stream }) {
  const s = useTranslations("session");
  const words = useWords();
  const last = lastLine(item);
  return (
    <tr data-conversation-state={item.state}>
      <th scope="row" className={styles.customer}>
        {words.name(item)}
        {item.account ? <span className={styles.account}>{item.account.name}</span> : null}
      </th>
      <td className={styles.wide}>{item.case?.title}</td>
      <td className={cx(styles.last, styles.clip)}>{last}</td>
      <td className={styles.wide}>{words.channel(item)}</td>
      <td>
        <Chip tone={stateTone[item.state]}>{s(`state.${item.state}`)}</Chip>
      </td>
      <td className={cx(styles.wide, styles.time)}>
        <When item={item} stream={stream} />
      </td>
      <td>
        <Options item={item} stream={stream} />
      </td>
    </tr>
  );
}

function When({ item, stream }: { item: WorkItem; stream: Stream }) {
  const words = useWords();
  const now = useNow();
  if (now === null) return null;
  if (stream === "closed") return words.moment(item.closedAt ?? item.updatedAt, now);
  if (item.state === "waiting") return words.moment(item.updatedAt, now);
  return item.waitingSince === null ? null : words.wait(now - item.waitingSince);
}

function Options({ item, stream }: { item: WorkItem; stream: Stream }) {
  const t = useTranslations("table");
  const engine = useEngine();
  const me = useStore(engine.desk, (desk) => desk.me.id);
  const pick = stream === "open";
  const name = pick ? "conversation.pick" : "conversation.open";
  const offered = item.state === "offered";
  const ours = offered && item.owner?.id === me;
  const taken = offered && !ours;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t("more")}>
          <IconDots size={18} aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem
        disabled={taken}
        hint={taken ? t("offered", { name: item.owner?.name ?? "" }) : null}
        onSelect={() => (ours ? engine.deeds.accept(item.id) : void engine.deeds.take(name, item))}
      >
        {pick ? t("pickItem") : t("openItem")}
      </MenuItem>
    </Menu>
  );
}
