import type { Candidate } from "#db/repositories/agents.ts";
import type { PolicyValues } from "../policy/table.ts";

/**
 * Who is asked next: of those whose presence the workstream allows, the one with the fewest
 * conversations, ties by the longest idle. Who declined is not asked again before `offerAgainAfter`.
 * The agent whom the customer had is asked first, if they could take it now.
 */
export function chooseAgent(
  candidates: readonly Candidate[],
  policy: Pick<PolicyValues, "allowedPresences" | "offerAgainAfter">,
  facts: { declined: Readonly<Record<string, number>>; affinity: string | null; now: number },
): string | null {
  const allowed = new Set<string>(policy.allowedPresences);
  const able = candidates.filter((candidate) => {
    const declinedAt = facts.declined[candidate.id];
    const mayAgain = declinedAt === undefined || facts.now - declinedAt >= policy.offerAgainAfter;
    return allowed.has(candidate.presence) && mayAgain;
  });
  if (able.some((candidate) => candidate.id === facts.affinity)) return facts.affinity;
  const [first] = [...able].sort(
    (a, b) => a.conversations - b.conversations || a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1),
  );
  return first?.id ?? null;
}
