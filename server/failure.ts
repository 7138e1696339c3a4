import type { ErrorCode, Failure, Refused } from "#machines/wire/frames.ts";

/**
 * An answer that is a no. It is stored with the command and is final for its id, unless `retryable`.
 * `message` is a key of `messages/` under `errors`.
 */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(
    code: ErrorCode,
    message: string,
    more: { refused?: Refused; data?: unknown; retryable?: boolean } = {},
  ) {
    super(`${code}: ${message}`);
    this.failure = { ok: false, code, message, ...more };
  }
}
