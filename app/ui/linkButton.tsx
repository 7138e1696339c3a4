import type { ComponentProps } from "react";
import styles from "./button.module.css";
import { cx } from "./cx.ts";

/** A link that looks like a button: it goes somewhere. */
export function LinkButton({
  look = "secondary",
  className,
  ...rest
}: ComponentProps<"a"> & { look?: "primary" | "secondary" | "quiet" }) {
  return <a {...rest} className={cx(styles.button, styles[look], className)} />;
}
