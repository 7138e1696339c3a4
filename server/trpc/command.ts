import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import type { Connection } from "#db/connection.ts";
import { queuesOf } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { keysOfAgent, mayRead, readersOf } from "../auth/readers.ts";
import type { AgentPrincipal } from "../principal.ts";
import { dataOf, procedure, signedIn } from "./trpc.ts";

/** A command given by tRPC: the id apart, the rest its input. `execute` parses it by the command's schema. */
export function command<S extends z.ZodType<{ id: string } & Record<string, unknown>>>(
  name: string,
  schema: S,
) {
  return procedure.input(schema).mutation(async ({ ctx, input }) => {
    const { id: commandId, ...rest } = input as { id: string } & Record<string, unknown>;
    return dataOf(await ctx.services.execute({ id: commandId, name, input: rest }, signedIn(ctx.principal)));
  });
}

/**
 * A conversation, if this person may read it; to others it is as if it were not there.
 * @throws TRPCError NOT_FOUND
 */
export async function readable(c: Connection, principal: AgentPrincipal, conversationId: string) {
  const row = await conversationById(c, conversationId);
  const keys = new Set(keysOfAgent(principal, await queuesOf(c, principal.id)));
  if (!row || !mayRead(keys, readersOf(row))) throw new TRPCError({ code: "NOT_FOUND" });
  return row;
}
