/** How a field is called in its form: what is behind the last point of `contact:<id>.email`. */
export const fieldNameOf = (field: string): string => field.slice(field.lastIndexOf(".") + 1);

const stands = (field: string, tab: string) => field.startsWith(`${tab}.`);

/**
 * The tab in which a field of a session stands: fields of forms begin with their tab's id, which is the
 * record's kind and id. The composer, the forms beside it and an entity's own form stand in the anchor.
 * @param tabs the ids of the tabs beside the anchor.
 */
export function tabOfField(field: string, tabs: readonly string[]): string | null {
  return tabs.find((tab) => stands(field, tab)) ?? null;
}
