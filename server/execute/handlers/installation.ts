import { z } from "zod";
import { saveSetting } from "#db/repositories/settings.ts";
import { asJsonObject } from "#db/schema/tables.ts";
import type { SettingPart } from "#machines/wire/records.ts";
import { Refusal } from "../../failure.ts";
import { partNames, parts, readPart } from "../../policy/installation.ts";
import { define } from "../define.ts";
import { log } from "../unit.ts";
import { agentOf } from "./conversations.ts";

/** What the frame shows differs by role, so each role has a row of its own. */
const told = ["agent", "supervisor", "admin"] as const;

export const installationCommands = {
  /** In effect at once: every desk hears of it. */
  "installation.save": define(
    z.strictObject({
      part: z.enum(partNames as [SettingPart, ...SettingPart[]]),
      value: z.unknown(),
      baseRev: z.int().min(0),
    }),
    async (unit, { part, value, baseRev }) => {
      agentOf(unit);
      const read = parts[part].safeParse(value);
      if (!read.success) {
        const field = read.error.issues[0]?.path.join(".") ?? "";
        throw new Refusal("BAD_REQUEST", "settingOutOfBounds", { data: { field } });
      }
      const stored = await readPart(unit.c, part);
      if (
        stored.rev !== baseRev ||
        !(await saveSetting(unit.c, part, asJsonObject(read.data), baseRev, unit.at))
      ) {
        throw new Refusal("CONFLICT", "changedMeanwhile", { data: { value: stored.value, rev: stored.rev } });
      }
      const rev = baseRev + 1;
      for (const role of told) {
        const audience = [`role:${role}`];
        await log(unit, {
          machine: "installation",
          machineId: role,
          rev,
          hash: "",
          type: "installation.changed",
          payload: { part, rev },
          edges: [],
          before: null,
          after: null,
          audience: { before: audience, after: audience },
        });
      }
      return { rev };
    },
  ),
};
