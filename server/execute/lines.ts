import { conversationsHeldBy } from "#db/repositories/conversations.ts";
import { linesOf, openLine } from "#db/repositories/system.ts";
import { Refusal } from "../failure.ts";
import type { Principal } from "../principal.ts";
import { apply, loadOpenConversation } from "./conversation.ts";
import { informPresence } from "./presence.ts";
import { followUp, type Unit } from "./unit.ts";

/**
 * Lines of windows. The first of a person's lines brings their line back, the last that goes loses it.
 * A line's key is the agent's, or `<customer>@<workstream>` for a customer's widget.
 */
export function lineKeyOf(principal: Principal): string {
  return principal.kind === "visitor" ? customerLine(principal) : principal.key;
}

export function customerLine(of: { customer: string; workstream: string }): string {
  return `${of.customer}@${of.workstream}`;
}

export async function lineOpened(unit: Unit, id: string, key: string): Promise<void> {
  const others = await linesOf(unit.c, key);
  await openLine(unit.c, { id, principal: key, openedAt: unit.at });
  if (others.length === 0) await tell(unit, key, "back");
}

/** To be called after the line's row was deleted: tells it lost if it was the last. */
export async function lineLost(unit: Unit, key: string): Promise<void> {
  if ((await linesOf(unit.c, key)).length === 0) await tell(unit, key, "lost");
}

/**
 * At sign-in the presence is the person's default, Available; but not while they are at work in another
 * window, where they chose what they are.
 */
export async function startDay(unit: Unit, agent: string): Promise<void> {
  if ((await linesOf(unit.c, `agent:${agent}`)).length > 0) return;
  await informPresence(unit, agent, { type: "presence.chosen", presence: "available" });
}

/**
 * At sign-out from the last window nobody has to wait for a grace: the agent is offline at once, and what
 * rings for them goes to the next. What they have is given back by the grace, or was by themselves.
 */
export async function endDay(unit: Unit, agent: string): Promise<void> {
  await informPresence(unit, agent, { type: "presence.chosen", presence: "offline" });
  for (const held of await conversationsHeldBy(unit.c, agent)) {
    if (held.state === "offered") await followUp(unit, "agent.gone", held.id, { agent });
  }
}

async function tell(unit: Unit, key: string, what: "back" | "lost"): Promise<void> {
  if (key.startsWith("agent:")) {
    await informPresence(unit, key.slice("agent:".length), {
      type: what === "back" ? "line.back" : "line.lost",
    });
    return;
  }
  const at = key.lastIndexOf("@");
  const row = await loadOpenConversation(unit, key.slice(0, at), key.slice(at + 1));
  if (!row) return;
  const type = what === "back" ? "customer.lineBack" : "customer.lineLost";
  try {
    await apply(unit, row, { type }, { asSystem: true });
  } catch (error) {
    // A chart without an edge for it (a line lost in wrap-up, say) is not wrong: nothing follows from it.
    if (!(error instanceof Refusal)) throw error;
  }
}
