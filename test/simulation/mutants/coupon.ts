/** Mutants of promotions' uses: what is counted, held, used and let go. */
import type { Mutant } from "./mutant.ts";

/** Of domain/coupon.ts, durable-objects/coupon-* and the holds of uses. */
export const COUPON_MUTANTS: readonly Mutant[] = [
  {
    name: "one use too many",
    breaks: "I14: a code with ten uses has eleven",
    file: "domain/coupon.ts",
    text: "counts.all >= uses",
    replacement: "counts.all > uses",
  },
  {
    name: "code used again",
    breaks: "I14: a code for one order is had by two",
    file: "domain/coupon.ts",
    text: "counts.ofCode >= usesPerCode",
    replacement: "counts.ofCode > usesPerCode",
  },
  {
    name: "budget looked at too late",
    breaks: "I14: the last use goes beyond the budget",
    file: "domain/coupon.ts",
    text: "use.costMinor > left ?",
    replacement: "left === 0 ?",
  },
  {
    name: "use that ended still counted",
    breaks: "I14: the sums are not those of the uses",
    file: "durable-objects/coupon-store.ts",
    text: "if (before !== null && isCounted(before)) this.#add(before, -1);",
    replacement: "",
  },
  {
    name: "use not repeated",
    breaks: "I14: a hold that is asked for twice is refused, and its use stays held",
    file: "durable-objects/coupon-object.ts",
    text: 'if (known?.status === "held" || known?.status === "used") return ok(null);',
    replacement: 'if (known?.status === "used") return ok(null);',
  },
  {
    name: "tombstone of a use removed",
    breaks: "R7, I14: a hold that comes after its release is kept",
    file: "durable-objects/coupon-object.ts",
    text: 'if (known?.status !== "released") this.#store.put(',
    replacement: 'if (known !== null && known.status !== "released") this.#store.put(',
    // A hold that is late by as much as its order took to give up.
    seed: 7,
  },
  {
    name: "lapsed use used",
    breaks: "R8, I14: a use that lapsed is had again without looking",
    file: "durable-objects/coupon-object.ts",
    text: 'known.status === "held"\n          ? null',
    replacement: 'known.status !== "used"\n          ? null',
  },
  {
    name: "used use kept",
    breaks: "I14: an order that was paid back keeps its use",
    file: "durable-objects/coupon-object.ts",
    text: 'const nobody = { code: null, customer: null, currency: "EUR", costMinor: 0 } as const;',
    replacement: `if (known?.status === "used") return ok(null);
      const nobody = { code: null, customer: null, currency: "EUR", costMinor: 0 } as const;`,
  },
  {
    name: "use not held",
    breaks: "I14: an order has what nobody has counted",
    file: "domain/order-hold.ts",
    text: "if (promotion === undefined || !hasLimit(promotion)) continue;",
    replacement: `void hasLimit;
    if (promotion === undefined || code !== null) continue;`,
  },
];
