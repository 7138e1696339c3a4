"use client";
import { IconDots } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { createContext, useContext } from "react";
import type { CustomItemComponentProps } from "virtua";
import type { Stream } from "#machines/wire/records.ts";
import type { WorkItem } from "#machines/wire/views.ts";
import { Chip } from "#ui/bits.tsx";
import { IconButton } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { Menu, MenuItem } from "#ui/menu.tsx";
import { stateTone } from "./communicationPanel.tsx";
import type { Engine } from "./engine/engine.ts";
import { useEngine, useStore } from "./engine/hooks.ts";
import { EntityLink } from "./entityLink.tsx";
import styles from "./home.module.css";
import { lastLine } from "./lastLine.ts";
import { useNow, useWords } from "./words.ts";

type Around = {
  items: readonly WorkItem[];
  stream: Stream;
  /** The row that the Tab key comes to. */
  active: string | null;
};

/** What the rows of a table have in common; the virtualizer makes them, and hands an index alone. */
export const RowsContext = createContext<Around>({
  items: [],
  stream: "mine",
  active: null,
});

/** One row, where the virtualizer puts it. */
export function ItemRow({ style, index, children, ref }: CustomItemComponentProps) {
  const { items, active } = useContext(RowsContext);
  const item = items[index];
  // The virtualizer's ref is typed for React 18 too, which had texts.
  const measured = typeof ref === "string" ? undefined : ref;
  return (
    <tr
      ref={measured}
      style={style}
      className={styles.row}
      aria-rowindex={index + 2}
      data-row={item?.id}
      data-conversation-state={item?.state}
      tabIndex={item && (item.id === active || (active === null && index === 0)) ? 0 : -1}
    >
      {children}
    </tr>
  );
}

/** The cells of a row. */
export function ItemCells({ item, stream }: { item: WorkItem; stream: Stream }) {
  const s = useTranslations("session");
  const words = useWords();
  const { customer } = item;
  const last = lastLine(item);
  return (
    <>
      <th scope="row" className={styles.customer}>
        <span className={styles.clipped}>
          {customer.kind === "contact" ? (
            <EntityLink kind="contact" id={customer.id}>
              {customer.name}
            </EntityLink>
          ) : (
            words.name(item)
          )}
        </span>
        {item.account ? <span className={styles.account}>{item.account.name}</span> : null}
      </th>
      <td className={styles.wide}>
        {item.case ? (
          <span className={styles.clipped}>
            <EntityLink kind="case" id={item.case.id}>
              {item.case.title}
            </EntityLink>
          </span>
        ) : null}
      </td>
      <td className={cx(styles.last, styles.clip)}>{last}</td>
      <td className={styles.wide}>
        {words.channel(item)}
        <span className={styles.account}>{item.workstreamName}</span>
      </td>
      <td>
        <Chip tone={stateTone[item.state]}>{s(`state.${item.state}`)}</Chip>
      </td>
      <td className={cx(styles.wide, styles.time)}>
        <When item={item} stream={stream} />
      </td>
      <td className={styles.options}>
        <Options item={item} stream={stream} />
      </td>
    </>
  );
}

/** How long the customer waits, or how long it is until a row ends by itself, or when it did. */
function When({ item, stream }: { item: WorkItem; stream: Stream }) {
  const t = useTranslations("table");
  const words = useWords();
  const now = useNow();
  if (now === null) return null;
  if (stream === "closed") return words.moment(item.closedAt ?? item.updatedAt, now);
  if ((item.state === "waiting" || item.state === "wrapUp") && item.deadline !== null) {
    return t("left", { span: words.span(Math.max(0, item.deadline - now)) });
  }
  return item.waitingSince === null ? null : words.wait(now - item.waitingSince);
}

/** What a row is for: picking what nobody has, opening what is one's own or over. */
export function takeItem(engine: Engine, stream: Stream, item: WorkItem): void {
  if (stream !== "open") void engine.deeds.take("conversation.open", item);
  else if (item.state !== "offered") void engine.deeds.take("conversation.pick", item);
  else if (item.owner?.id === engine.desk.get().me.id) engine.deeds.accept(item.id);
}

function Options({ item, stream }: { item: WorkItem; stream: Stream }) {
  const t = useTranslations("table");
  const engine = useEngine();
  const me = useStore(engine.desk, (desk) => desk.me.id);
  const taken = item.state === "offered" && item.owner?.id !== me;
  const { customer, case: about } = item;
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
        onSelect={() => takeItem(engine, stream, item)}
      >
        {stream === "open" ? t("pickItem") : t("openItem")}
      </MenuItem>
      <MenuItem
        disabled={customer.kind !== "contact"}
        hint={customer.kind === "contact" ? null : t("noContact")}
        onSelect={() => {
          if (customer.kind === "contact") void engine.openSession("contact", customer.id);
        }}
      >
        {t("openContact")}
      </MenuItem>
      <MenuItem
        disabled={about === null}
        hint={about === null ? t("noCase") : null}
        onSelect={() => {
          if (about) void engine.openSession("case", about.id);
        }}
      >
        {t("openCase")}
      </MenuItem>
    </Menu>
  );
}
