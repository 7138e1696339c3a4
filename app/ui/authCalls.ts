/**
 * Sign-in as a browser asks for it. Nothing here throws for an answer: only silence is `offline`.
 * `wait` is in seconds.
 */
export type SignInAnswer =
  | { outcome: "in" }
  | { outcome: "wrong" }
  | { outcome: "wait"; wait: number }
  | { outcome: "failed" }
  | { outcome: "offline" };

const defaultWait = 60;

/** Seconds from a Retry-After header (RFC 9110, 10.2.3: seconds or a date). */
export function secondsOf(header: string | null, now: number): number {
  if (header === null || header.trim() === "") return defaultWait;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(1, Math.ceil(seconds));
  const until = Date.parse(header);
  return Number.isNaN(until) ? defaultWait : Math.max(1, Math.ceil((until - now) / 1000));
}

/** `now` is needed for a Retry-After given as a date. */
export function answerOf(status: number, retryAfter: string | null, now: number): SignInAnswer {
  if (status >= 200 && status < 300) return { outcome: "in" };
  if (status === 429) return { outcome: "wait", wait: secondsOf(retryAfter, now) };
  // 400 and 422 are an address that is none, or a password that cannot be one: simply a wrong pair.
  if (status === 400 || status === 401 || status === 422) return { outcome: "wrong" };
  return { outcome: "failed" };
}

/** Asks to sign in; a blank e-mail or password is not asked about. */
export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  if (email.trim() === "" || password === "") return { outcome: "wrong" };
  try {
    const response = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: email.trim(), password }),
      signal: AbortSignal.timeout(20_000),
    });
    const retryAfter = response.headers.get("retry-after") ?? response.headers.get("x-retry-after");
    return answerOf(response.status, retryAfter, Date.now());
  } catch {
    return { outcome: "offline" };
  }
}

/** Ends this browser's session; throws when the server did not confirm it. */
export async function signOut(): Promise<void> {
  const response = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok && response.status !== 401) throw new Error(`sign-out: ${response.status}`);
}
