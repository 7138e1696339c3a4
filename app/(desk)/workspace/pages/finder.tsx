"use client";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { cx } from "#ui/cx.ts";
import { BareInput } from "#ui/field.tsx";
import styles from "./finder.module.css";

/** Moves among the results of a list as arrow keys, Home and End say; from the first up to the words. */
function onArrows(event: KeyboardEvent<HTMLElement>, words: HTMLInputElement | null): void {
  const results = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-result]")];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? results.indexOf(focused) : -1;
  const to =
    event.key === "ArrowDown"
      ? results[at + 1]
      : event.key === "ArrowUp"
        ? at <= 0
          ? words
          : results[at - 1]
        : at >= 0 && event.key === "Home"
          ? results[0]
          : at >= 0 && event.key === "End"
            ? results.at(-1)
            : undefined;
  if (!to) return;
  event.preventDefault();
  to.focus();
}

export type FinderProps = {
  /** The accessible name of the words' field, and what stands in it while it is empty. */
  label: string;
  text: string;
  onText: (text: string) => void;
  /** Beside the words. */
  filters?: ReactNode;
  /** How many were found; told as it changes. */
  count: ReactNode;
  results: ReactNode;
  /** How far the results were scrolled, and who keeps it. */
  scrolled: number;
  onScrolled: (to: number) => void;
  /** What was chosen among them. */
  children?: ReactNode;
};

/** Words, what was found by them, and what was chosen of that. */
export function Finder(props: FinderProps) {
  const words = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const first = useRef(props.scrolled);
  const full = props.results !== null;
  // Once there is something to scroll in: as far as it was when the tab was left.
  useEffect(() => {
    const element = results.current;
    if (!full || !element || first.current === 0) return;
    element.scrollTop = first.current;
    if (element.scrollTop > 0) first.current = 0;
  }, [full]);
  return (
    <div className={cx(styles.finder, !props.children && styles.alone)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys go from one result to the next */}
      <div className={styles.list} onKeyDown={(event) => onArrows(event, words.current)}>
        <h1 className="heard">{props.label}</h1>
        <search className={styles.ask}>
          <IconSearch size={18} aria-hidden="true" />
          <BareInput
            ref={words}
            type="search"
            className={styles.words}
            aria-label={props.label}
            placeholder={props.label}
            autoComplete="off"
            dir="auto"
            maxLength={500}
            value={props.text}
            onChange={(event) => props.onText(event.target.value)}
          />
          {props.filters}
        </search>
        <p className={styles.count} role="status">
          {props.count}
        </p>
        <div
          ref={results}
          className={styles.results}
          onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop)}
        >
          {props.results}
        </div>
      </div>
      {props.children ? <div className={styles.reader}>{props.children}</div> : null}
    </div>
  );
}
