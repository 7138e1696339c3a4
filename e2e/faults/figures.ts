import { appendFileSync } from "node:fs";

/** Notes what a suite measured, for the page that `npm run soak` writes; elsewhere nobody asks. */
export function tell(what: string, value: number, unit: string): void {
  const file = process.env.PAROLA_FIGURES;
  if (file === undefined) return;
  const digits = unit === "s" ? 2 : 0;
  appendFileSync(file, `${JSON.stringify({ what, value: Number(value.toFixed(digits)), unit })}\n`);
}
