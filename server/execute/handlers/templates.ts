import { z } from "zod";
import {
  insertTemplate,
  removeTemplate,
  saveTemplate,
  type TemplateChange,
  templateById,
} from "#db/repositories/templates.ts";
import type { TemplateView } from "#machines/wire/records.ts";
import { Refusal } from "../../failure.ts";
import { checkTemplate } from "../../templates/engine.ts";
import { define } from "../define.ts";
import { changedFields, type Fields, made, merged, newFields, oneOf, text, type Value } from "../fields.ts";
import { agentOf } from "./conversations.ts";
import { locales, logRecord } from "./records.ts";

const id = z.string().min(1).max(64);

export const templateFields: Fields = {
  name: text(200, { required: true }),
  subject: text(500, { required: true }),
  body: text(20_000, { lines: true, required: true }),
  language: oneOf(locales, true),
};

/** Refuses a template that could not be filled in: where, and why. */
function check(columns: Record<string, Value>): void {
  for (const field of ["subject", "body"] as const) {
    const source = columns[field];
    const fault = typeof source === "string" ? checkTemplate(source) : null;
    if (fault) throw new Refusal("BAD_REQUEST", "templateInvalid", { data: { field, ...fault } });
  }
}

export const templateCommands = {
  "templates.create": define(z.strictObject({ fields: newFields }), async (unit, { fields }) => {
    agentOf(unit);
    const columns = made(templateFields, fields);
    check(columns);
    const change = columns as TemplateChange;
    const template: TemplateView = {
      id: unit.newId(),
      name: change.name ?? "",
      subject: change.subject ?? "",
      body: change.body ?? "",
      language: change.language ?? "gl",
      rev: 1,
      createdAt: unit.at,
      updatedAt: unit.at,
    };
    await insertTemplate(unit.c, template);
    await logRecord(unit, "template", template, "record.created", Object.keys(fields));
    return { template: template.id };
  }),

  "templates.save": define(
    z.strictObject({ template: id, fields: changedFields }),
    async (unit, { template, fields }) => {
      agentOf(unit);
      const stored = await templateById(unit.c, template);
      if (!stored) throw new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "template" } });
      const { columns, names } = merged(templateFields, { ...stored }, fields, stored);
      if (names.length === 0) return { rev: stored.rev };
      check(columns);
      const saved = { rev: stored.rev + 1, updatedAt: unit.at };
      if (!(await saveTemplate(unit.c, template, columns as TemplateChange, saved))) {
        throw new Refusal("CONFLICT", "changedMeanwhile", { retryable: true });
      }
      await logRecord(unit, "template", { id: template, rev: saved.rev }, "record.changed", names);
      return { rev: saved.rev };
    },
  ),

  "templates.remove": define(z.strictObject({ template: id }), async (unit, { template }) => {
    agentOf(unit);
    const stored = await templateById(unit.c, template);
    if (!stored || !(await removeTemplate(unit.c, template))) {
      throw new Refusal("NOT_FOUND", "recordNotFound", { data: { kind: "template" } });
    }
    await logRecord(unit, "template", { id: template, rev: stored.rev + 1 }, "record.removed", []);
    return null;
  }),
};
