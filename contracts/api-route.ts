/** How a route of the public API is described: the same words route it, check it and document it. */
import type * as z from "zod";
import type { ProblemReason } from "./problem.ts";

/** One method on one path. */
export interface ApiRoute {
  /** Unique in the document; names the call in a generated client. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With its parameters in braces: "/api/products/{handle}". */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Which parameters of the query may come several times; they are parsed as lists. */
  readonly repeats?: (name: string) => boolean;
  readonly body?: z.ZodObject;
  /** Most bytes of the body, where it may be larger than others. */
  readonly bodyBytesMax?: number;
  readonly response: z.ZodType;
  readonly status?: 200 | 201 | 202;
  /** The reasons of its own; those that every such route has are added by the document. */
  readonly problems: readonly ProblemReason[];
  /** Whether it changes something, and therefore takes an Idempotency-Key. */
  readonly isCommand?: boolean;
  /** Whether a former address is answered with 301 and the present one. */
  readonly isMovable?: boolean;
  /** Catalog answers may be shared and lag; everything else belongs to one caller. */
  readonly cache?: "catalog" | "never";
  /** What tells the shop who asks. */
  readonly caller?: "anyone" | "cart" | "checkout" | "order" | "stripe";
}

/** Keeps the exact schemas in the type, so that a handler's input follows from them. */
export function describeRoute<const Route extends ApiRoute>(route: Route): Route {
  return route;
}

const COMMON_PROBLEMS = ["unavailable", "internal"] as const;
const INPUT_PROBLEMS = ["validation_failed"] as const;
const BODY_PROBLEMS = ["malformed_json", "unsupported_media_type", "body_too_large"] as const;
const COMMAND_PROBLEMS = [
  "cross_site_request",
  "idempotency_key_invalid",
  "idempotency_mismatch",
] as const;

/** @returns every reason that the route may answer, its own ones first */
export function problemsOf(route: ApiRoute): ProblemReason[] {
  return [
    ...new Set<ProblemReason>([
      ...route.problems,
      ...(route.params === undefined ? [] : (["not_found"] as const)),
      ...INPUT_PROBLEMS,
      ...(route.body === undefined ? [] : BODY_PROBLEMS),
      ...(route.isCommand === true ? COMMAND_PROBLEMS : []),
      ...COMMON_PROBLEMS,
    ]),
  ];
}
