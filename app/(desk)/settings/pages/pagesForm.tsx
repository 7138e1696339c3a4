"use client";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { BusinessPage } from "#machines/wire/records.ts";
import { Empty } from "#ui/bits.tsx";
import { Button, IconButton } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { TextField } from "#ui/field.tsx";
import { useHydrated } from "#ui/useHydrated.ts";
import { uuid } from "#ui/uuid.ts";
import { PartClash, SaveBar } from "../forms/saveBar.tsx";
import { type Part, usePart } from "../installation/usePart.ts";
import styles from "../settings.module.css";
import { isAddress } from "./address.ts";

type Pages = { pages: BusinessPage[] };
const ROLES = ["agent", "supervisor"] as const;
const MOST = 20;

const isPages = (value: unknown): value is Pages =>
  typeof value === "object" && value !== null && "pages" in value && Array.isArray(value.pages);
const read = (value: unknown): Pages | null => (isPages(value) ? value : null);

type Role = (typeof ROLES)[number];
const sees = (page: BusinessPage, role: Role) => page.roles.length === 0 || page.roles.includes(role);

const nameWrong = ({ name }: BusinessPage) => name.trim() === "";
const addressWrong = ({ url }: BusinessPage) => !isAddress(url.trim());

/** The pages of other programs that open as tabs: in the order of the + menu. */
export function PagesForm({ pages }: { pages: Part<Pages> }) {
  const t = useTranslations("settings.pages");
  const role = useTranslations("common.account.role");
  const element = useRef<HTMLFormElement>(null);
  const part = usePart("pages", pages, read);
  const [asked, setAsked] = useState(false);
  const hydrated = useHydrated();
  const list = part.value.pages;
  const wrong = list.filter((page) => nameWrong(page) || addressWrong(page)).length;

  const put = (next: BusinessPage[]) => part.set({ pages: next });
  const change = (id: string, to: Partial<BusinessPage>) =>
    put(list.map((page) => (page.id === id ? { ...page, ...to } : page)));
  const focus = (selector: string) => element.current?.querySelector<HTMLElement>(selector)?.focus();

  function setSees(page: BusinessPage, of: Role, on: boolean) {
    const roles = ROLES.filter((each) => (each === of ? on : sees(page, each)));
    // Nobody is not one of the choices: the last tick stays.
    if (roles.length > 0) change(page.id, { roles: roles.length === ROLES.length ? [] : roles });
  }

  function move(index: number, by: 1 | -1) {
    const next = [...list];
    const [page] = next.splice(index, 1);
    if (page) next.splice(index + by, 0, page);
    put(next);
  }

  function add() {
    const id = uuid();
    flushSync(() => put([...list, { id, name: "", url: "", roles: [] }]));
    focus(`[name="name ${id}"]`);
  }

  function remove(index: number) {
    const next = list.filter((_, each) => each !== index);
    flushSync(() => put(next));
    const heir = next[Math.min(index, next.length - 1)];
    focus(heir ? `[name="name ${heir.id}"]` : "[data-add]");
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    flushSync(() => setAsked(true));
    if (wrong > 0) focus("[aria-invalid=true]");
    else
      part.save({ pages: list.map((page) => ({ ...page, name: page.name.trim(), url: page.url.trim() })) });
  }

  return (
    <form ref={element} onSubmit={submit} noValidate>
      <fieldset className={cx(styles.stack, styles.whole)} disabled={!hydrated}>
        {list.length === 0 ? <Empty title={t("none")}>{t("noneText")}</Empty> : null}
        <ul className={styles.items}>
          {list.map((page, index) => {
            const name = page.name.trim() || t("unnamed", { number: index + 1 });
            return (
              <li key={page.id} className={styles.item}>
                <TextField
                  label={t("name")}
                  name={`name ${page.id}`}
                  autoComplete="off"
                  maxLength={100}
                  value={page.name}
                  error={asked && nameWrong(page) && t("nameWrong")}
                  onChange={({ target }) => change(page.id, { name: target.value })}
                />
                <TextField
                  label={t("address")}
                  help={t("addressHelp")}
                  name={`url ${page.id}`}
                  type="url"
                  autoComplete="off"
                  maxLength={2_000}
                  value={page.url}
                  error={asked && addressWrong(page) && t("addressWrong")}
                  onChange={({ target }) => change(page.id, { url: target.value })}
                />
                <fieldset className={styles.group}>
                  <legend className={styles.label}>{t("roles")}</legend>
                  <div className={styles.checks}>
                    {ROLES.map((each) => (
                      <label key={each} className={styles.check}>
                        <input
                          type="checkbox"
                          checked={sees(page, each)}
                          onChange={({ target }) => setSees(page, each, target.checked)}
                        />
                        {role(each)}
                      </label>
                    ))}
                  </div>
                </fieldset>
                <div className={styles.itemActions}>
                  <IconButton
                    label={t("up", { name })}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  >
                    <IconArrowUp size={18} aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    label={t("down", { name })}
                    disabled={index === list.length - 1}
                    onClick={() => move(index, 1)}
                  >
                    <IconArrowDown size={18} aria-hidden="true" />
                  </IconButton>
                  <IconButton label={t("remove", { name })} onClick={() => remove(index)}>
                    <IconTrash size={18} aria-hidden="true" />
                  </IconButton>
                </div>
              </li>
            );
          })}
        </ul>
        <div>
          <Button
            data-add=""
            icon={<IconPlus size={16} aria-hidden="true" />}
            disabled={list.length >= MOST}
            onClick={add}
          >
            {t("add")}
          </Button>
        </div>
        <SaveBar
          {...part}
          wrong={asked ? wrong : 0}
          clash={
            part.theirs ? (
              <PartClash onTake={part.takeTheirs}>
                <span>
                  {t("theirs", { names: part.theirs.pages.map(({ name }) => name).join(", ") || "–" })}
                </span>
              </PartClash>
            ) : null
          }
        />
      </fieldset>
    </form>
  );
}
