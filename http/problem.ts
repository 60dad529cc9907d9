/** Turns a failure into an RFC 9457 answer; the registry in contracts/ decides what may be told. */
import {
  isProblemReason,
  PROBLEM_MEDIA_TYPE,
  type ProblemBody,
  type ProblemError,
  type ProblemReason,
  problemKind,
} from "../contracts/problem.ts";
import { invariant, type Problem } from "../domain/result.ts";
import { type AppContext, originOf } from "./context.ts";

/** A failure with a registered reason; the other fields are its facts. */
export interface KnownProblem {
  readonly reason: ProblemReason;
  /** About this occurrence, for people. */
  readonly detail?: string;
  readonly errors?: readonly ProblemError[];
  /** When to come again; said in `Retry-After`, in whole seconds. */
  readonly retryAfterMs?: number;
}

/** What the handler knows about the answer beyond the failure. */
export interface ProblemOptions {
  /** The one value that the failure is about, like "/quantity". */
  readonly pointer?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @returns the body of a failure: only the facts that the registry lets out */
export function problemBody<Bindings extends object>(
  c: AppContext<Bindings>,
  failure: KnownProblem,
  options: ProblemOptions = {},
): ProblemBody & { code: ProblemReason } {
  const { reason, detail, errors } = failure;
  const kind = problemKind(reason);
  const facts = Object.entries(failure).filter(([name]) => kind.facts?.includes(name));
  const pointed =
    options.pointer === undefined
      ? errors
      : [{ pointer: options.pointer, detail: detail ?? kind.title }];
  return {
    ...Object.fromEntries(facts),
    type: `${originOf(c.req.url)}/docs/problems#${reason}`,
    title: kind.title,
    status: kind.status,
    ...(detail === undefined ? {} : { detail }),
    code: reason,
    requestId: c.get("requestId"),
    ...(pointed === undefined ? {} : { errors: [...pointed] }),
  };
}

/** Answers a failure as `application/problem+json`. Never cached. */
export function problem<Bindings extends object>(
  c: AppContext<Bindings>,
  failure: KnownProblem,
  options: ProblemOptions = {},
): Response {
  const body = problemBody(c, failure, options);
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      ...retryAfter(failure),
      ...options.headers,
      "Content-Type": PROBLEM_MEDIA_TYPE,
      "Cache-Control": "no-store",
    },
  });
}

function retryAfter({ retryAfterMs }: KnownProblem): Record<string, string> {
  return retryAfterMs === undefined
    ? {}
    : { "Retry-After": String(Math.ceil(retryAfterMs / 1000)) };
}

/**
 * For failures whose type names no reasons, such as those read back from storage.
 * @throws Error where the registry does not know the reason
 */
export function knownProblem(failure: Problem): KnownProblem {
  const { reason } = failure;
  invariant(isProblemReason(reason), `the registry of problems has "${reason}"`);
  return { ...failure, reason };
}
