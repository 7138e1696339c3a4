import type { EntityKind } from "#machines/wire/records.ts";
import type { CustomerView, WorkItem } from "#machines/wire/views.ts";

/** The words that titles need; from `messages/`, so that this file speaks no language. */
export type TitleWords = {
  visitor(number: number): string;
  channel(item: WorkItem): string;
  time(at: number): string;
  date(at: number): string;
  /** What kind of record it is. */
  record(kind: EntityKind): string;
};

/** The customer's name, or Visitor N. */
export const nameOf = (customer: CustomerView, words: Pick<TitleWords, "visitor">): string =>
  customer.kind === "visitor" ? words.visitor(customer.number) : customer.name;

/** An open session on a contact, an account or a case. */
export type RecordTitle = { id: string; kind: EntityKind; name: string };
const isRecord = (source: WorkItem | RecordTitle): source is RecordTitle => "kind" in source;

/**
 * The titles of open sessions by the id of what they are about. Equal ones get the shortest suffix that tells
 * all of them apart: the channel (or what kind of record it is), then the time at which they began, then the
 * day and the time; then a number. All sessions of one name get the same kind of suffix, and a record, which
 * did not begin at a time that matters, always its kind.
 */
export function titlesOf(
  sources: readonly (WorkItem | RecordTitle)[],
  words: TitleWords,
): Map<string, string> {
  const titles = new Map<string, string>();
  const byName = new Map<string, (WorkItem | RecordTitle)[]>();
  for (const source of sources) {
    const name = isRecord(source) ? source.name : nameOf(source.customer, words);
    byName.set(name, [...(byName.get(name) ?? []), source]);
  }
  const told = (suffix: (item: WorkItem) => string) => (source: WorkItem | RecordTitle) =>
    isRecord(source) ? words.record(source.kind) : suffix(source);
  const suffixes = [
    told((item) => words.channel(item)),
    told((item) => words.time(item.createdAt)),
    told((item) => `${words.channel(item)}, ${words.time(item.createdAt)}`),
    told((item) => `${words.date(item.createdAt)} ${words.time(item.createdAt)}`),
  ];
  const began = (source: WorkItem | RecordTitle) => (isRecord(source) ? 0 : source.createdAt);
  for (const [name, group] of byName) {
    const [only] = group;
    if (group.length === 1 && only) {
      titles.set(only.id, name);
      continue;
    }
    const telling = suffixes.find((suffix) => new Set(group.map(suffix)).size === group.length);
    const order = [...group].sort((a, b) => began(a) - began(b) || (a.id < b.id ? -1 : 1));
    for (const source of group) {
      const last = told((item) => words.time(item.createdAt));
      const suffix = telling ? telling(source) : `${last(source)}, ${order.indexOf(source) + 1}`;
      titles.set(source.id, `${name} (${suffix})`);
    }
  }
  return titles;
}
