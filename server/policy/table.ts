import { z } from "zod";
import type { ChartId, ChosenPresence } from "#machines/wire/views.ts";

/**
 * The one table of policies: what an admin may set for a workstream, with its default, bounds and unit.
 * The form in `/settings/workstreams/<key>` is made from it, and so is the schema that the server holds
 * to. Labels and explanations stand in `messages/` under `settings.policy.<name>`.
 */
export type PolicyField = {
  name: string;
  kind: "duration" | "number" | "choice" | "choices" | "list" | "block";
  unit: "ms" | "units" | null;
  default: unknown;
  min: number | null;
  max: number | null;
  choices?: readonly string[];
  /** The charts that it means something to. */
  applies: readonly ChartId[];
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const both: readonly ChartId[] = ["liveChat", "persistentChat"];
const chosen: readonly ChosenPresence[] = ["available", "busy", "doNotDisturb", "away", "offline"];

const duration = (
  name: string,
  value: Record<ChartId, number> | number,
  min: number,
  max: number,
  applies = both,
) => ({ name, kind: "duration" as const, unit: "ms" as const, value, min, max, applies });

const table = [
  duration("queueTime", { liveChat: 20 * MINUTE, persistentChat: 30 * DAY }, 10 * SECOND, 90 * DAY),
  duration("offerTime", 120 * SECOND, 5 * SECOND, HOUR),
  duration("customerGrace", 3 * MINUTE, 5 * SECOND, DAY, ["liveChat"]),
  duration("waitingTime", 28 * DAY, MINUTE, 365 * DAY, ["persistentChat"]),
  duration("wrapUpTime", { liveChat: 15 * MINUTE, persistentChat: DAY }, 5 * SECOND, 7 * DAY),
  {
    name: "wrapUpBlock",
    kind: "block" as const,
    unit: "ms" as const,
    value: "always",
    min: 5 * SECOND,
    max: 7 * DAY,
    applies: both,
  },
  {
    name: "units",
    kind: "number" as const,
    unit: "units" as const,
    value: 1,
    min: 1,
    max: 100,
    applies: both,
  },
  {
    name: "presenceOnAccept",
    kind: "choice" as const,
    unit: null,
    value: "busy",
    min: null,
    max: null,
    choices: ["unchanged", ...chosen],
    applies: both,
  },
  {
    name: "allowedPresences",
    kind: "choices" as const,
    unit: null,
    value: ["available", "busy"],
    min: null,
    max: null,
    choices: chosen,
    applies: both,
  },
  {
    name: "restrainOnReject",
    kind: "choice" as const,
    unit: null,
    value: "no",
    min: null,
    max: null,
    choices: ["no", "yes"],
    applies: both,
  },
  duration("offerAgainAfter", 60 * SECOND, 5 * SECOND, HOUR),
  { name: "allowedHosts", kind: "list" as const, unit: null, value: [], min: 0, max: 50, applies: both },
] as const;

export type PolicyValues = {
  queueTime: number;
  offerTime: number;
  customerGrace: number;
  waitingTime: number;
  wrapUpTime: number;
  wrapUpBlock: "always" | "never" | number;
  units: number;
  presenceOnAccept: "unchanged" | ChosenPresence;
  allowedPresences: ChosenPresence[];
  restrainOnReject: "no" | "yes";
  offerAgainAfter: number;
  allowedHosts: string[];
};

function defaultOf(value: unknown, chart: ChartId): unknown {
  const perChart = z.record(z.string(), z.number()).safeParse(value);
  return perChart.success ? perChart.data[chart] : value;
}

/** The fields that a workstream of this chart has, in the order of its form. */
export function policyFields(chart: ChartId): PolicyField[] {
  return table
    .filter((field) => field.applies.includes(chart))
    .map((field) => ({
      name: field.name,
      kind: field.kind,
      unit: field.unit,
      default: defaultOf(field.value, chart),
      min: field.min,
      max: field.max,
      applies: field.applies,
      ...("choices" in field ? { choices: field.choices } : {}),
    }));
}

const whole = (min: number, max: number) => z.int().min(min).max(max);
/** A site as CSP's frame-ancestors takes it: scheme and host, a port if there is one, no path. */
const site = z
  .string()
  .max(253)
  .regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5}|:\*)?$/i);

function boundsOf(name: string): [number, number] {
  const field = table.find((each) => each.name === name);
  return [field?.min ?? 0, field?.max ?? 0];
}

const schema: z.ZodType<PolicyValues> = z.strictObject({
  queueTime: whole(...boundsOf("queueTime")),
  offerTime: whole(...boundsOf("offerTime")),
  customerGrace: whole(...boundsOf("customerGrace")),
  waitingTime: whole(...boundsOf("waitingTime")),
  wrapUpTime: whole(...boundsOf("wrapUpTime")),
  wrapUpBlock: z.union([z.enum(["always", "never"]), whole(...boundsOf("wrapUpBlock"))]),
  units: whole(...boundsOf("units")),
  presenceOnAccept: z.enum(["unchanged", "available", "busy", "doNotDisturb", "away", "offline"]),
  allowedPresences: z.array(z.enum(["available", "busy", "doNotDisturb", "away", "offline"])).max(5),
  restrainOnReject: z.enum(["no", "yes"]),
  offerAgainAfter: whole(...boundsOf("offerAgainAfter")),
  allowedHosts: z.array(site).max(50),
});

/** The policy of a new workstream of this chart. */
export function defaultPolicy(chart: ChartId): PolicyValues {
  return schema.parse(Object.fromEntries(table.map((field) => [field.name, defaultOf(field.value, chart)])));
}

/**
 * A stored or submitted policy as this version knows it: what is missing gets its default.
 * @returns the values, or the name of the first field that is wrong.
 */
export function readPolicy(
  chart: ChartId,
  stored: unknown,
): { ok: true; policy: PolicyValues } | { ok: false; field: string } {
  const given = z.record(z.string(), z.unknown()).safeParse(stored);
  if (!given.success) return { ok: false, field: "policy" };
  const parsed = schema.safeParse({ ...defaultPolicy(chart), ...given.data });
  if (parsed.success) return { ok: true, policy: parsed.data };
  return { ok: false, field: String(parsed.error.issues[0]?.path[0] ?? "policy") };
}

/** The delays that a policy names, for moving running timers when it changes. */
export const POLICY_DELAYS = [
  "queueTime",
  "offerTime",
  "customerGrace",
  "waitingTime",
  "wrapUpTime",
  "wrapUpBlock",
] as const;

/**
 * How long an agent's line may be lost before what they have goes back. It belongs to the installation,
 * not to a workstream; 2.5 minutes, as the reference restores a presence.
 */
export const AGENT_GRACE = 150 * SECOND;
