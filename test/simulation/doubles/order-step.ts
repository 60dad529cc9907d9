/** In front of domain/order-step.ts: the very same function, watched. */
import type { Order } from "../../../domain/order.ts";
import type { OrderInput } from "../../../domain/order-input.ts";
import type { Step } from "../../../domain/order-moves.ts";
import { stepOrder as step } from "../../../domain/order-step.ts";

export { isAbandoned } from "../../../domain/order-step.ts";

/** A step that an object took in memory; it counts once its transaction commits. */
export interface Taken {
  readonly before: Order | null;
  readonly input: OrderInput["type"] | "open";
  readonly after: Order;
  readonly effects: Step["effects"];
}

/** The steps of the turn in progress. */
export const taken: Taken[] = [];

export function stepOrder(order: Order, input: OrderInput, now: number): Step {
  const done = step(order, input, now);
  taken.push({ before: order, input: input.type, after: done.order, effects: done.effects });
  return done;
}
