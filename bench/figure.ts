/** One measured number, beside what it is held against. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  /** The raw limit of the same run: what this machine does for the bare minimum of the same work, in the same unit. */
  raw?: { name: string; value: number };
  /** `value / raw.value`. */
  ratio?: number;
  goal?: { of: "value" | "ratio"; at: "least" | "most"; bound: number };
  note?: string;
};

export type Context = {
  /** Small sizes, only to see that it runs: its figures mean nothing. */
  quick: boolean;
  /** Tells the person who waits what goes on. */
  log(line: string): void;
  /** An empty folder on a real disk, removed afterwards. */
  folder: string;
};

export type Bench = { id: string; title: string; run(context: Context): Promise<Figure[]> };

/** A figure with its raw limit, the ratio worked out. */
export function against(raw: { name: string; value: number }, figure: Omit<Figure, "raw" | "ratio">): Figure {
  return { ...figure, raw, ratio: figure.value / raw.value };
}

/** Whether a figure's goal is held; null when it has none. What is no number holds nothing. */
export function held(figure: Figure): boolean | null {
  if (!figure.goal) return null;
  const { of, at, bound } = figure.goal;
  const measured = of === "value" ? figure.value : (figure.ratio ?? Number.NaN);
  return at === "least" ? measured >= bound : measured <= bound;
}

/**
 * The value below which a share of the samples lies (nearest rank).
 * @param share between 0 and 1
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = Float64Array.from(samples).sort();
  const index = Math.max(0, Math.ceil(share * sorted.length) - 1);
  return sorted[index] ?? Number.NaN;
}
