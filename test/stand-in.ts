/** The payment provider's side of a story: its intents, its faults, its own controls. */
import type { TestShop } from "./shop.ts";

/** Whatever reaches the provider's controls. */
type Provided = Pick<TestShop, "stripe">;

/** An intent as the provider keeps it. */
export interface KeptIntent {
  readonly id: string;
  readonly amount: number;
  readonly amount_received: number;
  readonly status: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What goes wrong, how often, and with which call. */
export interface Fault {
  readonly operation: string;
  readonly kind: string;
  readonly times?: number;
  readonly skip?: number;
  readonly delayMs?: number;
  readonly event?: string;
  readonly drop?: string;
}

/** @returns every intent of the order, the newest first */
export async function intentsOf(shop: Provided, orderId: string): Promise<KeptIntent[]> {
  const state = (await (await shop.stripe("state")).json()) as { payment_intents: KeptIntent[] };
  return state.payment_intents.filter((intent) => intent.metadata.order_id === orderId);
}

/** Everything that the provider ever took and did not give back, over all orders, in minor units. */
export async function takenMinor(shop: Provided): Promise<number> {
  const state = (await (await shop.stripe("state")).json()) as {
    payment_intents: KeptIntent[];
    refunds: { amount: number; status: string }[];
  };
  const taken = state.payment_intents.reduce((sum, intent) => sum + intent.amount_received, 0);
  const returned = state.refunds.filter(({ status }) => status !== "failed");
  return returned.reduce((sum, { amount }) => sum - amount, taken);
}

/** Switches faults on. */
export async function misbehave(shop: Provided, ...faults: readonly Fault[]): Promise<void> {
  const response = await tell(shop, "faults", faults);
  if (!response.ok) throw new Error(`No such fault: ${await response.text()}`);
}

/** Switches all faults off. */
export async function behave(shop: Provided): Promise<void> {
  await shop.stripe("faults", { method: "DELETE" });
}

/** Calls one of the provider's controls. */
export function tell(shop: Provided, what: string, json: unknown): Promise<Response> {
  return shop.stripe(what, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(json),
  });
}
