"use client";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import type { EntityKind } from "#machines/wire/records.ts";
import { HOME } from "#machines/workspace/ids.ts";
import { useEngine } from "./engine/hooks.ts";
import { useHere } from "./here.tsx";

type Modified = Pick<MouseEvent, "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

/** The name of a contact, an account or a case, wherever it stands: it leads to the record. */
export function EntityLink({ kind, id, children, className }: EntityLinkProps) {
  const open = useOpenEntity();
  const follow = (event: MouseEvent | KeyboardEvent) => {
    event.preventDefault();
    open(kind, id, event);
  };
  return (
    <a
      href={`/workspace#${kind}:${id}`}
      className={className}
      dir="auto"
      onClick={follow}
      // Browsers do different things with Enter and a modifier: here it means what the click means.
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing && !event.repeat) follow(event);
      }}
    >
      {children}
    </a>
  );
}
type EntityLinkProps = { kind: EntityKind; id: string; children: ReactNode; className?: string };

/**
 * Opens a record as a click with these modifiers does: Shift a session, Ctrl or ⌘ a tab; without them a
 * session from Home and from a search, a tab inside a session.
 */
export function useOpenEntity(): (kind: EntityKind, id: string, by?: Modified) => void {
  const engine = useEngine();
  const here = useHere();
  return (kind, id, by) => {
    const apart = here.session === HOME || here.kind === "search";
    const asTab = by?.ctrlKey || by?.metaKey || (!by?.shiftKey && !apart);
    if (asTab) void engine.openTab(here.session, kind, id);
    else void engine.openSession(kind, id);
  };
}
