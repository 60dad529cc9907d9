/** In front of domain/order-checkout.ts: the very same function, watched. */
import type { Order } from "../../../domain/order.ts";
import { type OpenOrder, openOrder as open } from "../../../domain/order-checkout.ts";
import { taken } from "./order-step.ts";

export type { OpenOrder };

export function openOrder(opening: OpenOrder, now: number): Order {
  const after = open(opening, now);
  taken.push({ before: null, input: "open", after, effects: [] });
  return after;
}
