/** Joins the class names that hold: `cx(styles.row, on && styles.on)`. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
