"use client";
import { useState } from "react";
import type { DialogProps } from "./dialogParts.tsx";
import { later } from "./later.ts";

const useParts = later(() => import("./dialogParts.tsx"));

/** A modal dialog with the role `dialog`, named by its title. Its parts are loaded when one first opens. */
export function Dialog(props: DialogProps) {
  const [asked, setAsked] = useState(props.open);
  if (props.open && !asked) setAsked(true);
  const parts = useParts(asked);
  return asked && parts ? <parts.DialogParts {...props} /> : null;
}
