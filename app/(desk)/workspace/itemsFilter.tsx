"use client";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { STREAM_SORTS } from "#machines/wire/records.ts";
import type { ConversationState, WorkItem } from "#machines/wire/views.ts";
import { Select, TextField } from "#ui/field.tsx";
import styles from "./home.module.css";
import type { Filter, Sort, View } from "./streams/rows.ts";

/** The states that a row of each stream may be in. */
const STATES: Record<View["stream"], readonly ConversationState[]> = {
  mine: ["active", "wrapUp", "waiting"],
  open: ["queued", "offered"],
  closed: [],
};
const TYPED_FOR_MS = 250;
const ANY = "";

/** What a table shows of its stream, and in which order: also what has no column to press. */
export function ItemsFilter(props: {
  view: View;
  rows: readonly WorkItem[];
  onFilter: (filter: Filter) => void;
  onSort: (sort: Sort) => void;
}) {
  const { view, onFilter, onSort } = props;
  const { filter, stream, sort } = view;
  const t = useTranslations("table");
  const s = useTranslations("session");
  const workstreams = useWorkstreams(props.rows, filter.workstream);
  const any = { value: ANY, label: t("filter.any") };
  return (
    <div className={styles.filter}>
      <FilterText key={stream} text={filter.text} onText={(text) => onFilter({ ...filter, text })} />
      {STATES[stream].length === 0 ? null : (
        <Select
          label={t("column.state")}
          value={filter.state ?? ANY}
          choices={[any, ...STATES[stream].map((state) => ({ value: state, label: s(`state.${state}`) }))]}
          onChange={({ target }) =>
            onFilter({ ...filter, state: STATES[stream].find((state) => state === target.value) ?? null })
          }
        />
      )}
      <Select
        label={t("column.channel")}
        value={filter.channel ?? ANY}
        choices={[any, { value: "web", label: t("channel.web") }, { value: "sms", label: t("channel.sms") }]}
        onChange={({ target: { value } }) =>
          onFilter({ ...filter, channel: value === "web" || value === "sms" ? value : null })
        }
      />
      <Select
        label={t("column.workstream")}
        value={filter.workstream ?? ANY}
        choices={[any, ...workstreams]}
        onChange={({ target }) => onFilter({ ...filter, workstream: target.value || null })}
      />
      <Select
        label={t("sortBy")}
        value={`${sort.by} ${sort.direction}`}
        choices={STREAM_SORTS[stream].flatMap((by) =>
          (["asc", "desc"] as const).map((direction) => ({
            value: `${by} ${direction}`,
            label: t(`sort.${by}.${direction}`),
          })),
        )}
        onChange={({ target }) => {
          const [by, direction] = target.value.split(" ");
          const known = STREAM_SORTS[stream].find((each) => each === by);
          if (known) onSort({ by: known, direction: direction === "desc" ? "desc" : "asc" });
        }}
      />
    </div>
  );
}

/** The text that is looked for: asked when the typing rests, so that not every letter is a question. */
function FilterText({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useTranslations("table");
  const [typed, setTyped] = useState(text);
  const given = useRef(text);
  const tell = useRef(onText);
  tell.current = onText;
  // It was changed elsewhere, for example by the button that takes all filters away.
  useEffect(() => {
    if (text !== given.current) setTyped(text);
    given.current = text;
  }, [text]);
  useEffect(() => {
    if (typed === given.current) return;
    const timer = setTimeout(() => {
      given.current = typed;
      tell.current(typed);
    }, TYPED_FOR_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextField
      label={t("filter.text")}
      type="search"
      autoComplete="off"
      maxLength={200}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}

/** The workstreams that were seen in these rows: who works here is not told of the others. */
function useWorkstreams(rows: readonly WorkItem[], chosen: string | null) {
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());
  const now = useMemo(() => {
    const fresh = rows.filter(({ workstream, workstreamName }) => seen.get(workstream) !== workstreamName);
    if (fresh.length === 0) return seen;
    return new Map([...seen, ...fresh.map((row) => [row.workstream, row.workstreamName] as const)]);
  }, [rows, seen]);
  useEffect(() => setSeen(now), [now]);
  const choices = [...now].map(([value, label]) => ({ value, label }));
  if (chosen !== null && !now.has(chosen)) choices.push({ value: chosen, label: chosen });
  return choices.sort((a, b) => a.label.localeCompare(b.label));
}
