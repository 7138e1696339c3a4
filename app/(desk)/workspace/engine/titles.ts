import type { CustomerView, WorkItem } from "#machines/wire/views.ts";

/** The words that titles need; from `messages/`, so that this file speaks no language. */
export type TitleWords = {
  visitor(number: number): string;
  channel(item: WorkItem): string;
  time(at: number): string;
  date(at: number): string;
};

/** The customer's name, or Visitor N. */
export const nameOf = (customer: CustomerView, words: Pick<TitleWords, "visitor">): string =>
  customer.kind === "visitor" ? words.visitor(customer.number) : customer.name;

/**
 * The titles of open sessions by conversation id. Equal ones get the shortest suffix that tells all of
 * them apart: the channel, then the time at which they began, then the day and the time; then a number.
 * All sessions of one name get the same kind of suffix.
 */
export function titlesOf(items: WorkItem[], words: TitleWords): Map<string, string> {
  const titles = new Map<string, string>();
  const byName = new Map<string, WorkItem[]>();
  for (const item of items) {
    const name = nameOf(item.customer, words);
    byName.set(name, [...(byName.get(name) ?? []), item]);
  }
  const suffixes: ((item: WorkItem) => string)[] = [
    (item) => words.channel(item),
    (item) => words.time(item.createdAt),
    (item) => `${words.channel(item)}, ${words.time(item.createdAt)}`,
    (item) => `${words.date(item.createdAt)} ${words.time(item.createdAt)}`,
  ];
  for (const [name, group] of byName) {
    const [only] = group;
    if (group.length === 1 && only) {
      titles.set(only.id, name);
      continue;
    }
    const telling = suffixes.find((suffix) => new Set(group.map(suffix)).size === group.length);
    const order = [...group].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    for (const item of group) {
      const suffix = telling ? telling(item) : `${words.time(item.createdAt)}, ${order.indexOf(item) + 1}`;
      titles.set(item.id, `${name} (${suffix})`);
    }
  }
  return titles;
}
