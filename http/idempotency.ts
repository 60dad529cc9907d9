/** Idempotency keys: the same key with the same request has the same answer, also at the same time. */
import { fail, ok, type Result } from "../domain/result.ts";
import type { AppContext } from "./context.ts";
import { sha256Hex } from "./digest.ts";
import type { KnownProblem } from "./problem.ts";

/** Most characters of a key. */
export const IDEMPOTENCY_KEY_CHARS_MAX = 255;

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

/** What makes a command repeatable: its key, and what the request was. */
export interface Command {
  readonly key: string;
  readonly fingerprint: string;
}

/** @returns the caller's key, or null where none was sent */
export function readIdempotencyKey<Bindings extends object>(
  c: AppContext<Bindings>,
): Result<string | null, KnownProblem> {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined) return ok(null);
  if (VISIBLE_ASCII.test(key)) return ok(key);
  return fail({
    reason: "idempotency_key_invalid",
    detail: `Expected 1 to ${IDEMPOTENCY_KEY_CHARS_MAX} visible ASCII characters`,
  });
}

/**
 * Reads the key and takes the request's fingerprint. Without a key one is minted, for then the
 * caller does not mean to repeat the request.
 * @param body the parsed body; its fields are in the schema's order, so it has one spelling
 */
export async function readCommand<Bindings extends object>(
  c: AppContext<Bindings>,
  body: unknown,
): Promise<Result<Command, KnownProblem>> {
  const key = readIdempotencyKey(c);
  if (!key.ok) return key;
  if (key.value === null) {
    const minted = crypto.randomUUID();
    return ok({ key: minted, fingerprint: minted });
  }
  const { method, path } = c.req;
  return ok({ key: key.value, fingerprint: await fingerprint({ method, path, body }) });
}

/** @returns SHA-256 of a request, in hexadecimal */
export function fingerprint(request: {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}): Promise<string> {
  return sha256Hex(JSON.stringify([request.method, request.path, request.body ?? null]));
}
