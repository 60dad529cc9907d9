/** The provider's bad days: which calls and webhooks go wrong, and how. */
import type { Chance } from "../simulation/random.ts";
import type { Fault } from "../stand-in.ts";
import { weigh } from "./weigh.ts";

/** Webhooks are as likely to go wrong as calls are at these odds. */
const WEBHOOK_CHANCE = 0.3;
const AMOUNT_MISMATCH_CHANCE = 0.01;
const TIMES_MAX = 2;

/** As often as each is called: faults that outnumber the calls would pile up until nothing passes. */
const OPERATIONS = [
  ["payment_intents.create", 3],
  ["payment_intents.capture", 3],
  ["payment_intents.retrieve", 4],
  ["payment_intents.cancel", 1],
  ["payment_intents.list", 1],
] as const;

const CALL_KINDS = [
  "timeout_before_effect",
  "timeout_after_effect",
  "error_500_before",
  "error_500_after",
  "rate_limited_429",
  "lock_timeout",
  "key_in_use_409",
  "slow",
] as const;

const WEBHOOK_KINDS = [
  "webhook_lost",
  "webhook_duplicated",
  "webhook_delayed",
  "webhook_reordered",
] as const;

/** @returns a fault that the next calls will meet */
export function badLuck(chance: Chance): Fault {
  const times = chance.int(1, TIMES_MAX);
  if (chance.is(AMOUNT_MISMATCH_CHANCE)) {
    return { operation: "payment_intents.create", kind: "amount_mismatch", times: 1 };
  }
  if (chance.is(WEBHOOK_CHANCE)) {
    const kind = chance.pick(WEBHOOK_KINDS);
    return { operation: "webhook", kind, times, delayMs: chance.int(100, 4_000) };
  }
  const drop = chance.pick(["gateway_timeout", "connection_reset"] as const);
  const [operation, kind] = [weigh(chance, OPERATIONS), chance.pick(CALL_KINDS)];
  return { operation, kind, times, delayMs: chance.int(20, 600), drop };
}
