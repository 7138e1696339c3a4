"use client";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { STREAM_SORTS } from "#machines/wire/records.ts";
import { cx } from "#ui/cx.ts";
import styles from "./home.module.css";
import { ItemCells, ItemRow, RowsContext } from "./itemRow.tsx";
import { pressed } from "./streams/params.ts";
import type { Sort, View } from "./streams/rows.ts";
import type { Shown } from "./streams/streams.ts";
import { useRows } from "./useRows.ts";

/** A table of so few rows stands in the page as a whole: found by the browser's search, read in one go. */
const WHOLE = 40;
/** Pixels above and below what is seen that stand in the page. */
const AROUND = 300;
const SERVED = 12;

export type ItemsRowsProps = {
  view: View;
  shown: Shown;
  scroll: number;
  onSort: (sort: Sort) => void;
  onScrolled: (scroll: number) => void;
  further: () => void;
};

/** The table itself: its headers sort, its rows are taken by arrow keys and Enter. */
export function ItemsRows(props: ItemsRowsProps) {
  const { view, shown, onSort } = props;
  const { stream, sort } = view;
  const { items } = shown;
  const t = useTranslations("table");
  const list = useRef<VirtualizerHandle>(null);
  const rows = useRows({ ...props, list });
  const around = useMemo(() => ({ items, stream, active: rows.active }), [items, stream, rows.active]);
  const kept = useMemo(() => {
    if (items.length <= WHOLE) return items.map((_, index) => index);
    const index = items.findIndex(({ id }) => id === rows.active);
    return index < 0 ? [] : [index];
  }, [items, rows.active]);
  const header = (by: Sort["by"] | null, name: ReactNode, className?: string) => (
    <Header by={by} view={view} onPress={(to) => onSort(pressed(sort, to))} className={className}>
      {name}
    </Header>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are of the rows inside, which take the focus
    <div
      ref={rows.scroller}
      className={cx(styles.scroll, items.length === 0 && styles.bare)}
      onKeyDown={rows.onKeyDown}
      onFocus={rows.onFocus}
      onBlur={rows.onBlur}
    >
      <table
        aria-label={t(stream)}
        aria-rowcount={shown.next === null ? items.length + 1 : -1}
        className={styles.table}
      >
        <thead>
          <tr className={styles.row} aria-rowindex={1}>
            {header("customer", t("column.customer"))}
            {header(null, t("column.case"), styles.wide)}
            {header("updated", t("column.last"), styles.last)}
            {header("workstream", t("column.channel"), styles.wide)}
            {header(null, t("column.state"))}
            {stream === "closed"
              ? header("closed", t("column.ended"), styles.wide)
              : header("waiting", t("column.waiting"), styles.wide)}
            {header(null, <span className="heard">{t("column.options")}</span>)}
          </tr>
        </thead>
        <RowsContext value={around}>
          <Virtualizer
            ref={list}
            as="tbody"
            item={ItemRow}
            data={items}
            scrollRef={rows.scroller}
            startMargin={rows.margin}
            bufferSize={AROUND}
            keepMounted={kept}
            ssrCount={Math.min(items.length, SERVED)}
            onScroll={rows.onScroll}
            onScrollEnd={rows.onScrollEnd}
            onResize={rows.onScroll}
          >
            {(item) => <ItemCells key={item.id} item={item} stream={stream} />}
          </Virtualizer>
        </RowsContext>
      </table>
    </div>
  );
}

/** A column's name; a button where the stream may be sorted by it. */
function Header(props: {
  by: Sort["by"] | null;
  view: View;
  onPress: (by: Sort["by"]) => void;
  className?: string | undefined;
  children: ReactNode;
}) {
  const { by, view, onPress, className, children } = props;
  if (by === null || !STREAM_SORTS[view.stream].includes(by)) {
    return (
      <th scope="col" className={className}>
        {children}
      </th>
    );
  }
  const on = view.sort.by === by;
  const up = view.sort.direction === "asc";
  const Arrow = up ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" className={className} {...(on ? { "aria-sort": up ? "ascending" : "descending" } : {})}>
      <button type="button" className={styles.sort} onClick={() => onPress(by)}>
        {children}
        {on ? <Arrow size={12} aria-hidden="true" /> : null}
      </button>
    </th>
  );
}
