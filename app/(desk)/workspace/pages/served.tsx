"use client";
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from "react";
import { pageUsable, untilHad } from "#ui/later.ts";

/** A component, and what it asks the server by, which the desk itself does without, come together. */
export function servedLazily<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  after: () => Promise<void> = () => Promise.resolve(),
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    await after();
    const [{ ServerCalls }, { default: Part }] = await untilHad(() =>
      Promise.all([import("#ui/trpc/provider.tsx"), load()]),
    );
    return {
      default: (props: P) => (
        <ServerCalls>
          <Part {...props} />
        </ServerCalls>
      ),
    };
  });
}

/**
 * A part of the desk that asks the server for records: it is loaded when it is first shown, and what it
 * asks by comes along. Until then, `instead`.
 */
export function served<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  instead: (props: P) => ReactNode,
): ComponentType<P> {
  // It stands beside a conversation: whoever opens the page can answer before all of it is there.
  const Shown = servedLazily(load, pageUsable);
  return function Served(props: P) {
    return (
      <Suspense fallback={instead(props)}>
        <Shown {...props} />
      </Suspense>
    );
  };
}
