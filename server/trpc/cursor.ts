import { TRPCError } from "@trpc/server";

/** Cursors of pages: opaque to clients, a small JSON value here. */

export function cursorFrom(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** What a cursor says, read by `read`. @throws TRPCError BAD_REQUEST when it is none of ours. */
export function readCursor<T>(cursor: string, read: (value: unknown) => T | null): T {
  let value: unknown = null;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    // Not JSON: the same as any other cursor that is none of ours.
  }
  const place = read(value);
  if (place === null) throw new TRPCError({ code: "BAD_REQUEST" });
  return place;
}
