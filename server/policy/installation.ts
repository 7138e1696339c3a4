import { z } from "zod";
import type { Connection } from "#db/connection.ts";
import { settingOf } from "#db/repositories/settings.ts";
import {
  type BusinessPage,
  type DashboardStream,
  type InstallationView,
  type SettingPart,
  STREAM_SORTS,
  type Stream,
} from "#machines/wire/records.ts";
import type { Role } from "#machines/wire/views.ts";
import { noNul } from "../execute/define.ts";

/** What an admin sets for the whole installation, in parts that are saved one by one. */

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A page that a browser may show beside ours: https, or http from this machine alone; no credentials. */
function isPageAddress(address: string): boolean {
  if (/[\p{Cc}\s]/u.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}

const streams = ["mine", "open", "closed"] as const;
const sorts = ["line", "updated", "created", "closed", "waiting", "workstream", "customer"] as const;
export const streamSort = z.strictObject({ by: z.enum(sorts), direction: z.enum(["asc", "desc"]) });

const unique = (of: readonly { id?: string; stream?: string }[]) =>
  new Set(of.map((each) => each.id ?? each.stream)).size === of.length;

const dashboard = z
  .array(
    z
      .strictObject({ stream: z.enum(streams), sort: streamSort })
      .refine(({ stream, sort }) => STREAM_SORTS[stream].includes(sort.by)),
  )
  .min(1)
  .max(3)
  .refine(unique);

/** Each part with its bounds. */
export const parts = {
  sessions: z.strictObject({ limit: z.int().min(1).max(50) }),
  pages: z.strictObject({
    pages: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9-]{1,64}$/),
          name: z
            .string()
            .trim()
            .min(1)
            .max(100)
            .refine(noNul)
            .transform((name) => name.toWellFormed()),
          url: z.string().max(2_000).refine(isPageAddress),
          roles: z.array(z.enum(["agent", "supervisor"])).max(2),
        }),
      )
      .max(20)
      .refine(unique),
  }),
  dashboards: z.strictObject({ agent: dashboard, supervisor: dashboard }),
} as const satisfies Record<SettingPart, z.ZodType>;

export const partNames = Object.keys(parts) as SettingPart[];

const usual: DashboardStream[] = [
  { stream: "mine", sort: { by: "updated", direction: "desc" } },
  { stream: "open", sort: { by: "line", direction: "asc" } },
  { stream: "closed", sort: { by: "closed", direction: "desc" } },
];

export type Installation = {
  sessions: { limit: number };
  pages: { pages: BusinessPage[] };
  dashboards: { agent: DashboardStream[]; supervisor: DashboardStream[] };
};

export const usualInstallation: Installation = {
  sessions: { limit: 10 },
  pages: { pages: [] },
  dashboards: { agent: usual, supervisor: usual },
};

/** How a stream is sorted that the dashboard does not show. */
export function usualSort(stream: Stream): DashboardStream["sort"] {
  return usual.find((each) => each.stream === stream)?.sort ?? { by: "updated", direction: "desc" };
}

/** What is set of a part, and of which revision; what was never set is as it is at first. */
export async function readPart<P extends SettingPart>(
  c: Connection,
  part: P,
): Promise<{ value: Installation[P]; rev: number }> {
  const { value, rev } = await settingOf(c, part);
  if (value === null) return { value: usualInstallation[part], rev };
  const read = parts[part].safeParse(value);
  if (!read.success) throw new Error(`the stored setting ${part} is wrong at ${read.error.issues[0]?.path}`);
  return { value: read.data as Installation[P], rev };
}

/** How many sessions may be open beside Home. */
export async function sessionLimitOf(c: Connection): Promise<number> {
  return (await readPart(c, "sessions")).value.limit;
}

/** What the installation sets for a desk of this role. */
export async function installationView(c: Connection, role: Role): Promise<InstallationView> {
  const { pages } = (await readPart(c, "pages")).value;
  const { agent, supervisor } = (await readPart(c, "dashboards")).value;
  return {
    sessionLimit: await sessionLimitOf(c),
    pages: pages
      .filter(({ roles }) => roles.length === 0 || roles.includes(role))
      .map(({ id, name, url }) => ({ id, name, url })),
    dashboard: role === "supervisor" ? supervisor : agent,
  };
}

/** The origins that a desk's frames may come from: for the page's Content-Security-Policy. */
export async function pageOrigins(c: Connection): Promise<string[]> {
  const { pages } = (await readPart(c, "pages")).value;
  return [...new Set(pages.map(({ url }) => new URL(url).origin))];
}
