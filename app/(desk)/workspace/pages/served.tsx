"use client";
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from "react";
import { untilHad } from "#ui/later.ts";

/** A component, and what it asks the server by, which the desk itself does without, come together. */
export function servedLazily<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
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
  const Shown = servedLazily(load);
  return function Served(props: P) {
    return (
      <Suspense fallback={instead(props)}>
        <Shown {...props} />
      </Suspense>
    );
  };
}
