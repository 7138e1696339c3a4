import { initTRPC, TRPCError } from "@trpc/server";
import type { ErrorCode, Failure, Refused, Reply } from "#machines/wire/frames.ts";
import { mayCall } from "../auth/rights.ts";
import { Refusal } from "../failure.ts";
import type { AgentPrincipal } from "../principal.ts";
import type { Services } from "../services.ts";

export type Context = { principal: AgentPrincipal | null; services: Services };

const trpcCode: Record<ErrorCode, TRPCError["code"]> = {
  UNAUTHORIZED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  BAD_REQUEST: "BAD_REQUEST",
  TOO_MANY_REQUESTS: "TOO_MANY_REQUESTS",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
};

type Told = { message: string; refused?: Refused; data?: unknown; retryable?: boolean };

function toldOf(error: TRPCError): Told {
  if (error.cause instanceof Refusal) {
    const { message, refused, data, retryable } = error.cause.failure;
    return {
      message,
      ...(refused ? { refused } : {}),
      ...(data === undefined ? {} : { data }),
      ...(retryable ? { retryable } : {}),
    };
  }
  if (error.code === "BAD_REQUEST") return { message: "badInput" };
  if (error.code === "UNAUTHORIZED") return { message: "signedOut" };
  if (error.code === "FORBIDDEN") return { message: "notAllowed" };
  if (error.code === "NOT_FOUND") return { message: "notFound" };
  return { message: "unexpected" };
}

const t = initTRPC.context<Context>().create({
  // Nothing of the inside goes out: no stack, no library's words.
  errorFormatter({ shape, error }) {
    const told = toldOf(error);
    return {
      code: shape.code,
      message: told.message,
      data: {
        code: error.code === "SERVICE_UNAVAILABLE" ? "UNAVAILABLE" : error.code,
        httpStatus: shape.data.httpStatus,
        message: told.message,
        refused: told.refused ?? null,
        detail: told.data ?? null,
        retryable: told.retryable ?? false,
      },
    };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Every procedure goes through here, and only here rights are judged: deny by default. */
export const procedure = t.procedure.use(({ ctx, path, next }) => {
  if (mayCall(ctx.principal, path)) return next();
  throw new TRPCError({ code: ctx.principal === null ? "UNAUTHORIZED" : "FORBIDDEN" });
});

/** A failure as a tRPC error, with all that it tells. */
export function toError(failure: Failure): TRPCError {
  const { code, message, ...more } = failure;
  const { refused, data, retryable } = more;
  const cause = new Refusal(code, message, {
    ...(refused ? { refused } : {}),
    ...(data === undefined ? {} : { data }),
    ...(retryable ? { retryable } : {}),
  });
  return new TRPCError({ code: trpcCode[code], message, cause });
}

/** The data of a reply. @throws TRPCError when it is a failure. */
export function dataOf(reply: Reply): unknown {
  if (reply.ok) return reply.data;
  throw toError(reply);
}

export function signedIn(principal: AgentPrincipal | null): AgentPrincipal {
  if (principal === null) throw new TRPCError({ code: "UNAUTHORIZED" });
  return principal;
}
