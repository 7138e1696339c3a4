import { createHash } from "node:crypto";

/**
 * The id of a demo row by its name: the same on every machine, a valid UUID (version 8), so that
 * addresses in a tour or a test can name it.
 */
export function demoId(kind: string, name: string): string {
  const hex = createHash("sha256").update(`parola demo ${kind} ${name}`).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
