"use client";
import { IconAdjustmentsHorizontal, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useId, useMemo } from "react";
import type { DashboardStream, Stream, TabParams } from "#machines/wire/records.ts";
import { Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import styles from "./home.module.css";
import { ItemsFilter } from "./itemsFilter.tsx";
import { ItemsRows } from "./itemsRows.tsx";
import { type Chosen, chosenOf } from "./streams/params.ts";
import { COUNTED, isFiltered, noFilter, type View } from "./streams/rows.ts";
import { useStream } from "./streams/useStream.ts";

export type ItemsTableProps = {
  set: DashboardStream;
  params: TabParams;
  onChoose: (stream: Stream, chosen: Chosen) => void;
};

/** One stream of work items: live, sorted, filtered, however long it is. */
export function ItemsTable({ set, params, onChoose }: ItemsTableProps) {
  const t = useTranslations("table");
  const id = useId();
  const { stream } = set;
  const chosen = useMemo(() => chosenOf(params, stream), [params, stream]);
  const by = chosen.sort?.by ?? set.sort.by;
  const direction = chosen.sort?.direction ?? set.sort.direction;
  const { text, state, channel, workstream } = chosen.filter;
  const view = useMemo<View>(
    () => ({ stream, sort: { by, direction }, filter: { text, state, channel, workstream } }),
    [stream, by, direction, text, state, channel, workstream],
  );
  const { shown, further, retry } = useStream(view);
  const filtered = isFiltered(view.filter);
  const choose = (change: Partial<Chosen>) => onChoose(stream, { ...chosen, ...change });
  const many = shown.next !== null && shown.total >= COUNTED;
  return (
    <section className={styles.stream} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 className={styles.heading} id={id}>
          {t(stream)}
        </h2>
        {shown.status === "ready" ? (
          <span className={styles.count}>
            <span aria-hidden="true">{t(many ? "countMany" : "count", { count: shown.total })}</span>
            <span className="heard">{t(many ? "totalMany" : "total", { count: shown.total })}</span>
          </span>
        ) : null}
        <span className={styles.headEnd}>
          {filtered ? (
            <Button
              small
              look="quiet"
              icon={<IconX size={14} aria-hidden="true" />}
              onClick={() => choose({ filter: noFilter })}
            >
              {t("filter.clear")}
            </Button>
          ) : null}
          <Button
            small
            look="quiet"
            icon={<IconAdjustmentsHorizontal size={16} aria-hidden="true" />}
            aria-expanded={chosen.filtering}
            aria-label={t("filter.of", { stream: t(stream) })}
            onClick={() => choose({ filtering: !chosen.filtering })}
          >
            {t("filter.open")}
          </Button>
        </span>
      </header>
      {chosen.filtering ? (
        <ItemsFilter
          view={view}
          rows={shown.items}
          onFilter={(filter) => choose({ filter, scroll: 0 })}
          onSort={(sort) => choose({ sort, scroll: 0 })}
        />
      ) : null}
      <ItemsRows
        view={view}
        shown={shown}
        scroll={chosen.scroll}
        onSort={(sort) => choose({ sort, scroll: 0 })}
        onScrolled={(scroll) => choose({ scroll })}
        further={further}
      />
      {shown.status === "loading" ? <Loading>{t("loading")}</Loading> : null}
      {shown.status === "failed" || shown.more === "failed" ? (
        <div className={styles.failed}>
          <Notice
            tone="warn"
            live="status"
            action={
              <Button small onClick={retry}>
                {t("retry")}
              </Button>
            }
          >
            {t(shown.status === "failed" ? "loadFailed" : "moreFailed")}
          </Notice>
        </div>
      ) : null}
      {shown.status === "ready" && shown.items.length === 0 ? (
        <p className={styles.empty}>{t(filtered ? "emptyFiltered" : `empty.${stream}`)}</p>
      ) : null}
    </section>
  );
}
