import { type Figure, held } from "./figure.ts";

/** What one bench found, and where it ran. */
export type Result = { id: string; title: string; figures: Figure[]; seconds: number };
export type Place = { commit: string; date: string; machine: string; node: string };

const HEAD = "| figure | value | raw limit | ratio | goal | held | note |";
const RULE = "|---|---|---|---|---|---|---|";
const BEGIN = "<!-- figures -->";
const END = "<!-- /figures -->";

const number = (value: number) =>
  new Intl.NumberFormat("en", {
    maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2,
  }).format(value);
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function row(figure: Figure): string {
  const { goal } = figure;
  const kept = held(figure);
  const bound = goal ? `${number(goal.bound)}${goal.of === "ratio" ? " ×" : ` ${figure.unit}`}` : "";
  return `| ${[
    figure.name,
    `${number(figure.value)} ${figure.unit}`,
    figure.raw ? `${number(figure.raw.value)} ${figure.unit} (${figure.raw.name})` : "",
    figure.ratio === undefined ? "" : `${number(figure.ratio)} ×`,
    goal ? `at ${goal.at} ${bound}` : "",
    kept === null ? "" : kept ? "yes" : "**no**",
    figure.note ?? "",
  ]
    .map(cell)
    .join(" | ")} |`;
}

const groupHead = (title: string, place: Place) =>
  `| **${title}** |  |  |  |  |  | ${place.date}, commit ${place.commit} |`;

/** The lines of one bench in the table. */
function group(result: Result, place: Place): string[] {
  return [groupHead(result.title, place), ...result.figures.map(row)];
}

/** The whole table in Markdown, which is also what the terminal shows. */
export function table(results: readonly Result[], place: Place): string {
  return [HEAD, RULE, ...results.flatMap((result) => group(result, place))].join("\n");
}

/** Who measured: one line. */
export const placeLine = (place: Place) => `Machine: ${place.machine}. Node ${place.node}.`;

/** The groups of a table that was written before, by their titles. */
function groupsOf(page: string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  let lines: string[] | undefined;
  for (const line of page.slice(page.indexOf(BEGIN), page.indexOf(END)).split("\n")) {
    const title = /^\| \*\*(.+?)\*\* \|/.exec(line)?.[1];
    if (title !== undefined) {
      lines = [line];
      groups.set(title, lines);
    } else if (line.startsWith("|")) lines?.push(line);
  }
  return groups;
}

/**
 * Puts the results into a page between its two comment markers. Benches that did not run keep what they had,
 * each with the date and commit of its own.
 * @param order the titles of all benches, in the order of the table
 */
export function written(
  page: string,
  results: readonly Result[],
  place: Place,
  order: readonly string[],
): string {
  if (!page.includes(BEGIN) || !page.includes(END))
    throw new Error(`The page has no ${BEGIN} and ${END} to write between.`);
  const groups = groupsOf(page);
  for (const result of results) groups.set(result.title, group(result, place));
  const rows = order.flatMap((title) => groups.get(title) ?? []);
  const before = page.slice(0, page.indexOf(BEGIN) + BEGIN.length);
  return [before, placeLine(place), "", HEAD, RULE, ...rows, page.slice(page.indexOf(END))].join("\n");
}
