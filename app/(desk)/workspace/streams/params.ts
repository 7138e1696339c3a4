import { STREAM_SORTS, type Stream, type TabParams } from "#machines/wire/records.ts";
import type { ConversationState } from "#machines/wire/views.ts";
import type { Filter, Sort } from "./rows.ts";

/** What a person chose for one table, kept in the params of its tab: `<stream>.<what>`. */
export type Chosen = { sort: Sort | null; filter: Filter; filtering: boolean; scroll: number };

const STATES: readonly ConversationState[] = ["queued", "offered", "active", "waiting", "wrapUp", "ended"];
const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Reads what is kept; what makes no sense any more is as if it were not there. */
export function chosenOf(params: TabParams, stream: Stream): Chosen {
  const of = (name: string) => params[`${stream}.${name}`];
  const [by = "", direction = ""] = text(of("sort")).split(" ");
  const known = STREAM_SORTS[stream].find((each) => each === by);
  const channel = of("channel");
  const scroll = of("scroll");
  return {
    sort: known && (direction === "asc" || direction === "desc") ? { by: known, direction } : null,
    filter: {
      text: text(of("text")),
      state: STATES.find((state) => state === of("state")) ?? null,
      channel: channel === "web" || channel === "sms" ? channel : null,
      workstream: text(of("workstream")) || null,
    },
    filtering: of("filtering") === true,
    scroll: typeof scroll === "number" ? scroll : 0,
  };
}

/** The params with another choice for one table; what is as it is by itself takes no place. */
export function withChosen(params: TabParams, stream: Stream, chosen: Chosen): TabParams {
  const { sort, filter, filtering, scroll } = chosen;
  const own: [string, TabParams[string]][] = [
    ["sort", sort && `${sort.by} ${sort.direction}`],
    ["text", filter.text || null],
    ["state", filter.state],
    ["channel", filter.channel],
    ["workstream", filter.workstream],
    ["filtering", filtering || null],
    ["scroll", scroll || null],
  ];
  const others = Object.entries(params).filter(([name]) => !name.startsWith(`${stream}.`));
  const set = own.filter(([, value]) => value !== null).map(([name, value]) => [`${stream}.${name}`, value]);
  return Object.fromEntries([...others, ...set]);
}

/** What a header does when it is pressed: its sort, and then the other way round. */
export function pressed(current: Sort, by: Sort["by"]): Sort {
  const first = by === "updated" || by === "created" || by === "closed" ? "desc" : "asc";
  if (current.by !== by) return { by, direction: first };
  return { by, direction: current.direction === "asc" ? "desc" : "asc" };
}
