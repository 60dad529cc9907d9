/** Outcomes that are expected: a value, or a problem with its reason and its facts. */

/** What went wrong, by a stable reason; the other fields are that reason's facts. */
export interface Problem {
  readonly reason: string;
}

/** Plain data, so that it crosses RPC and storage unchanged. */
export type Result<Value, Failure extends Problem = Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Failure };

/** @returns a success that carries `value` */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** @returns a failure that carries `problem` */
export function fail<const Failure extends Problem>(
  problem: Failure,
): { readonly ok: false; readonly problem: Failure } {
  return { ok: false, problem };
}

/** Stops the request where the program itself is wrong. @throws Error when `claim` is false */
export function invariant(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Error(`Invariant broken: ${message}`);
}

/** Marks the branch that no value can reach. @throws Error when one does all the same */
export function unreachable(value: never): never {
  throw new Error(`Unreachable value: ${JSON.stringify(value)}`);
}
