import { createTRPCClient, httpBatchLink, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { PERSON_HEADER } from "#machines/wire/limits.ts";
import type { AppRouter } from "#server/trpc/router.ts";
import { faultOf } from "./fault.ts";

const patience = 20_000;
const signedOut = new EventTarget();

/** Calls back whenever the server says that nobody is signed in; returns the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.addEventListener("signedOut", listener);
  return () => signedOut.removeEventListener("signedOut", listener);
}

const watchSignedOut: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          if (faultOf(error).code === "UNAUTHORIZED") signedOut.dispatchEvent(new Event("signedOut"));
          observer.error(error);
        },
      }),
    );

/** No answer within 20 s counts as none; a command is then sent again with the same id. */
function patient(call: typeof fetch): NonNullable<Parameters<typeof httpBatchLink>[0]["fetch"]> {
  return (input, init) => {
    const limit = AbortSignal.timeout(patience);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    return call(input, { ...init, signal });
  };
}

let person: string | null = null;

/** From here on the page's calls are this person's: once another has signed in in this browser, nobody's. */
export function speakFor(id: string): void {
  person = id;
}

/** The headers that say for whom this page speaks. */
export const personHeaders = (): Record<string, string> =>
  person === null ? {} : { [PERSON_HEADER]: person };

/** `url` and `call` are the page's own unless something else than a page asks: it brings its cookie itself. */
export function makeClient(url = "/api/trpc", call: typeof fetch = fetch) {
  return createTRPCClient<AppRouter>({
    links: [
      watchSignedOut,
      httpBatchLink({ url, maxItems: 20, fetch: patient(call), headers: personHeaders }),
    ],
  });
}

export type Client = ReturnType<typeof makeClient>;

let shared: Client | undefined;

/** The browser's one client, for what is not React. */
export function client(): Client {
  shared ??= makeClient();
  return shared;
}
