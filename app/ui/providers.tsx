"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { QuietAnnouncer } from "./quietAnnouncer.tsx";

/** What the headless parts need to know: the nonce of their style tags, and which way the text runs. */
export function Providers(props: {
  nonce: string | undefined;
  direction: "ltr" | "rtl";
  children: ReactNode;
}) {
  return (
    <CSPProvider nonce={props.nonce}>
      <DirectionProvider direction={props.direction}>
        <QuietAnnouncer />
        <Tooltip.Provider delay={250}>{props.children}</Tooltip.Provider>
      </DirectionProvider>
    </CSPProvider>
  );
}
