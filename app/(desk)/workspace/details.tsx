"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import type { WorkItem } from "#machines/wire/views.ts";
import { Card, Loading, Notice } from "#ui/bits.tsx";
import { Button } from "#ui/button.tsx";
import styles from "./conversation.module.css";
import type { Details as Known } from "./engine/api.ts";
import { useEngine, useStore } from "./engine/hooks.ts";
import { sessionOf } from "./engine/subject.ts";
import { EntityLink } from "./entityLink.tsx";
import { served } from "./pages/served.tsx";
import { clockOf, useNow, useWords } from "./words.ts";

const CustomerLink = served(
  () => import("./pages/customerLink.tsx"),
  () => null,
);
const CaseLink = served(
  () => import("./pages/caseLink.tsx"),
  () => null,
);
const CustomerTimeline = served(
  () => import("./pages/customerTimeline.tsx"),
  () => null,
);

/** Who the customer is, what it is about, what they brought, and what happened so far. */
export function Details({ item }: { item: WorkItem }) {
  const t = useTranslations("session");
  const engine = useEngine();
  const details = useStore(engine.details, (all) => all[item.id]);
  const known = details === "failed" ? undefined : details;
  // Another customer was linked, or none: what is told of them is another's.
  const about = `${item.id} ${item.customer.id} ${item.account?.id ?? ""}`;
  const told = useRef(about);
  useEffect(() => {
    if (told.current === about) return;
    told.current = about;
    void engine.loadDetails(item.id);
  }, [engine, item.id, about]);
  return (
    <div className={styles.details}>
      {details === "failed" ? (
        <Notice
          tone="warn"
          live="status"
          action={
            <Button small onClick={() => void engine.loadDetails(item.id)}>
              {t("retry")}
            </Button>
          }
        >
          {t("failedDetails")}
        </Notice>
      ) : null}
      <Customer item={item} known={known} />
      <Case item={item} />
      <Summary item={item} known={known} />
      <Timeline item={item} known={known} failed={details === "failed"} />
    </div>
  );
}

/** Name and value pairs; those without a value are left out. */
function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) =>
        value === null || value === undefined || value === "" ? null : (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

type Part = { item: WorkItem; known: Known | undefined };

function Customer({ item, known }: Part) {
  const t = useTranslations("session");
  const f = useTranslations("session.fact");
  const words = useWords();
  const visitor = item.customer.kind === "visitor";
  return (
    <Card title={t("customer")} aria-label={t("customer")}>
      <Facts
        facts={[
          [
            f("name"),
            <strong key="name" dir="auto">
              {visitor ? (
                words.name(item)
              ) : (
                <EntityLink kind="contact" id={item.customer.id}>
                  {words.name(item)}
                </EntityLink>
              )}
            </strong>,
          ],
          [
            f("account"),
            item.account ? (
              <EntityLink key="account" kind="account" id={item.account.id}>
                {item.account.name}
              </EntityLink>
            ) : visitor ? (
              t("anonymous")
            ) : null,
          ],
          [
            f("email"),
            known?.customer.email ? (
              <a key="email" href={`mailto:${known.customer.email}`}>
                {known.customer.email}
              </a>
            ) : null,
          ],
          [
            f("phone"),
            known?.customer.phone ? (
              <a key="phone" href={`tel:${known.customer.phone.replace(/[^+\d]/g, "")}`}>
                {known.customer.phone}
              </a>
            ) : null,
          ],
          [f("language"), words.language(known?.customer.language ?? item.language)],
        ]}
      />
      <CustomerLink item={item} session={sessionOf(item.id)} />
    </Card>
  );
}

function Case({ item }: { item: WorkItem }) {
  const t = useTranslations("session");
  const r = useTranslations("records");
  return (
    <Card title={t("fact.case")} aria-label={t("fact.case")}>
      {item.case ? (
        <p className={styles.caseName}>
          <EntityLink kind="case" id={item.case.id}>
            {item.case.title}
          </EntityLink>
        </p>
      ) : (
        <p className={styles.quiet}>{r("link.noCase")}</p>
      )}
      <CaseLink item={item} session={sessionOf(item.id)} />
    </Card>
  );
}

function Summary({ item, known }: Part) {
  const t = useTranslations("session");
  const f = useTranslations("session.fact");
  const words = useWords();
  const now = useNow();
  return (
    <Card title={t("summary")} aria-label={t("summary")}>
      <Facts
        facts={[
          [f("channel"), `${words.channel(item)}, ${item.workstreamName}`],
          [f("queue"), item.queue.name],
          [f("began"), now === null ? null : words.moment(item.createdAt, now)],
          [
            f("waited"),
            known ? (
              <span key="waited" className="tabular">
                {known.waited < 86_400_000 ? clockOf(known.waited) : words.span(known.waited)}
              </span>
            ) : null,
          ],
          [f("page"), pageOf(item.page)],
          [f("browser"), item.browser],
          [f("language"), words.language(item.language)],
          [f("owner"), item.owner?.name],
          [f("ended"), item.closedAt !== null && now !== null ? words.moment(item.closedAt, now) : null],
          [
            f("outcome"),
            item.outcome && t.has(`outcome.${item.outcome}`) ? t(`outcome.${item.outcome}`) : null,
          ],
        ]}
      />
    </Card>
  );
}

/** The page as the visitor's address bar had it, without what every address begins with. */
function pageOf(page: string | null): ReactNode {
  if (!page || !URL.canParse(page)) return page;
  const url = new URL(page);
  if (url.protocol !== "http:" && url.protocol !== "https:") return page;
  return (
    <a href={page} target="_blank" rel="noopener noreferrer">
      {url.host + url.pathname}
    </a>
  );
}

function Timeline({ item, known, failed }: Part & { failed: boolean }) {
  const t = useTranslations("session");
  const r = useTranslations("records");
  const words = useWords();
  const now = useNow();
  const events = known ? condensed(known.timeline) : [];
  const name = (type: string) => {
    const key = type.startsWith("xstate.after") ? "time" : type.replace(".", "_");
    return t.has(`event.${key}`) ? t(`event.${key}`) : null;
  };
  return (
    <Card title={t("timeline")} aria-label={t("timeline")}>
      {!known && !failed ? <Loading>{t("loadingDetails")}</Loading> : null}
      {now !== null && events.length > 0 ? (
        <ol className={styles.timeline}>
          {events.map(({ at, type }) => {
            const told = name(type);
            return told === null ? null : (
              <li key={`${at}${type}`}>
                <strong>{told}</strong>{" "}
                <time dateTime={new Date(at).toISOString()}>{words.moment(at, now)}</time>
              </li>
            );
          })}
        </ol>
      ) : null}
      {item.customer.kind === "contact" ? (
        <>
          <h3 className={styles.subhead}>{r("timeline.ofCustomer")}</h3>
          <CustomerTimeline contact={item.customer.id} />
        </>
      ) : known ? (
        <History known={known} />
      ) : null}
    </Card>
  );
}

/** Newest first; without repeated messages, whose transcript stands beside, and lines that came back. */
function condensed(timeline: Known["timeline"]): Known["timeline"] {
  const telling = timeline.filter(
    ({ type }, index) => !type.startsWith("customer.line") || index === timeline.length - 1,
  );
  const kept = telling.filter(
    (event, index) => !event.type.endsWith(".messaged") || telling[index - 1]?.type !== event.type,
  );
  return kept.slice(-12).reverse();
}

function History({ known }: { known: Known }) {
  const t = useTranslations("session");
  const words = useWords();
  const now = useNow();
  return (
    <>
      <h3 className={styles.subhead}>{t("history")}</h3>
      {known.history.length === 0 ? <p className={styles.quiet}>{t("noHistory")}</p> : null}
      <ul className={styles.history}>
        {known.history.slice(0, 8).map((past) => (
          <li key={past.id}>
            <span className={styles.line}>{past.lastText}</span>
            <span className={styles.quiet}>
              {now === null ? null : words.moment(past.createdAt, now)} ·{" "}
              {t.has(`state.${past.state}`) ? t(`state.${past.state}`) : past.state}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
