/** JSON that stands in a column. Never compared or hashed as text: key order differs between dialects. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What was made for storing, checked to be an object. */
export function asJsonObject(value: unknown): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error("not a JSON object");
  return value as JsonObject;
}
