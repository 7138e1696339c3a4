import { z } from "zod";
import { readPart } from "../policy/installation.ts";
import { command } from "./command.ts";
import { procedure, router } from "./trpc.ts";

/** What an admin sets for the whole installation; desks get theirs with `desk.load` and the stream. */
export const installationRouter = router({
  get: procedure.query(({ ctx }) =>
    ctx.services.database.read(async (c) => ({
      sessions: await readPart(c, "sessions"),
      pages: await readPart(c, "pages"),
      dashboards: await readPart(c, "dashboards"),
    })),
  ),
  save: command(
    "installation.save",
    z.strictObject({ id: z.uuid(), part: z.string().max(32), value: z.unknown(), baseRev: z.int() }),
  ),
});
