/** Faults that a test switches on: which operation they meet, how often, and what they do. */
import * as z from "zod";

/** What a fault does to a call of the API. */
export const CALL_FAULTS = [
  "timeout_before_effect",
  "timeout_after_effect",
  "error_500_before",
  "error_500_after",
  "rate_limited_429",
  "lock_timeout",
  "key_in_use_409",
  "slow",
  "amount_mismatch",
] as const;

/** What a fault does to a webhook. */
export const WEBHOOK_FAULTS = [
  "webhook_lost",
  "webhook_duplicated",
  "webhook_delayed",
  "webhook_reordered",
] as const;

const DELAY_DEFAULT_MS = 500;
const DELAY_MAX_MS = 600_000;
const TIMES_MAX = 1_000_000;

/** The body of `POST /dev/stripe/control/faults`. */
export const faultRequest = z
  .strictObject({
    /** `payment_intents.create`, `payment_intents.*`, `*.capture`, `*`, or `webhook`. */
    operation: z.string().min(1).max(80),
    kind: z.enum([...CALL_FAULTS, ...WEBHOOK_FAULTS]),
    /** How many calls it meets before it is spent. */
    times: z.int().min(1).max(TIMES_MAX).default(1),
    /** How many matching calls pass unharmed before the first one is met. */
    skip: z.int().min(0).max(TIMES_MAX).default(0),
    /** How long a call hangs or a webhook waits. */
    delayMs: z.int().min(0).max(DELAY_MAX_MS).default(DELAY_DEFAULT_MS),
    /** How a timeout looks from outside: a gateway's 504 page, or a broken connection. */
    drop: z.enum(["gateway_timeout", "connection_reset"]).default("gateway_timeout"),
    /** Webhooks only: the event type that is met; every type when left out. */
    event: z.string().min(1).max(80).nullable().default(null),
  })
  .refine(({ operation, kind }) => (operation === "webhook") === kind.startsWith("webhook_"), {
    error: "Webhook faults go with the operation 'webhook', and with no other",
    path: ["operation"],
  });

/** A fault as it was asked for. */
export type FaultRequest = z.infer<typeof faultRequest>;

/** A fault that is switched on; `times` and `skip` count down. */
export interface Fault extends FaultRequest {
  readonly id: number;
}

/** What a fault has to match. */
export interface FaultTarget {
  readonly operation: string;
  readonly event: string | null;
}

/** Whether a fault meets this call or webhook. */
export function meets(fault: FaultRequest, target: FaultTarget): boolean {
  if (target.operation === "webhook") {
    return fault.operation === "webhook" && (fault.event === null || fault.event === target.event);
  }
  if (fault.operation === "webhook") return false;
  return matchesName(fault.operation, target.operation);
}

function matchesName(pattern: string, name: string): boolean {
  if (pattern === "*") return true;
  if (pattern.startsWith("*.")) return name.endsWith(pattern.slice(1));
  if (pattern.startsWith(".")) return name.endsWith(pattern);
  if (pattern.endsWith(".*")) return name.startsWith(pattern.slice(0, -1));
  return pattern === name;
}

/** One draw from the faults that are on: the fault that strikes, and what is left of them all. */
export interface FaultDraw {
  readonly struck: Fault | null;
  readonly left: readonly Fault[];
}

/** Draws for one call. The first matching fault counts: it passes (`skip`) or it strikes. */
export function drawFault(faults: readonly Fault[], target: FaultTarget): FaultDraw {
  const found = faults.find((fault) => meets(fault, target));
  if (found === undefined) return { struck: null, left: faults };
  const strikes = found.skip === 0;
  const after = strikes ? { ...found, times: found.times - 1 } : { ...found, skip: found.skip - 1 };
  const left = faults.map((fault) => (fault === found ? after : fault));
  return { struck: strikes ? found : null, left: left.filter((fault) => fault.times > 0) };
}
