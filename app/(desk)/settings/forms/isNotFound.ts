/** `instanceof` fails across Next's and the server's copies of a class: the code tells. */
export function isNotFound(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "NOT_FOUND";
}
