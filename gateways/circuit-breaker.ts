/** Stops calling a vendor that does not answer, and lets one call try whether it does again. */

/** Failures in a row that open the circuit. */
export const OPEN_AFTER_FAILURES = 5;
/** How long an open circuit refuses calls, in milliseconds. */
export const OPEN_MS = 10_000;

/** What is known of one operation of a vendor. */
export interface Circuit {
  readonly failures: number;
  /** Epoch ms until which calls are refused; 0 where they are not. */
  readonly openUntil: number;
}

export const CLOSED: Circuit = { failures: 0, openUntil: 0 };

/** @returns how long to wait before calling, in milliseconds; 0 where the call may go out now */
export function waitMs(circuit: Circuit, now: number): number {
  return Math.max(0, circuit.openUntil - now);
}

/**
 * Takes a call's end in. After the pause one failure is enough to open the circuit again, because
 * the failures before it still count.
 */
export function record(circuit: Circuit, hasAnswered: boolean, now: number): Circuit {
  if (hasAnswered) return CLOSED;
  const failures = circuit.failures + 1;
  return { failures, openUntil: failures >= OPEN_AFTER_FAILURES ? now + OPEN_MS : 0 };
}
