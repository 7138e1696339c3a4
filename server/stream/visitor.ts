import type { Database } from "#db/connection.ts";
import { latestConversationOf } from "#db/repositories/conversations.ts";
import type { ChatWelcome } from "#machines/wire/frames.ts";
import type { MessageView } from "#machines/wire/views.ts";
import { keysOfVisitor, mayRead } from "../auth/readers.ts";
import type { VisitorPrincipal } from "../principal.ts";
import type { Connection } from "./connection.ts";
import type { Reader } from "./hub.ts";
import { firstNameOf, readChat, readChatMessages } from "./views.ts";

/** One page with a widget: sees its customer's newest conversation, as a customer may. */
export type VisitorReader = Reader & {
  kind: "visitor";
  welcome(token: string): Promise<ChatWelcome>;
  /** The agent who has the customer's conversation now. */
  partner(): Promise<{ agent: string; conversation: string } | null>;
  /** The place in the line may have changed. */
  refresh(): void;
};

export function makeVisitorReader(deps: {
  connection: Connection;
  principal: VisitorPrincipal;
  database: Database;
  onError: (error: unknown) => void;
}): VisitorReader {
  const { connection, principal, database } = deps;
  const keys = new Set(keysOfVisitor(principal));
  let lastCursor = "0";
  let position: number | null = null;
  let refreshing = false;

  return {
    kind: "visitor",
    visitor: principal,
    deliver(projected) {
      lastCursor = String(projected.seq);
      const { row, conversation, messages } = projected;
      if (!conversation || conversation.workstream !== principal.workstream) return;
      if (row.machine !== conversation.chart || !mayRead(keys, row.audience.after)) return;
      const chat = projected.chats.get(principal);
      if (!chat) return;
      position = chat.position;
      // What belongs to an earlier conversation is over for the customer.
      const shown = conversation.id === chat.conversation ? messages.map(forCustomer) : [];
      connection.send({ t: "chat", cursor: lastCursor, chat, messages: shown, command: row.commandId });
    },
    async welcome(token) {
      return database.read(async (c) => {
        const view = await readChat(c, principal);
        position = view.position;
        return { token, view, messages: (await readChatMessages(c, view)).map(forCustomer) };
      });
    },
    async partner() {
      const row = await database.read((c) =>
        latestConversationOf(c, principal.customer, principal.workstream),
      );
      return row?.state === "active" && row.ownerId !== null
        ? { agent: row.ownerId, conversation: row.id }
        : null;
    },
    refresh() {
      // Only who waits in a line has a place in it, and one look is enough for all that happened before it.
      if (!connection.open || position === null || refreshing) return;
      refreshing = true;
      // In the order of the tail's own looks, so that an older view never follows a newer one.
      database
        .tail((c) => {
          refreshing = false;
          return readChat(c, principal);
        })
        .then((chat) => {
          if (chat.position === position) return;
          position = chat.position;
          connection.send({ t: "chat", cursor: lastCursor, chat, messages: [], command: null });
        })
        .catch(deps.onError);
    },
  };
}

function forCustomer(message: MessageView): MessageView {
  return { ...message, author: firstNameOf(message.author) };
}
