import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { agentById, queuesOf } from "#db/repositories/agents.ts";
import { allWorkstreams, workstreamByKey } from "#db/repositories/workstreams.ts";
import type { Me } from "#machines/wire/views.ts";
import { personFields } from "../execute/handlers/people.ts";
import { log } from "../execute/unit.ts";
import { Refusal } from "../failure.ts";
import { policyFields, readPolicy } from "../policy/table.ts";
import { command } from "./command.ts";
import { procedure, router, signedIn, toError } from "./trpc.ts";

const id = z.uuid();

export const meRouter = router({
  get: procedure.query(
    ({ ctx }): Promise<Me> =>
      ctx.services.database.read(async (c) => {
        const agent = await agentById(c, signedIn(ctx.principal).id);
        if (!agent) throw new TRPCError({ code: "UNAUTHORIZED" });
        const { name, email, role, locale, scheme, capacity, load } = agent;
        return {
          id: agent.id,
          name,
          email,
          role,
          locale,
          scheme,
          capacity,
          load,
          queues: await queuesOf(c, agent.id),
        };
      }),
  ),
  save: command(
    "me.save",
    z.strictObject({ id, locale: z.string().max(8).optional(), scheme: z.string().max(8).optional() }),
  ),
});

export const workstreamRouter = router({
  list: procedure.query(({ ctx }) =>
    ctx.services.database.read(async (c) =>
      (await allWorkstreams(c)).map(({ key, name, chart, policyRev }) => ({ key, name, chart, policyRev })),
    ),
  ),
  get: procedure.input(z.strictObject({ key: z.string().max(64) })).query(({ ctx, input }) =>
    ctx.services.database.read(async (c) => {
      const row = await workstreamByKey(c, input.key);
      if (!row) throw toError(new Refusal("NOT_FOUND", "workstreamNotFound").failure);
      const read = readPolicy(row.chart, row.policy);
      if (!read.ok) throw new TRPCError({ code: "INTERNAL_SERVER_ERROR" });
      const { key, name, chart, channel, policyRev } = row;
      return { key, name, chart, channel, policyRev, policy: read.policy, fields: policyFields(chart) };
    }),
  ),
  /** By which a host's server signs who its customers are. That somebody looked stands in the log. */
  secret: procedure
    .input(z.strictObject({ key: z.string().max(64) }))
    .query(async ({ ctx, input: { key } }) => {
      const { key: by, role } = signedIn(ctx.principal);
      const row = await ctx.services.database.read((c) => workstreamByKey(c, key));
      if (!row) throw toError(new Refusal("NOT_FOUND", "workstreamNotFound").failure);
      await ctx.services.system.act((unit) =>
        log(unit, {
          by,
          role,
          machine: "workstream",
          machineId: key,
          rev: row.policyRev,
          hash: "",
          type: "secret.shown",
          payload: {},
          edges: [],
          before: null,
          after: null,
          audience: { before: ["role:supervisor"], after: ["role:supervisor"] },
        }),
      );
      return { secret: row.secret };
    }),
  save: command(
    "workstream.save",
    z.strictObject({
      id,
      key: z.string().max(64),
      policy: z.record(z.string(), z.unknown()),
      baseRev: z.int(),
    }),
  ),
});

export const setupRouter = router({
  state: procedure.query(async ({ ctx }) => ({ open: await ctx.services.setup.isEmpty() })),
  create: procedure
    .input(
      z.strictObject({
        token: z.string().max(128),
        name: personFields.name,
        email: personFields.email,
        password: personFields.password,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      try {
        await ctx.services.setup.createFirst(input);
      } catch (error) {
        if (error instanceof Refusal) throw toError(error.failure);
        throw error;
      }
      return null;
    }),
});
