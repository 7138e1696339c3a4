"use client";
import {
  IconArrowBackUp,
  IconExternalLink,
  IconParkingCircle,
  IconPlayerStop,
  IconX,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import type { SessionView, WorkItem } from "#machines/wire/views.ts";
import { ContextMenu, type Point } from "#ui/contextMenu.tsx";
import { MenuItem } from "#ui/menu.tsx";
import { useCan, useEngine, useItem } from "./engine/hooks.ts";

export type SessionMenuProps = {
  view: SessionView;
  title: string;
  at: Point;
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** Ending asks first, and stays asking when this menu has gone. */
  onEnd: () => void;
};

/** What can be done with a session, by name; of its conversation only what its chart would take now. */
export function SessionMenu({ view, title, at, opener, onClose, onEnd }: SessionMenuProps) {
  const t = useTranslations("tabs.menu");
  const engine = useEngine();
  const item = useItem(view.kind === "conversation" ? view.subject : "");
  return (
    <ContextMenu at={at} label={title} opener={opener} onClose={onClose}>
      <MenuItem
        icon={<IconX size={16} />}
        onSelect={() => engine.actor.getSnapshot().context.sessions[view.id]?.send({ type: "session.close" })}
      >
        {t("close")}
      </MenuItem>
      {item ? <OfConversation item={item} onEnd={onEnd} /> : null}
      <MenuItem
        icon={<IconExternalLink size={16} />}
        // Without an opener the window is one of its own: it takes over nothing of what this one keeps.
        onSelect={() => window.open(`/workspace#${view.id}`, "_blank", "noopener")}
      >
        {t("newWindow")}
      </MenuItem>
    </ContextMenu>
  );
}

function OfConversation({ item, onEnd }: { item: WorkItem; onEnd: () => void }) {
  const t = useTranslations("tabs.menu");
  const engine = useEngine();
  const active = item.state === "active";
  const canPark = useCan(item.id, "session.closed") && active && item.chart === "persistentChat";
  const canRelease = useCan(item.id, "agent.released") && active;
  const canEnd = useCan(item.id, "conversation.end") && active;
  return (
    <>
      {canPark ? (
        <MenuItem
          icon={<IconParkingCircle size={16} />}
          hint={t("parkHint")}
          onSelect={() => void engine.deeds.park(item)}
        >
          {t("park")}
        </MenuItem>
      ) : null}
      {canRelease ? (
        <MenuItem
          icon={<IconArrowBackUp size={16} />}
          hint={t("releaseHint")}
          onSelect={() => void engine.deeds.release(item)}
        >
          {t("release")}
        </MenuItem>
      ) : null}
      {canEnd ? (
        <MenuItem icon={<IconPlayerStop size={16} />} onSelect={onEnd}>
          {t("end")}
        </MenuItem>
      ) : null}
    </>
  );
}
