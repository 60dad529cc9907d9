/** One call of Stripe: answered, or sorted by what may have become of it. */
import Stripe from "stripe";
import type { Outcome } from "../domain/payment.ts";
import { type Circuit, CLOSED, record, waitMs } from "./circuit-breaker.ts";

/** Pause after a call that got no answer or was turned away, in milliseconds. */
const BUSY_MS = 1_000;

/** Circuits of this isolate, by operation. */
const circuits = new Map<string, Circuit>();

/** Runs one call and sorts its end. @throws where the request itself is wrong or not allowed */
export async function attempt<Value>(
  operation: string,
  call: () => Promise<Value>,
): Promise<Outcome<Value>> {
  const circuit = circuits.get(operation) ?? CLOSED;
  const pauseMs = waitMs(circuit, Date.now());
  if (pauseMs > 0) return { outcome: "busy", code: "circuit_open", retryAfterMs: pauseMs };
  try {
    const value = await call();
    circuits.set(operation, CLOSED);
    return { outcome: "done", value };
  } catch (error) {
    const failure = sort(error);
    circuits.set(operation, record(circuit, failure.hasAnswered, Date.now()));
    if (failure.outcome === null) throw error;
    return failure.outcome;
  }
}

interface Failure {
  /** Whether the vendor is there at all; only silence and its own faults open the circuit. */
  readonly hasAnswered: boolean;
  /** Null where the shop itself is at fault. */
  readonly outcome: Exclude<Outcome<never>, { outcome: "done" }> | null;
}

function sort(error: unknown): Failure {
  if (!(error instanceof Stripe.errors.StripeError)) return { hasAnswered: true, outcome: null };
  const code = error.decline_code ?? error.code ?? error.type;
  // No answer: the same key may be sent again and finds out what became of the first.
  if (error instanceof Stripe.errors.StripeConnectionError) {
    return { hasAnswered: false, outcome: busy("no_answer", BUSY_MS) };
  }
  // A page instead of an answer, as a proxy in between sends it, has no status that is Stripe's.
  const status = error.statusCode ?? 502;
  if (status === 429 || code === "lock_timeout" || code === "idempotency_key_in_use") {
    return { hasAnswered: true, outcome: busy(code, retryAfterMs(error)) };
  }
  // A failure of long ago, read back from under its key, says nothing about Stripe now.
  if (status >= 500) {
    return { hasAnswered: isReplayed(error), outcome: { outcome: "unknown", code } };
  }
  if (status === 404) return { hasAnswered: true, outcome: { outcome: "absent" } };
  // The key was first used with other words, by an older program: what came of it is not known.
  if (error.type === "StripeIdempotencyError") {
    return { hasAnswered: true, outcome: { outcome: "unknown", code } };
  }
  if (status === 400 || status === 402) {
    return { hasAnswered: true, outcome: { outcome: "refused", code } };
  }
  return { hasAnswered: true, outcome: null };
}

function busy(code: string, retryAfterMs: number) {
  return { outcome: "busy", code, retryAfterMs } as const;
}

function retryAfterMs(error: { readonly headers?: Record<string, string> }): number {
  const seconds = Number(error.headers?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 60) * 1000 : BUSY_MS;
}

/** @returns whether Stripe read this failure back from under its key */
export function isReplayed(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError && error.headers?.["idempotent-replayed"] === "true"
  );
}
