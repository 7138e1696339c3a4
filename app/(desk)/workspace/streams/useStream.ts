"use client";
import { useCallback, useEffect, useMemo } from "react";
import type { DashboardStream } from "#machines/wire/records.ts";
import { client } from "#ui/trpc/client.ts";
import type { Engine } from "../engine/engine.ts";
import { useEngine, useStore } from "../engine/hooks.ts";
import { renamed, renamedOwner } from "./renamed.ts";
import { COUNTED, noFilter, type View } from "./rows.ts";
import { type AskPage, type Shown, type StreamPage, Streams } from "./streams.ts";

const ask: AskPage = ({ stream, sort, filter, after, limit }) =>
  client().items.page.query({
    stream,
    sort,
    filter: {
      ...(filter.text.trim() === "" ? {} : { text: filter.text.trim() }),
      ...(filter.state === null ? {} : { state: filter.state }),
      ...(filter.channel === null ? {} : { channel: filter.channel }),
      ...(filter.workstream === null ? {} : { workstream: filter.workstream }),
    },
    ...(after === null ? {} : { after }),
    limit,
  });

const all = new WeakMap<Engine, Streams>();

/** The streams of this window: made with its engine, and told what the engine hears. */
export function streamsOf(engine: Engine): Streams {
  const known = all.get(engine);
  if (known) return known;
  const streams = new Streams({ ask, clock: engine.clock, me: () => engine.desk.get().me });
  all.set(engine, streams);
  engine.onFrame((frame) => {
    if (frame === "reloaded") return streams.again();
    if (frame.t === "gone") return streams.gone(frame.conversation);
    const { event } = frame;
    const item = frame.t === "granted" ? frame.view.item : (event.item ?? event.view?.item);
    if (event.record) streams.rename(renamed(event.record));
    if (event.person) {
      streams.rename(renamedOwner(event.machineId, event.person.name));
      if (event.machineId === engine.desk.get().me.id) streams.again("open");
    }
    if (item) streams.hear(item, event.at);
  });
  return streams;
}

/** The first rows of a dashboard's streams, as they come with the page. */
export type FirstRows = readonly (DashboardStream & { page: StreamPage })[];

/** Shows the rows that came with the page, so that they are there at once. */
export function seedStreams(engine: Engine, first: FirstRows): void {
  for (const { stream, sort, page } of first)
    streamsOf(engine).seed({ stream, sort, filter: noFilter }, page);
}

/** The rows of a view, live, and how to get more of them. */
export function useStream(view: View): { shown: Shown; further(): void; retry(): void } {
  const streams = streamsOf(useEngine());
  const store = useMemo(() => streams.of(view), [streams, view]);
  const shown = useStore(store, (value) => value);
  useEffect(() => streams.want(view), [streams, view]);
  const further = useCallback(() => void streams.further(view), [streams, view]);
  const retry = useCallback(() => streams.retry(view), [streams, view]);
  return { shown, further, retry };
}

const line: View = { stream: "open", sort: { by: "line", direction: "asc" }, filter: noFilter };

/** How many wait in the line, as far as they are counted; null while it is not known. */
export function useOpenCount(): { count: number; more: boolean } | null {
  const { status, total, next } = useStream(line).shown;
  return useMemo(
    () => (status === "ready" ? { count: total, more: next !== null && total >= COUNTED } : null),
    [status, total, next],
  );
}
