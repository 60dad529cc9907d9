/** Checks parameters before a call runs, and words what is wrong as Stripe does. */
import type * as z from "zod";
import { type ApiAnswer, refuse } from "./api-answer.ts";
import { type FormFields, paramName } from "./form.ts";

/** What a form came to: parameters, or the answer that refuses it. */
export type Parameters<Shape> =
  | { readonly ok: true; readonly value: Shape }
  | { readonly ok: false; readonly answer: ApiAnswer };

/** Checks fields against a call's parameters. */
export function readParameters<Shape>(
  shape: z.ZodType<Shape>,
  fields: FormFields,
): Parameters<Shape> {
  const parsed = shape.safeParse(fields);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  if (issue === undefined) throw new RangeError("A failed parse has no issue");
  return { ok: false, answer: explain(issue, fields) };
}

function explain(issue: z.core.$ZodIssue, fields: FormFields): ApiAnswer {
  if (issue.code === "unrecognized_keys") {
    const param = paramName([...issue.path, issue.keys[0] ?? ""]);
    const message = `Received unknown parameter: ${param}`;
    return refuse(400, { code: "parameter_unknown", message, param });
  }
  const param = paramName(issue.path);
  const value = valueAt(fields, issue.path);
  if (value === undefined) {
    const message = `Missing required param: ${param}.`;
    return refuse(400, { code: "parameter_missing", message, param });
  }
  if (value === "") {
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
    return refuse(400, { code: "parameter_invalid_empty", message, param });
  }
  if (issue.code === "invalid_format" && issue.format === "regex") {
    const message = `Invalid integer: ${String(value)}`;
    return refuse(400, { code: "parameter_invalid_integer", message, param });
  }
  if (issue.code === "invalid_format" && issue.format === "url") {
    return refuse(400, { code: "url_invalid", message: "Not a valid URL", param });
  }
  if (issue.code === "invalid_value") {
    const wanted = issue.values.map(String).join(", ");
    return refuse(400, { message: `Invalid ${param}: must be one of ${wanted}`, param });
  }
  return refuse(400, { message: `Invalid ${param}`, param });
}

function valueAt(fields: FormFields, path: readonly PropertyKey[]): unknown {
  let at: unknown = fields;
  for (const key of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
