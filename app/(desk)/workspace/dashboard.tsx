"use client";
import { useCallback, useRef } from "react";
import type { Stream, TabParams } from "#machines/wire/records.ts";
import { useEngine, useStore } from "./engine/hooks.ts";
import styles from "./home.module.css";
import { ItemsTable } from "./itemsTable.tsx";
import { type Chosen, withChosen } from "./streams/params.ts";

/** The streams that the admin set for the person's role, in that order; each as the person sorts and filters it. */
export function Dashboard({
  title,
  params,
  saveParams,
}: {
  title: string;
  params: TabParams;
  saveParams: (params: TabParams) => void;
}) {
  const dashboard = useStore(useEngine().desk, (desk) => desk.installation.dashboard);
  // Three tables save into the same params: each adds to what the others just saved.
  const latest = useRef(params);
  latest.current = params;
  const choose = useCallback(
    (stream: Stream, chosen: Chosen) => {
      latest.current = withChosen(latest.current, stream, chosen);
      saveParams(latest.current);
    },
    [saveParams],
  );
  return (
    <div className={styles.home}>
      <h1 className="heard">{title}</h1>
      {dashboard.map((set) => (
        <ItemsTable key={set.stream} set={set} params={params} onChoose={choose} />
      ))}
    </div>
  );
}
