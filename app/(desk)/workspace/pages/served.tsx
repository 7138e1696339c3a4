"use client";
import { type ComponentType, lazy, type ReactNode, Suspense } from "react";

/**
 * A part of the desk that asks the server for records: it is loaded when it is first shown, and what it
 * asks by comes along. Until then, `instead`.
 */
export function served<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  instead: (props: P) => ReactNode,
): ComponentType<P> {
  const Shown = lazy(async () => {
    const [{ ServerCalls }, { default: Part }] = await Promise.all([import("#ui/trpc/provider.tsx"), load()]);
    return {
      default: (props: P) => (
        <ServerCalls>
          <Part {...props} />
        </ServerCalls>
      ),
    };
  });
  return function Served(props: P) {
    return (
      <Suspense fallback={instead(props)}>
        <Shown {...props} />
      </Suspense>
    );
  };
}
