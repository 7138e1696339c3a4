import type { Database } from "#db/connection.ts";
import { queuesOf } from "#db/repositories/agents.ts";
import { conversationById } from "#db/repositories/conversations.ts";
import { keysOfAgent } from "../auth/readers.ts";
import { customerLine } from "../execute/lines.ts";
import type { AgentPrincipal } from "../principal.ts";
import type { Connection } from "./connection.ts";
import type { Reader } from "./hub.ts";

/** One window of a member of the staff: sees what their keys open. */
export type AgentReader = Reader & {
  kind: "agent";
  /** The customer's line of a conversation that this agent has, to be told of their typing; null for others'. */
  customerLineOf(conversation: string): Promise<string | null>;
};

export async function makeAgentReader(deps: {
  connection: Connection;
  principal: AgentPrincipal;
  database: Database;
}): Promise<AgentReader> {
  const { connection, principal, database } = deps;
  const queues = await database.read((c) => queuesOf(c, principal.id));
  const keys = new Set(keysOfAgent(principal, queues));
  return {
    kind: "agent",
    deliver(projected) {
      const frame = projected.frameFor(keys);
      if (frame !== null) connection.sendText(frame);
    },
    async customerLineOf(conversation) {
      const row = await database.read((c) => conversationById(c, conversation));
      return row && row.ownerId === principal.id && row.state === "active" ? customerLine(row) : null;
    },
  };
}
