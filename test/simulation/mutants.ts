/** Mutants of the core: each breaks one rule in one place, and the simulation has to notice. */
import { COUPON_MUTANTS } from "./mutants/coupon.ts";
import { EDGE_MUTANTS } from "./mutants/edges.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { OBJECT_MUTANTS } from "./mutants/objects.ts";
import { ORDER_MUTANTS } from "./mutants/order.ts";
import { STOCK_MUTANTS } from "./mutants/stock.ts";

/** All of them, by the rooms of the core. A text that is no longer there stops the run. */
export const MUTANTS: readonly Mutant[] = [
  ...ORDER_MUTANTS,
  ...STOCK_MUTANTS,
  ...COUPON_MUTANTS,
  ...OBJECT_MUTANTS,
  ...EDGE_MUTANTS,
];
