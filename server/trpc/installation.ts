import { z } from "zod";
import { Refusal } from "../failure.ts";
import { askPage, type PageState } from "../framing.ts";
import { installationView, readPart } from "../policy/installation.ts";
import { command } from "./command.ts";
import { procedure, router, signedIn, toError } from "./trpc.ts";

/** What an admin sets for the whole installation; desks get theirs with `desk.load` and the stream. */
export const installationRouter = router({
  get: procedure.query(({ ctx }) =>
    ctx.services.database.read(async (c) => ({
      sessions: await readPart(c, "sessions"),
      pages: await readPart(c, "pages"),
      dashboards: await readPart(c, "dashboards"),
    })),
  ),
  /** Why a line-of-business page may stay empty, for a desk of `origin`. Only listed pages are asked. */
  pageState: procedure
    .input(z.strictObject({ page: z.string().max(64), origin: z.url().max(300) }))
    .query(async ({ ctx, input }): Promise<PageState> => {
      const { role } = signedIn(ctx.principal);
      const { pages } = await ctx.services.database.read((c) => installationView(c, role));
      const found = pages.find(({ id }) => id === input.page);
      if (found) return askPage(found.url, input.origin);
      throw toError(new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "page" } }).failure);
    }),
  save: command(
    "installation.save",
    z.strictObject({ id: z.uuid(), part: z.string().max(32), value: z.unknown(), baseRev: z.int() }),
  ),
});
