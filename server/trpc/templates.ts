import { z } from "zod";
import type { Connection } from "#db/connection.ts";
import { agentById } from "#db/repositories/agents.ts";
import { accountView, caseView, contactView } from "#db/repositories/records.ts";
import { allTemplates, templateById } from "#db/repositories/templates.ts";
import { workstreamByKey } from "#db/repositories/workstreams.ts";
import type { TemplateView } from "#machines/wire/records.ts";
import { Refusal } from "../failure.ts";
import type { AgentPrincipal } from "../principal.ts";
import { fillSample, fillTemplate, type TemplateContext } from "../templates/engine.ts";
import { command, readable } from "./command.ts";
import { procedure, router, signedIn, toError } from "./trpc.ts";

const id = z.uuid();
const template = z.string().min(1).max(64);
const fields = z.record(z.string().max(32), z.strictObject({ base: z.unknown(), value: z.unknown() }));

const firstName = (name: string) => name.split(" ")[0] ?? name;

/** What a session is about, and what belongs to that: its contact's account, its case's contact. */
async function contextOf(
  c: Connection,
  principal: AgentPrincipal,
  session: string,
  now: number,
): Promise<TemplateContext> {
  const [kind = "", subject = ""] = session.split(/:(.*)/s);
  const talk = kind === "conversation" ? await readable(c, principal, subject) : null;
  const workstream = talk ? await workstreamByKey(c, talk.workstream) : null;
  const caseId = talk?.caseId ?? (kind === "case" ? subject : null);
  const supportCase = caseId ? await caseView(c, caseId) : null;
  const contactId = talk?.contactId ?? (kind === "contact" ? subject : (supportCase?.contact?.id ?? null));
  const contact = contactId ? await contactView(c, contactId) : null;
  const accountId = kind === "account" ? subject : (contact?.account?.id ?? supportCase?.account?.id ?? null);
  const account = accountId ? await accountView(c, accountId) : null;
  const agent = await agentById(c, principal.id);
  return {
    contact: contact && {
      name: contact.name,
      firstName: firstName(contact.name),
      email: contact.email,
      phone: contact.phone,
      jobTitle: contact.jobTitle,
      language: contact.language,
    },
    account: account && {
      name: account.name,
      website: account.website,
      phone: account.phone,
      email: account.email,
    },
    case: supportCase && {
      number: supportCase.number,
      title: supportCase.title,
      status: supportCase.status,
      priority: supportCase.priority,
      description: supportCase.description,
      createdAt: supportCase.createdAt,
    },
    conversation: talk && {
      id: talk.id,
      channel: talk.channel,
      workstream: workstream?.name ?? talk.workstream,
      state: talk.state,
      createdAt: talk.createdAt,
    },
    agent: {
      name: agent?.name ?? principal.name,
      firstName: firstName(agent?.name ?? principal.name),
      email: agent?.email ?? "",
    },
    now,
  };
}

function there(found: TemplateView | null): TemplateView {
  if (found) return found;
  throw toError(new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "template" } }).failure);
}

export const templatesRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.database.read((c) => allTemplates(c))),
  get: procedure
    .input(z.strictObject({ template }))
    .query(({ ctx, input }) =>
      ctx.services.database.read(async (c) => there(await templateById(c, input.template))),
    ),

  /**
   * A template filled in for a session (`conversation:<id>`, `contact:<id>`, `home` …), as plain text.
   * `missing` names what it asks for and the session has not.
   */
  preview: procedure
    .input(z.strictObject({ template, session: z.string().min(1).max(128) }))
    .query(({ ctx, input }) =>
      ctx.services.database.read(async (c): Promise<{ subject: string; body: string; missing: string[] }> => {
        const found = there(await templateById(c, input.template));
        const context = await contextOf(c, signedIn(ctx.principal), input.session, ctx.services.clock.now());
        const filled = (["subject", "body"] as const).map((field) => {
          const result = fillTemplate(found[field], context, found.language);
          if (!("fault" in result)) return result;
          const data = { field, ...result.fault };
          throw toError(new Refusal("BAD_REQUEST", "templateInvalid", { data }).failure);
        });
        const [subject, body] = filled;
        return {
          // A subject is one line, whatever stands in a name.
          subject: (subject?.text ?? "").replace(/\s+/g, " ").trim(),
          body: body?.text ?? "",
          missing: [...new Set(filled.flatMap((each) => each.missing))],
        };
      }),
    ),

  /**
   * What is being written, filled in for an imaginary customer; or what is wrong with it and where. A mutation
   * because a body is too long for an address; it changes nothing.
   */
  draft: procedure
    .input(
      z.strictObject({
        subject: z.string().max(2_000),
        body: z.string().max(60_000),
        language: z.enum(["gl", "en", "es", "pt"]),
      }),
    )
    .mutation(({ ctx, input: { subject, body, language } }) => {
      const now = ctx.services.clock.now();
      return { subject: fillSample(subject, language, now), body: fillSample(body, language, now) };
    }),

  create: command(
    "templates.create",
    z.strictObject({ id, fields: z.record(z.string().max(32), z.unknown()) }),
  ),
  save: command("templates.save", z.strictObject({ id, template, fields })),
  remove: command("templates.remove", z.strictObject({ id, template })),
});
