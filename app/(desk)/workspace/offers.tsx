"use client";
import { useSelector } from "@xstate/react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { OfferRef } from "#machines/offer/machine.ts";
import type { WorkItem } from "#machines/wire/views.ts";
import { Button } from "#ui/button.tsx";
import { cx } from "#ui/cx.ts";
import { CustomerAvatar } from "./customerAvatar.tsx";
import { useEngine, useItem } from "./engine/hooks.ts";
import { lastLine } from "./lastLine.ts";
import styles from "./offers.module.css";
import { clockOf, useNow, useWords } from "./words.ts";

/** After its card appeared or moved, a button takes no click for so long: it was meant for something else. */
const SETTLING = 300;

type Slot = { conversation: string; gone: boolean };

/**
 * Cards keep their places while the pointer or the keyboard is among them: one that went leaves a gap.
 * New ones come on top, so that those that are there do not move.
 */
function useSlots(ringing: string[], held: boolean): Slot[] {
  const [slots, setSlots] = useState<Slot[]>([]);
  const present = new Set(ringing);
  const known = new Set(slots.map((slot) => slot.conversation));
  const next = slots
    .map((slot) => (slot.gone === !present.has(slot.conversation) ? slot : { ...slot, gone: !slot.gone }))
    .filter((slot) => held || !slot.gone)
    .concat(ringing.filter((id) => !known.has(id)).map((conversation) => ({ conversation, gone: false })));
  const same = next.length === slots.length && next.every((slot, index) => slot === slots[index]);
  if (!same) setSlots(next);
  return same ? slots : next;
}

/** What is offered to this agent, bottom right. It never takes focus, caret or keys. */
export function Offers() {
  const t = useTranslations("offer");
  const engine = useEngine();
  const offers = useSelector(engine.actor, (state) => state.context.offers);
  const [pointer, setPointer] = useState(false);
  const ringing = Object.keys(offers);
  const slots = useSlots(ringing, pointer && ringing.length > 0);
  if (slots.length === 0) return null;
  return (
    <section
      aria-label={t("region")}
      className={styles.offers}
      onPointerEnter={() => setPointer(true)}
      onPointerLeave={() => setPointer(false)}
    >
      {slots.map(({ conversation, gone }) => {
        const offer = offers[conversation];
        return gone || !offer ? (
          <div key={conversation} className={styles.gap} aria-hidden="true" />
        ) : (
          <OfferCard key={conversation} conversation={conversation} offer={offer} />
        );
      })}
    </section>
  );
}

/** False until the card has stood still long enough. */
function useSettled(card: React.RefObject<HTMLElement | null>): () => boolean {
  const { clock } = useEngine();
  const moved = useRef<{ at: number; top: number; left: number } | null>(null);
  const [settled, setSettled] = useState(false);
  useLayoutEffect(() => {
    let cancel = () => {};
    let frame = 0;
    const look = () => {
      const box = card.current?.getBoundingClientRect();
      const last = moved.current;
      if (box && (!last || Math.abs(box.top - last.top) > 1 || Math.abs(box.left - last.left) > 1)) {
        moved.current = { at: clock.now(), top: box.top, left: box.left };
        setSettled(false);
        cancel();
        cancel = clock.after(SETTLING, () => setSettled(true));
      }
      frame = requestAnimationFrame(look);
    };
    look();
    return () => {
      cancel();
      cancelAnimationFrame(frame);
    };
  }, [card, clock]);
  return () => settled && moved.current !== null && clock.now() - moved.current.at >= SETTLING;
}

function OfferCard({ conversation, offer }: { conversation: string; offer: OfferRef }) {
  const item = useItem(conversation);
  return item ? <Card item={item} offer={offer} /> : null;
}

function Card({ item, offer }: { item: WorkItem; offer: OfferRef }) {
  const t = useTranslations("offer");
  const engine = useEngine();
  const words = useWords();
  const card = useRef<HTMLFieldSetElement>(null);
  const state = useSelector(offer, (snapshot) => snapshot.value);
  const settled = useSettled(card);
  const name = words.name(item);
  const ringing = state === "ringing";
  const pressed = useRef(false);
  /** The wait is for a pointer under which the card moved: whoever has come to a button by keys means it. */
  const act = (run: (conversation: string) => void) => ({
    onKeyDown(event: KeyboardEvent) {
      pressed.current = event.key === "Enter" || event.key === " ";
    },
    onBlur() {
      pressed.current = false;
    },
    onClick() {
      const byKey = pressed.current;
      pressed.current = false;
      if (ringing && (byKey || settled())) run(item.id);
    },
  });
  // `aria-disabled`, not `disabled`: what has the focus keeps it, and nothing changes its look.
  const unready = ringing && settled() ? {} : { "aria-disabled": true };
  return (
    <fieldset ref={card} aria-label={name} className={styles.card}>
      <Left item={item} />
      <div className={styles.head}>
        <CustomerAvatar name={name} customer={item.customer} />
        <strong className={styles.name}>{name}</strong>
        <Countdown item={item} />
      </div>
      <dl className={styles.facts}>
        {useFacts(item).map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.actions}>
        <Button className={styles.action} {...unready} {...act((id) => engine.deeds.reject(id))}>
          {t("reject")}
        </Button>
        <Button
          look="primary"
          className={cx(styles.action, styles.accept)}
          {...unready}
          {...act((id) => engine.deeds.accept(id))}
        >
          {state === "accepting" ? t("accepting") : t("accept")}
        </Button>
      </div>
    </fieldset>
  );
}

/** At most four facts, those that tell most. */
function useFacts(item: WorkItem): [string, ReactNode][] {
  const t = useTranslations("offer.fact");
  const words = useWords();
  const now = useNow();
  const last = lastLine(item);
  const page = item.page && URL.canParse(item.page) ? new URL(item.page).pathname : item.page;
  const all: [string, ReactNode][] = [
    [t("message"), item.lastMessage?.side === "customer" ? last : null],
    [t("case"), item.case?.title],
    [t("account"), item.account?.name],
    [t("channel"), words.channel(item)],
    [
      t("waiting"),
      now === null ? null : (
        <span key="waiting" className="tabular">
          {words.wait(now - (item.waitingSince ?? item.createdAt))}
        </span>
      ),
    ],
    [t("page"), page],
    [t("language"), item.language ? words.language(item.language) : null],
  ];
  return all.filter(([, value]) => value !== null && value !== undefined && value !== "").slice(0, 4);
}

function Countdown({ item }: { item: WorkItem }) {
  const t = useTranslations("offer");
  const now = useNow();
  const left = item.deadline === null || now === null ? null : Math.max(0, item.deadline - now);
  return (
    <span
      role="timer"
      aria-label={t("timer")}
      className={cx(styles.countdown, left !== null && left < 20_000 && styles.soon)}
    >
      {left === null ? "" : clockOf(left)}
    </span>
  );
}

/** How much of the time is left, as a line that grows shorter. */
function Left({ item }: { item: WorkItem }) {
  const now = useNow();
  const whole = item.deadline === null ? 0 : item.deadline - item.updatedAt;
  const share = item.deadline === null || now === null || whole <= 0 ? 1 : (item.deadline - now) / whole;
  return (
    <span className={styles.track} aria-hidden="true">
      <span
        className={styles.left}
        style={{ inlineSize: `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%` }}
      />
    </span>
  );
}
