"use client";
import { useTranslations } from "next-intl";
import { type PolicyField, splitDuration } from "../fields.ts";

/** A policy's value in words: `28 days`, `Busy`, `never`. */
export function useValueText(): (field: PolicyField, value: unknown) => string {
  const t = useTranslations("settings.workstreams");
  const duration = (ms: number) => {
    const { amount, unit } = splitDuration(ms);
    return t(`duration.${unit}`, { count: amount });
  };
  const choice = (name: string) => (t.has(`choice.${name}`) ? t(`choice.${name}`) : name);
  const listed = (values: readonly unknown[], name: (value: string) => string) =>
    values.length === 0 ? t("empty") : values.map((value) => name(String(value))).join(", ");
  return (field, value) => {
    switch (field.kind) {
      case "duration":
        return typeof value === "number" ? duration(value) : "";
      case "block":
        return typeof value === "number" ? duration(value) : choice(String(value));
      case "number":
        return typeof value === "number" ? t("number", { count: value }) : "";
      case "boolean":
        return choice(value === true ? "yes" : "no");
      case "choice":
        return choice(String(value));
      case "choices":
        return listed(Array.isArray(value) ? value : [], choice);
      case "list":
        return listed(Array.isArray(value) ? value : [], (each) => each);
    }
  };
}
