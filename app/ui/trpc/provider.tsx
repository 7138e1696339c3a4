"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "#server/trpc/router.ts";
import { client } from "./client.ts";
import { faultOf } from "./fault.ts";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // Only silence is asked again; an answer that says no stays an answer.
        retry: (count, error) => faultOf(error).offline && count < 3,
      },
      mutations: { retry: false },
    },
  });
}

let shared: QueryClient | undefined;

/** One for the whole page in a browser; in the server's render one for each. */
function queryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  shared ??= makeQueryClient();
  return shared;
}

/**
 * Queries and mutations for everything inside. The workspace does without them until a page in one of its tabs
 * needs them: they are loaded with it. Wherever this stands, the answers are shared.
 */
export function ServerCalls({ children }: { children: ReactNode }) {
  const [queries] = useState(queryClient);
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={client()} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
