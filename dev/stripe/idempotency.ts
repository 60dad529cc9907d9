/** Stripe's v1 idempotency as a decision over what is stored under a key. */

/** Keys longer than this are refused. */
export const KEY_LENGTH_MAX = 255;
/** After this long a key may be forgotten and its call would run again. */
export const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/** The call that first used a key, and what it answered. */
export interface StoredCall {
  readonly path: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  readonly storedAt: number;
}

/** A call that comes with a key. */
export interface KeyedCall {
  readonly key: string;
  readonly path: string;
  readonly fingerprint: string;
}

/** What to do with a keyed call. */
export type KeyVerdict =
  | { readonly type: "run" }
  | { readonly type: "replay"; readonly status: number; readonly body: string }
  | {
      readonly type: "refuse";
      readonly status: 400 | 409;
      readonly code?: string;
      message: string;
    };

/** Decides a keyed call. `running` says that the first call under the key has not ended. */
export function judgeKey(
  call: KeyedCall,
  stored: StoredCall | null,
  { now, running }: { readonly now: number; readonly running: boolean },
): KeyVerdict {
  if (running) return { type: "refuse", ...keyInUse(call.key) };
  if (stored === null || now - stored.storedAt >= KEY_LIFE_MS) return { type: "run" };
  if (stored.path !== call.path) {
    return {
      type: "refuse",
      status: 400,
      message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${call.path}' vs '${stored.path}'). Try using a key other than '${call.key}' if you meant to execute a different request.`,
    };
  }
  if (stored.fingerprint !== call.fingerprint) {
    return {
      type: "refuse",
      status: 400,
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${call.key}' if you meant to execute a different request.`,
    };
  }
  return { type: "replay", status: stored.status, body: stored.body };
}

/** The answer to a key whose first call is still running. */
export function keyInUse(key: string): { status: 409; code: string; message: string } {
  return {
    status: 409,
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  };
}
