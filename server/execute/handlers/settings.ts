import { z } from "zod";
import { conversationById, updateConversation } from "#db/repositories/conversations.ts";
import { armTimer, timersOfDelay } from "#db/repositories/timers.ts";
import { savePolicy, workstreamByKey } from "#db/repositories/workstreams.ts";
import { asJsonObject } from "#db/schema/tables.ts";
import { delayOf } from "#machines/conversation/policy.ts";
import { Refusal } from "../../failure.ts";
import { POLICY_DELAYS, readPolicy } from "../../policy/table.ts";
import { chartPolicy } from "../conversation.ts";
import { define } from "../define.ts";
import { followUp, log, type Unit } from "../unit.ts";
import { agentOf } from "./conversations.ts";

const CHUNK = 500;

/**
 * Moves the running timers of a workstream to its new delays: due = armed + delay. A row that is due by
 * that fires with the next load or poke.
 */
async function moveTimers(unit: Unit, key: string): Promise<void> {
  const workstream = await workstreamByKey(unit.c, key);
  if (!workstream) return;
  const policy = chartPolicy(workstream);
  for (const name of POLICY_DELAYS) {
    let after = { machineId: "", timerId: "" };
    for (;;) {
      const rows = await timersOfDelay(unit.c, name, after, CHUNK);
      for (const row of rows) {
        const conversation = await conversationById(unit.c, row.machineId);
        if (conversation?.workstream !== key) continue;
        const dueAt = row.armedAt + delayOf(policy, name);
        await armTimer(unit.c, { ...row, dueAt });
        unit.hasTimers = true;
        if (conversation.deadline === row.dueAt) {
          await updateConversation(unit.c, { ...conversation, deadline: dueAt }, conversation.rev);
        }
      }
      const last = rows[rows.length - 1];
      if (!last || rows.length < CHUNK) break;
      after = { machineId: last.machineId, timerId: last.timerId };
    }
  }
}

export const settingsCommands = {
  /** In effect at once: timers move in the same commit, open conversations hear of it afterwards. */
  "workstream.save": define(
    z.strictObject({
      key: z.string().min(1).max(64),
      policy: z.record(z.string(), z.unknown()),
      baseRev: z.int().min(0),
    }),
    async (unit, { key, policy, baseRev }) => {
      agentOf(unit);
      const workstream = await workstreamByKey(unit.c, key);
      if (!workstream) throw new Refusal("NOT_FOUND", "workstreamNotFound");
      const read = readPolicy(workstream.chart, policy);
      if (!read.ok) throw new Refusal("BAD_REQUEST", "policyOutOfBounds", { data: { field: read.field } });
      if (!(await savePolicy(unit.c, key, asJsonObject(read.policy), baseRev))) {
        throw new Refusal("CONFLICT", "changedMeanwhile", {
          data: { policy: workstream.policy, policyRev: workstream.policyRev },
        });
      }
      await moveTimers(unit, key);
      await log(unit, {
        machine: "workstream",
        machineId: key,
        rev: baseRev + 1,
        hash: "",
        type: "policy.saved",
        payload: { policyRev: baseRev + 1 },
        edges: [],
        before: null,
        after: null,
        audience: { before: ["role:supervisor"], after: ["role:supervisor"] },
      });
      await followUp(unit, "policy.poke", key, { policyRev: baseRev + 1 });
      return { policyRev: baseRev + 1 };
    },
  ),
};
