/** Random carts with random rules: the same seed gives the same ones. */
import { type CheckoutRules, type StoredRules, upgradeRules } from "../../domain/checkout-rules.ts";
import type { Id } from "../../domain/id.ts";
import { CURRENCIES, type Currency } from "../../domain/money.ts";
import { NO_FACTS } from "../../domain/order-line.ts";
import type { Quotable } from "../../domain/order-quote.ts";
import type {
  Amounts,
  Benefit,
  Promotion,
  PromotionEffect,
  Scope,
} from "../../domain/promotion.ts";
import { numbered, promotionOf } from "../../domain/promotion-builders.ts";
import type { TaxRule } from "../../domain/tax-rules.ts";
import type { PricedCase } from "./oracle.ts";

/** A case in both forms: as the shop reckons it, and as the oracle does. */
export interface Case {
  readonly order: Quotable;
  readonly priced: PricedCase;
}

const TAX_CLASSES = ["standard", "reduced", "none"];
const CATEGORIES = 4;
const PRODUCTS = 12;
const METHOD_ID = "standard";

/** A source of chance that a seed repeats: mulberry32. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** @returns 0 <= chance < 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** @returns an integer from `from` to `to`, both included */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  is(chance: number): boolean {
    return this.next() < chance;
  }

  pick<Each>(all: readonly Each[]): Each {
    const picked = all[this.int(0, all.length - 1)];
    if (picked === undefined) throw new RangeError("Nothing to pick from");
    return picked;
  }

  some<Each>(most: number, make: (index: number) => Each): Each[] {
    return Array.from({ length: this.int(0, most) }, (_, index) => make(index));
  }
}

/** @returns the case of a seed */
export function caseOf(seed: number): Case {
  const dice = new Dice(seed);
  const currency = dice.pick(CURRENCIES);
  const pricesIncludeTax = dice.is(0.5);
  const lines = Array.from({ length: dice.int(1, 8) }, (_, index) => lineOf(dice, index));
  const promotions = dice.some(6, (index) => promotionFor(dice, index, currency));
  const shippingMinor = dice.int(0, 2_000);
  const hasAddress = dice.is(0.9);
  const hasShipping = hasAddress && dice.is(0.8);
  const shippingClass = dice.is(0.3) ? "reduced" : null;
  const isExempt = dice.is(0.1);
  const rounding = dice.pick(["per_order", "per_line"] as const);
  const taxRules = taxRulesOf(dice);
  const order: Quotable = {
    currency,
    rules: rulesOf({
      pricesIncludeTax,
      taxRules,
      rounding,
      shippingClass,
      shippingMinor,
      currency,
      promotions,
    }),
    lines,
    address: hasAddress ? { country: "DE", region: "", postalCode: "20457" } : null,
    shippingMethodId: hasShipping ? METHOD_ID : null,
    codes: [],
    buyer: isExempt ? { key: null, groups: [], ordersBefore: null, taxId: "DE123456789" } : null,
  };
  return {
    order,
    priced: {
      cart: {
        currency,
        country: hasAddress ? "DE" : null,
        lines: lines.map(({ facts, ...line }) => ({ ...line, ...facts })),
        codes: [],
        customerGroups: [],
        ordersBefore: null,
        shipping: hasShipping ? { methodId: METHOD_ID, minor: shippingMinor } : null,
        usedUp: new Set(),
      },
      promotions,
      taxes: hasAddress
        ? {
            rules: taxRules,
            place: { country: "DE", region: "", postalCode: "20457" },
            policy: { rounding, isExempt },
            shippingClass,
          }
        : null,
      taxClasses: lines.map(({ facts }) => facts.taxClass),
      pricesIncludeTax,
    },
  };
}

function lineOf(dice: Dice, index: number): Quotable["lines"][number] {
  const product = dice.int(1, PRODUCTS);
  return {
    lineId: numbered("line", index),
    productId: numbered("product", product),
    variantId: numbered("variant", product * 10 + dice.int(0, 2)),
    quantity: dice.is(0.7) ? dice.int(1, 4) : dice.int(1, 40),
    unitMinor: dice.is(0.1) ? dice.int(0, 3) : dice.int(0, 30_000),
    facts: {
      ...NO_FACTS,
      taxClass: dice.pick(TAX_CLASSES),
      categoryIds: dice.some(2, () => category(dice)),
      isOnSale: dice.is(0.2),
    },
  };
}

function promotionFor(dice: Dice, index: number, currency: Currency): Promotion {
  const effect = effectFor(dice, currency);
  const ofGoods = dice.pick(["line", "order"] as const);
  return promotionOf(index + 1, {
    effect,
    stacking: {
      class: effect.kind === "free_shipping" ? "shipping" : ofGoods,
      priority: dice.int(-2, 2),
      isExclusive: dice.is(0.15),
      bestOf: dice.is(0.3) ? dice.pick(["a", "b"]) : null,
    },
  });
}

function effectFor(dice: Dice, currency: Currency): PromotionEffect {
  const kind = dice.int(0, 9);
  const scope = scopeFor(dice);
  if (kind < 5) return { kind: "discount", scope, benefit: benefitFor(dice, currency) };
  if (kind === 5) {
    const [low, high] = [dice.int(1, 5), dice.int(6, 20)];
    const tier = (from: number) => ({ fromQuantity: from, benefit: benefitFor(dice, currency) });
    return { kind: "tiers", scope, tiers: [tier(low), tier(high)] };
  }
  if (kind === 6) {
    const tier = (from: number) => ({
      fromSpend: { [currency]: from },
      benefit: benefitFor(dice, currency),
    });
    return {
      kind: "tiers",
      scope,
      tiers: [tier(dice.int(1, 5_000)), tier(dice.int(5_001, 90_000))],
    };
  }
  if (kind === 7) {
    return {
      kind: "buy_get",
      buy: { scope, quantity: dice.int(1, 3) },
      get: { scope: scopeFor(dice), quantity: dice.int(1, 2) },
      bp: dice.is(0.5) ? 10_000 : dice.int(1, 10_000),
      timesMax: dice.is(0.5) ? null : dice.int(1, 4),
    };
  }
  if (kind === 8) {
    const variantIds = [numbered("variant", dice.int(1, PRODUCTS) * 10 + dice.int(0, 2))];
    return { kind: "gift", variantIds, quantity: dice.int(1, 3) };
  }
  return {
    kind: "free_shipping",
    methodIds: dice.is(0.7) ? null : [dice.pick([METHOD_ID, "other"])],
  };
}

function benefitFor(dice: Dice, currency: Currency): Benefit {
  const minor: Amounts = dice.is(0.9) ? { [currency]: dice.int(1, 5_000) } : {};
  switch (dice.int(0, 3)) {
    case 0:
      return { kind: "amount", minor, per: dice.pick(["order", "unit"] as const) };
    case 1:
      return { kind: "price", minor };
    case 2:
      return {
        kind: "percent",
        bp: dice.int(1, 10_000),
        // Another currency's cap says nothing of this one.
        most: dice.is(0.9) ? { [currency]: dice.int(1, 3_000) } : { [otherThan(currency)]: 1 },
      };
    default:
      return { kind: "percent", bp: dice.int(1, 10_000) };
  }
}

function otherThan(currency: Currency): Currency {
  return currency === "EUR" ? "USD" : "EUR";
}

function scopeFor(dice: Dice): Scope {
  return {
    ...(dice.is(0.3) ? { categoryIds: [category(dice)] } : {}),
    ...(dice.is(0.2) ? { productIds: [numbered("product", dice.int(1, PRODUCTS))] } : {}),
    ...(dice.is(0.1) ? { exceptProductIds: [numbered("product", dice.int(1, PRODUCTS))] } : {}),
    ...(dice.is(0.1) ? { isWithoutSale: true } : {}),
  };
}

function category(dice: Dice): Id<"category"> {
  return numbered("category", dice.int(1, CATEGORIES));
}

function taxRulesOf(dice: Dice): TaxRule[] {
  const rule = (id: string, label: string, taxClass: string | null): TaxRule => ({
    id,
    country: "DE",
    region: null,
    postalFrom: null,
    postalTo: null,
    taxClass,
    label,
    rateBp: dice.int(0, 2_700) + (dice.is(0.2) ? dice.int(0, 7) / 8 : 0),
  });
  return [
    rule("all", "VAT", null),
    ...(dice.is(0.5) ? [rule("reduced", "VAT", "reduced")] : []),
    ...(dice.is(0.2) ? [rule("second", "Levy", dice.is(0.5) ? null : "standard")] : []),
  ];
}

function rulesOf(of: {
  readonly pricesIncludeTax: boolean;
  readonly taxRules: readonly TaxRule[];
  readonly rounding: CheckoutRules["tax"]["rounding"];
  readonly shippingClass: string | null;
  readonly shippingMinor: number;
  readonly currency: Currency;
  readonly promotions: readonly Promotion[];
}): CheckoutRules {
  const any = { from: null, to: null };
  const rules: StoredRules = {
    pricesIncludeTax: of.pricesIncludeTax,
    tax: {
      rules: of.taxRules,
      rounding: of.rounding,
      shippingClass: of.shippingClass,
      exemptCountries: ["DE"],
    },
    zones: [
      {
        id: "all",
        label: "",
        places: [{ country: "DE", region: null, postalPrefix: null }],
        methods: [
          {
            id: METHOD_ID,
            label: "Standard",
            kind: "delivery",
            locationId: null,
            daysMin: 1,
            daysMax: 2,
            isPerParcel: false,
            freeFrom: null,
            rates: [
              {
                grams: any,
                units: any,
                longestMm: any,
                subtotal: {},
                price: { [of.currency]: of.shippingMinor },
                perFurtherKg: null,
              },
            ],
          },
        ],
      },
    ],
    promotions: of.promotions,
    usedUp: [],
  };
  return upgradeRules(rules, of.currency);
}
