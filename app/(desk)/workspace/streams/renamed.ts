import type { RecordChange } from "#machines/wire/records.ts";
import type { WorkItem } from "#machines/wire/views.ts";
import { renamed as renamedItem } from "#machines/workspace/records.ts";

/** Rows with the names that a record has now. */
export const renamed = (record: RecordChange) => (item: WorkItem) => renamedItem(item, record);

/** Rows with the name that their owner has now. */
export const renamedOwner = (id: string, name: string) => (item: WorkItem) =>
  item.owner?.id === id ? { ...item, owner: { id, name } } : item;
