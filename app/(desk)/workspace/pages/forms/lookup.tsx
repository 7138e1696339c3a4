"use client";
import { Combobox } from "@base-ui/react/combobox";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import type { Ref } from "#machines/wire/records.ts";
import { cx } from "#ui/cx.ts";
import field from "#ui/field.module.css";
import { useTRPCClient } from "#ui/trpc/provider.tsx";
import styles from "./lookup.module.css";

export type LookupKind = "contact" | "account" | "case";
export type Choice = Ref & { hint: string | null };
const MOST = 20;

export type LookupProps = {
  of: LookupKind;
  value: Ref | null;
  onChange: (value: Ref | null) => void;
  disabled?: boolean;
  placeholder?: string;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
};

/** One record of a kind, found by the server's search as one types. */
export function Lookup({ of, value, onChange, disabled = false, placeholder, ...ids }: LookupProps) {
  const t = useTranslations("records.lookup");
  const client = useTRPCClient();
  const [typed, setTyped] = useState<string | null>(null);
  const words = useDeferredValue((typed ?? "").trim());
  const found = useQuery({
    queryKey: ["search", "lookup", of, words],
    enabled: words !== "",
    queryFn: async (): Promise<Choice[]> => {
      const { rows } = await client.search.find.query({ text: words, kinds: [of], limit: MOST });
      return rows.flatMap((row): Choice[] => {
        if (row.kind === "contact") return [{ id: row.id, name: row.name, hint: row.email ?? row.phone }];
        if (row.kind === "account") return [{ id: row.id, name: row.name, hint: row.website }];
        if (row.kind === "case") return [{ id: row.id, name: row.title, hint: `${row.number}` }];
        return [];
      });
    },
  });
  const rows = words === "" ? [] : (found.data ?? []);
  const chosen: Choice | null = value && { ...value, hint: null };
  const items = chosen && !rows.some(({ id }) => id === chosen.id) ? [...rows, chosen] : rows;
  const told =
    words === ""
      ? t("start")
      : found.isPending
        ? t("searching")
        : found.isError
          ? t("failed")
          : rows.length === 0
            ? t("none")
            : null;
  return (
    <Combobox.Root
      items={items}
      value={chosen}
      inputValue={typed ?? value?.name ?? ""}
      disabled={disabled}
      filter={null}
      itemToStringLabel={(item: Choice) => item.name}
      isItemEqualToValue={(item: Choice, other: Choice) => item.id === other.id}
      onValueChange={(next: Choice | null) => {
        setTyped(null);
        onChange(next && { id: next.id, name: next.name });
      }}
      onInputValueChange={(next, { reason }) => {
        if (reason === "input-change") setTyped(next);
      }}
      onOpenChange={(open) => {
        // What was typed and not chosen is no value: the field shows again what it has.
        if (!open) setTyped(null);
      }}
    >
      <div className={styles.box}>
        <Combobox.Input
          {...ids}
          className={cx(field.input, styles.input)}
          placeholder={placeholder ?? t("placeholder")}
          autoComplete="off"
          dir="auto"
        />
        {value ? (
          <Combobox.Clear className={styles.clear} aria-label={t("clear")}>
            <IconX size={16} aria-hidden="true" />
          </Combobox.Clear>
        ) : null}
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className={styles.positioner} sideOffset={4} collisionPadding={8} align="start">
          <Combobox.Popup className={styles.popup}>
            <Combobox.Status className={styles.status}>{told}</Combobox.Status>
            <Combobox.List>
              {(item: Choice) => (
                <Combobox.Item key={item.id} value={item} className={styles.item}>
                  <span dir="auto">{item.name}</span>
                  {item.hint ? (
                    <small className={styles.hint} dir="auto">
                      {item.hint}
                    </small>
                  ) : null}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
