/** What an operation of the API is: a name, a path, its parameters, its checks and its effect. */
import type * as z from "zod";
import type { ApiAnswer } from "./api-answer.ts";
import type { Call } from "./call.ts";
import type { FormFields } from "./form.ts";
import { readParameters } from "./parameter-check.ts";

/** A call that passed its checks and may run, or the answer that refused it. */
export type Prepared =
  | { readonly ok: true; readonly run: () => ApiAnswer }
  | { readonly ok: false; readonly answer: ApiAnswer };

/** One operation of the API. */
export interface Operation {
  /** The name that faults are addressed to, such as `payment_intents.create`. */
  readonly name: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** The path; `:id` stands for one segment. */
  readonly path: string;
  /** Whether a publishable key with the object's client secret may call it. */
  readonly browser: boolean;
  readonly prepare: (call: Call, fields: FormFields) => Prepared;
}

interface OperationSpec<Shape> extends Pick<Operation, "name" | "method" | "path"> {
  readonly browser?: boolean;
  readonly shape: z.ZodType<Shape>;
  /** What can be refused before anything runs. Such an answer is not stored under a key. */
  readonly check?: (call: Call, parameters: Shape) => ApiAnswer | null;
  readonly run: (call: Call, parameters: Shape) => ApiAnswer;
}

/** Makes an operation: parameters are parsed first, checked next, and only then does it run. */
export function operation<Shape>({
  shape,
  check,
  run,
  browser = false,
  ...rest
}: OperationSpec<Shape>): Operation {
  return {
    ...rest,
    browser,
    prepare(call, fields) {
      const parameters = readParameters(shape, fields);
      if (!parameters.ok) return parameters;
      const refusal = check?.(call, parameters.value) ?? null;
      if (refusal !== null) return { ok: false, answer: refusal };
      return { ok: true, run: () => run(call, parameters.value) };
    },
  };
}

/** An operation with the id that a path names. */
export interface Route {
  readonly operation: Operation;
  readonly id: string;
}

/** The operation behind a method and a path; the first that fits wins. */
export function routeTo(
  operations: readonly Operation[],
  { method, path }: { readonly method: string; readonly path: string },
): Route | null {
  const asked = path.split("/");
  for (const candidate of operations) {
    const id = candidate.method === method ? idIn(candidate.path.split("/"), asked) : null;
    if (id !== null) return { operation: candidate, id };
  }
  return null;
}

function idIn(pattern: readonly string[], asked: readonly string[]): string | null {
  if (pattern.length !== asked.length) return null;
  let id = "";
  for (const [index, part] of pattern.entries()) {
    const segment = asked[index] ?? "";
    if (part !== ":id" && part !== segment) return null;
    if (part === ":id") id = decodeURIComponent(segment);
  }
  return id;
}
