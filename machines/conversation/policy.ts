import type { ConversationDelay, ConversationPolicy } from "./types.ts";

/**
 * The length of a named delay in milliseconds, as the charts arm it; to be asked again for the running
 * timers when a policy changes. A `wrapUpBlock` that is not a time runs as long as the wrap-up itself:
 * for `always` the capacity is freed with the end, for `never` it was free from the beginning.
 */
export function delayOf(policy: ConversationPolicy, name: ConversationDelay): number {
  if (name !== "wrapUpBlock") return policy[name];
  return typeof policy.wrapUpBlock === "number" ? policy.wrapUpBlock : policy.wrapUpTime;
}
