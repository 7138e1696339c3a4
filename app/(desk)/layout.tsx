import type { ReactNode } from "react";
import { ServerCalls } from "#ui/trpc/provider.tsx";

/** Each page inside asks who may see it: a layout is not rendered again on every way to a page. */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return <ServerCalls>{children}</ServerCalls>;
}
