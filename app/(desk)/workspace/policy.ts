import type { ConversationContext, ConversationPolicy } from "#machines/conversation/types.ts";
import { snapshotOf } from "#machines/mirror/step.ts";
import type { Engine } from "./engine/engine.ts";

function contextOf(engine: Engine, conversation: string): ConversationContext | null {
  const view = engine.actor.getSnapshot().context.mirrors[conversation]?.getSnapshot().context.view;
  const snapshot = view ? snapshotOf(view) : null;
  // The mirrored charts of conversations have one context (machines/conversation).
  return snapshot ? (snapshot.context as ConversationContext) : null;
}

/** The times and limits that hold for a conversation, as its chart has them. */
export function policyOf(engine: Engine, conversation: string): ConversationPolicy | null {
  return contextOf(engine, conversation)?.policy ?? null;
}
