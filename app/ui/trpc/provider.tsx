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

/** Queries and mutations for everything inside. */
export function ServerCalls({ children }: { children: ReactNode }) {
  const [queries] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={client()} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
