import type { ErrorCode, Refused } from "#machines/wire/frames.ts";

/**
 * An error as a person can be told it. `message` is a key of `messages/` under `errors`; `offline` is
 * set when no answer came at all, so that nothing is known about what the server did.
 */
export type Fault = { code: ErrorCode; message: string; refused: Refused | null; offline: boolean };

const codes: readonly ErrorCode[] = [
  "UNAUTHORIZED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "BAD_REQUEST",
  "TOO_MANY_REQUESTS",
  "UNAVAILABLE",
];

/** Without a key of its own a code has this one. */
const fallback: Record<ErrorCode, string> = {
  UNAUTHORIZED: "signedOut",
  FORBIDDEN: "forbidden",
  NOT_FOUND: "notFound",
  CONFLICT: "conflict",
  BAD_REQUEST: "badRequest",
  TOO_MANY_REQUESTS: "tooMany",
  UNAVAILABLE: "unavailable",
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function refusedOf(value: unknown): Refused | null {
  if (!isRecord(value)) return null;
  const { machine, state, event, guard } = value;
  if (typeof machine !== "string" || typeof state !== "string" || typeof event !== "string") return null;
  return { machine, state, event, ...(typeof guard === "string" ? { guard } : {}) };
}

/** Reads what a tRPC call threw; anything else is a failure of the program, told as one. */
export function faultOf(error: unknown): Fault {
  const data = isRecord(error) && isRecord(error.data) ? error.data : null;
  if (data === null) {
    const unanswered = isRecord(error) && error.name === "TRPCClientError";
    return {
      code: "UNAVAILABLE",
      message: unanswered ? "noConnection" : "unexpected",
      refused: null,
      offline: unanswered,
    };
  }
  const code = codes.find((known) => known === data.code);
  if (code === undefined)
    return { code: "UNAVAILABLE", message: "unexpected", refused: null, offline: false };
  const message = typeof data.message === "string" && data.message !== "" ? data.message : fallback[code];
  return { code, message, refused: refusedOf(data.refused), offline: false };
}

/** The `data` of a typed error, for example what a conflict brought along; null when there is none. */
export function dataOf(error: unknown): Record<string, unknown> | null {
  return isRecord(error) && isRecord(error.data) ? error.data : null;
}
