import { z } from "zod";
import { allAgents } from "#db/repositories/agents.ts";
import { personFields } from "../execute/handlers/people.ts";
import { dataOf, procedure, router, signedIn } from "./trpc.ts";

const id = z.uuid();
const person = z.string().min(1).max(64);
const { name, email, role, capacity, password } = personFields;

/** The staff, for admins: who they are, what they may do, how much they take. */
export const personRouter = router({
  list: procedure.query(({ ctx }) =>
    ctx.services.database.read(async (c) =>
      (await allAgents(c)).map((each) => ({
        id: each.id,
        name: each.name,
        email: each.email,
        role: each.role,
        active: each.active,
        capacity: each.capacity,
      })),
    ),
  ),

  create: procedure
    .input(z.strictObject({ id, name, email, role, password }))
    .mutation(async ({ ctx, input: { id: commandId, ...given } }) =>
      dataOf(await ctx.services.people.create(signedIn(ctx.principal), commandId, given)),
    ),

  /** What is not given stays as it is. */
  save: procedure
    .input(
      z.strictObject({
        id,
        person,
        name: name.optional(),
        role: role.optional(),
        active: z.boolean().optional(),
        capacity: capacity.optional(),
      }),
    )
    .mutation(async ({ ctx, input: { id: commandId, ...change } }) =>
      dataOf(await ctx.services.people.save(signedIn(ctx.principal), commandId, change)),
    ),

  setPassword: procedure
    .input(z.strictObject({ person, password }))
    .mutation(async ({ ctx, input }) =>
      dataOf(await ctx.services.people.setPassword(signedIn(ctx.principal), input.person, input.password)),
    ),
});
