"use client";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { type DashboardStream, STREAM_SORTS, type Stream } from "#machines/wire/records.ts";
import { IconButton } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { Select } from "#ui/field.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { PartClash, SaveBar } from "../forms/saveBar.tsx";
import { type Part, usePart } from "../installation/usePart.ts";
import styles from "../settings.module.css";

type Dashboards = { agent: DashboardStream[]; supervisor: DashboardStream[] };
const ROLES = ["agent", "supervisor"] as const;
const STREAMS: readonly Stream[] = ["mine", "open", "closed"];

const isDashboards = (value: unknown): value is Dashboards =>
  typeof value === "object" &&
  value !== null &&
  ROLES.every((role) => Array.isArray(Object.entries(value).find(([key]) => key === role)?.[1]));
const read = (value: unknown): Dashboards | null => (isDashboards(value) ? value : null);

/** What Home shows to each role: which streams, in which order, each in which order of its own. */
export function DashboardsForm({ dashboards }: { dashboards: Part<Dashboards> }) {
  const t = useTranslations("settings.dashboards");
  const table = useTranslations("table");
  const roleName = useTranslations("common.account.role");
  const part = usePart("dashboards", dashboards, read);
  const hydrated = useHydrated();
  const said = (streams: readonly DashboardStream[]) => streams.map(({ stream }) => table(stream)).join(", ");

  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        part.save(part.value);
      }}
      noValidate
    >
      <fieldset className={cx(styles.stack, styles.whole)} disabled={!hydrated}>
        {ROLES.map((role) => (
          <RoleDashboard
            key={role}
            name={t("role", { role: roleName(role) })}
            streams={part.value[role]}
            onChange={(streams) => part.set({ ...part.value, [role]: streams })}
          />
        ))}
        <SaveBar
          {...part}
          clash={
            part.theirs ? (
              <PartClash onTake={part.takeTheirs}>
                {ROLES.map((role) => (
                  <span key={role}>
                    {t("theirs", { role: roleName(role), streams: said(part.theirs?.[role] ?? []) })}
                  </span>
                ))}
              </PartClash>
            ) : null
          }
        />
      </fieldset>
    </form>
  );
}

function RoleDashboard(props: {
  name: string;
  streams: readonly DashboardStream[];
  onChange: (streams: DashboardStream[]) => void;
}) {
  const { name, streams, onChange } = props;
  const t = useTranslations("settings.dashboards");
  const table = useTranslations("table");
  const others = STREAMS.filter((stream) => !streams.some((each) => each.stream === stream));

  function move(index: number, by: 1 | -1) {
    const next = [...streams];
    const [one] = next.splice(index, 1);
    if (one) next.splice(index + by, 0, one);
    onChange(next);
  }

  return (
    <fieldset className={styles.card}>
      <legend className={styles.label}>{name}</legend>
      <ol className={styles.items}>
        {streams.map(({ stream, sort }, index) => (
          <li key={stream} className={styles.streamRow}>
            <label className={styles.check}>
              <input
                type="checkbox"
                checked
                // A dashboard shows something.
                disabled={streams.length === 1}
                onChange={() => onChange(streams.filter((each) => each.stream !== stream))}
              />
              {table(stream)}
            </label>
            <Select
              label={t("sort", { stream: table(stream) })}
              value={`${sort.by} ${sort.direction}`}
              choices={STREAM_SORTS[stream].flatMap((by) =>
                (["asc", "desc"] as const).map((direction) => ({
                  value: `${by} ${direction}`,
                  label: table(`sort.${by}.${direction}`),
                })),
              )}
              onChange={({ target }) => {
                const [given, direction] = target.value.split(" ");
                const by = STREAM_SORTS[stream].find((each) => each === given) ?? sort.by;
                const next = {
                  stream,
                  sort: { by, direction: direction === "desc" ? "desc" : "asc" },
                } as const;
                onChange(streams.map((each) => (each.stream === stream ? next : each)));
              }}
            />
            <span className={styles.itemActions}>
              <IconButton
                label={t("up", { stream: table(stream) })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size={18} aria-hidden="true" />
              </IconButton>
              <IconButton
                label={t("down", { stream: table(stream) })}
                disabled={index === streams.length - 1}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={18} aria-hidden="true" />
              </IconButton>
            </span>
          </li>
        ))}
      </ol>
      {others.map((stream) => (
        <label key={stream} className={styles.check}>
          <input
            type="checkbox"
            checked={false}
            onChange={() => {
              const [by = "created"] = STREAM_SORTS[stream];
              const direction = stream === "open" ? "asc" : "desc";
              onChange([...streams, { stream, sort: { by, direction } }]);
            }}
          />
          {table(stream)}
        </label>
      ))}
    </fieldset>
  );
}
