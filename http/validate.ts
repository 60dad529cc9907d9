/** Parses what came over the wire, once, at the door; every refusal points at the value. */
import type * as z from "zod";
import type { ProblemError } from "../contracts/problem.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import { mediaTypeOf, parseJsonText, readText } from "./body.ts";
import type { AppContext } from "./context.ts";
import type { KnownProblem } from "./problem.ts";

/** Most errors that one answer lists. */
const ERRORS_MAX = 20;

/** Parses a JSON body of at most `bytesMax` bytes. */
export async function parseJson<Bindings extends object, Schema extends z.ZodType>(
  c: AppContext<Bindings>,
  schema: Schema,
  bytesMax?: number,
): Promise<Result<z.output<Schema>, KnownProblem>> {
  const mediaType = mediaTypeOf(c.req.raw);
  if (mediaType !== "application/json") {
    return fail({
      reason: "unsupported_media_type",
      detail: `Expected "application/json", got "${mediaType}"`,
    });
  }
  const text = await readText(c.req.raw, bytesMax);
  if (!text.ok) return text;
  const json = parseJsonText(text.value);
  return json.ok ? validate(schema, json.value) : json;
}

/**
 * Parses the query string; unknown and repeated parameters are refused.
 * @param repeats tells which parameters may be repeated: they are lists, even of one
 */
export function parseQuery<Bindings extends object, Schema extends z.ZodType>(
  c: AppContext<Bindings>,
  schema: Schema,
  repeats?: (name: string) => boolean,
): Result<z.output<Schema>, KnownProblem> {
  const mark = c.req.url.indexOf("?");
  return parsePairs(schema, new URLSearchParams(mark < 0 ? "" : c.req.url.slice(mark)), repeats);
}

/** Parses a form as browsers post it (`application/x-www-form-urlencoded`). */
export async function parseForm<Bindings extends object, Schema extends z.ZodType>(
  c: AppContext<Bindings>,
  schema: Schema,
): Promise<Result<z.output<Schema>, KnownProblem>> {
  const mediaType = mediaTypeOf(c.req.raw);
  if (mediaType !== "application/x-www-form-urlencoded") {
    return fail({
      reason: "unsupported_media_type",
      detail: `Expected a form, got "${mediaType}"`,
    });
  }
  const text = await readText(c.req.raw);
  return text.ok ? parsePairs(schema, new URLSearchParams(text.value)) : text;
}

/** Parses any value that came from outside, such as path parameters. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Result<z.output<Schema>, KnownProblem> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : invalid(parsed.error.issues.flatMap(errorsOf));
}

/** A refusal that no schema could find, such as the handle of an unknown category. */
export function invalid(errors: readonly ProblemError[]) {
  return fail({ reason: "validation_failed", errors: errors.slice(0, ERRORS_MAX) });
}

function parsePairs<Schema extends z.ZodType>(
  schema: Schema,
  pairs: URLSearchParams,
  repeats?: (name: string) => boolean,
): Result<z.output<Schema>, KnownProblem> {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    if (repeats?.(name) === true) {
      values.set(name, pairs.getAll(name));
      continue;
    }
    if (values.has(name)) {
      return invalid([{ pointer: pointerTo([name]), detail: `Expected "${name}" only once` }]);
    }
    values.set(name, value);
  }
  return validate(schema, Object.fromEntries(values));
}

function errorsOf(issue: z.core.$ZodIssue): ProblemError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      detail: "Unknown field",
    }));
  }
  return [{ pointer: pointerTo(issue.path), detail: issue.message }];
}

/** RFC 6901. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
