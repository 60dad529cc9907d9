/** Whether an order is well: on its way, heard by the world, shown as it is, with its goods. */
import { holdIdOf, type Id, parseId } from "./id.ts";
import { type Order, type OrderStatus, PROCESSING_MAX_MS } from "./order.ts";
import { restockedUnits } from "./order-moves.ts";
import type { orderSnapshot } from "./order-snapshot.ts";
import type { BreakDetails, BreakType, Finding, Remedy } from "./reconciliation.ts";

/** How long an order may stay in a state that only the shop's own work ends, in milliseconds. */
export const STUCK_AFTER_MS = 30 * 60 * 1000;
/** How long it may wait for a shopper and their bank: the slowest method, and a day for the end. */
export const UNPAID_MAX_MS = PROCESSING_MAX_MS + 24 * 60 * 60 * 1000;
/** Failed deliveries of one request after which a person should look: minutes of growing pauses. */
export const FAILED_DELIVERIES_MAX = 8;
/** How long an order's last word may take to reach the lists, in milliseconds. */
export const PROJECTION_GRACE_MS = 2 * 60 * 1000;

/** What an order says when it is woken. */
export interface OrderPulse {
  readonly snapshot: ReturnType<typeof orderSnapshot>;
  /** Whether the lists should know it. */
  readonly isTold: boolean;
  /** When its status last changed, epoch ms. */
  readonly since: number;
  /** What its stock objects must have for it: nothing unless it is confirmed. */
  readonly owed: readonly OwedUnits[];
  /** What it asks of the world and did not get yet. */
  readonly requests: {
    readonly waiting: number;
    /** Failed deliveries of the request that failed most often. */
    readonly failures: number;
    readonly kinds: readonly string[];
  };
}

/** Units of one item that must be allocated to an order. */
export interface OwedUnits {
  readonly itemId: Id<"stockItem">;
  readonly holdId: Id<"hold">;
  readonly quantity: number;
}

/** What the lists show of an order, as far as it is compared. */
export interface ShownOrder {
  readonly status: string;
  readonly version: number;
  readonly grandTotalMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly currency: string;
  readonly paymentIntent: string | null;
  readonly confirmedAt: number | null;
}

const COMPARED = [
  "status",
  "grandTotalMinor",
  "capturedMinor",
  "refundedMinor",
  "currency",
  "paymentIntent",
  "confirmedAt",
] as const satisfies readonly (keyof ShownOrder)[];

/**
 * Looks at an order that was just woken.
 * @param shown what the lists show, or null where they do not know it
 * @returns what is wrong; a difference that the order's own news will heal is none yet
 */
export function checkPulse(
  { snapshot, isTold, since, requests }: OrderPulse,
  shown: ShownOrder | null,
  now: number,
): readonly Finding[] {
  const { id: subject, status, version } = snapshot;
  const found = (type: BreakType, details: BreakDetails, remedy: Remedy = "none"): Finding => ({
    type,
    subject,
    details: { status, ...details },
    remedy,
  });
  const wrong = !isTold ? [] : shown === null ? ["all"] : drift(snapshot, shown);
  // A row of the same version cannot be written again: somebody has to look at it.
  const remedy = shown === null || shown.version < version ? "republish" : "none";
  return [
    ...(isStuck(status, now - since) ? [found("order_stuck", { since })] : []),
    ...(requests.failures >= FAILED_DELIVERIES_MAX
      ? [found("outbox_stuck", { failures: requests.failures, kinds: requests.kinds })]
      : []),
    ...(wrong.length > 0 && now - since > PROJECTION_GRACE_MS
      ? [found("order_projection", { wrong, shownVersion: shown?.version ?? null }, remedy)]
      : []),
  ];
}

function isStuck(status: OrderStatus, ageMs: number): boolean {
  switch (status) {
    case "open":
    case "confirmed":
    case "cancelled":
      return false;
    case "awaiting_payment":
      return ageMs > UNPAID_MAX_MS;
    default:
      return ageMs > STUCK_AFTER_MS;
  }
}

function drift(snapshot: ShownOrder, shown: ShownOrder): string[] {
  return COMPARED.filter((name) => snapshot[name] !== shown[name]);
}

/** @returns the units that a confirmed order bought and did not send back */
export function owedUnits(order: Order): readonly OwedUnits[] {
  if (order.status !== "confirmed") return [];
  const holdId = holdIdOf(order.id, order.attempt);
  return order.holds
    .flatMap(({ itemId: subject, quantity }) => {
      const itemId = parseId("stockItem", subject);
      return itemId === null
        ? []
        : [{ itemId, holdId, quantity: quantity - restockedUnits(order, itemId) }];
    })
    .filter(({ quantity }) => quantity > 0);
}

/**
 * @param allocated what the stock object of each item has for the order
 * @returns what is wrong where one of them has too little; too much is the stock's own difference
 */
export function checkOwed(
  { snapshot, owed }: OrderPulse,
  allocated: ReadonlyMap<Id<"stockItem">, number>,
): readonly Finding[] {
  const missing = owed
    .map(({ itemId, quantity }) => ({ itemId, units: quantity - (allocated.get(itemId) ?? 0) }))
    .filter(({ units }) => units > 0)
    .map(({ itemId, units }) => `${itemId} ${units}`);
  if (missing.length === 0) return [];
  const details = { status: snapshot.status, missing };
  return [{ type: "allocation_missing", subject: snapshot.id, details, remedy: "none" }];
}
