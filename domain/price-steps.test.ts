import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PRICE_LOCK_MS, type VariantFacts } from "./cart.ts";
import { cartOf, factsOf, lineId, NOW } from "./cart-builders.ts";
import { stepCart } from "./cart-step.ts";
import { toId } from "./id.ts";
import { ADDRESS, idOf, newOrder, NOW as ORDER_NOW } from "./order-builders.ts";
import { stepOrder } from "./order-step.ts";
import { risingBreaks } from "./price-breaks.ts";
import {
  lowerSteps,
  type PriceList,
  type PriceStep,
  priceFor,
  priceSteps,
  stepAt,
} from "./price-list.ts";
import { numbered } from "./promotion-builders.ts";

const VARIANT = numbered("variant", 1);
const LIST = toId("priceList", `pls_${"1".padStart(26, "0")}`);
const QUESTION = {
  variantId: VARIANT,
  currency: "EUR" as const,
  customerGroups: [],
  country: null,
  now: 1000,
};

const step = (fromQuantity: number, minor: number, listId: PriceStep["listId"] = LIST) => ({
  fromQuantity,
  minor,
  listId,
  beforeMinor: null,
});

const listArbitrary = (number: number) =>
  fc
    .record({
      priority: fc.integer({ min: 0, max: 2 }),
      minors: fc.uniqueArray(
        fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2000 })),
        {
          selector: ([from]) => from,
          maxLength: 5,
        },
      ),
    })
    .map(
      ({ priority, minors }): PriceList => ({
        id: toId("priceList", `pls_${String(number).padStart(26, "0")}`),
        label: "",
        kind: "override",
        customerGroups: [],
        countries: [],
        startsAt: null,
        endsAt: null,
        priority,
        prices: minors.map(([fromQuantity, minor]) => ({
          variantId: VARIANT,
          currency: "EUR",
          fromQuantity,
          minor,
        })),
      }),
    );

describe("priceSteps()", () => {
  it("is priceFor() at every quantity", () => {
    const lists = fc.tuple(listArbitrary(1), listArbitrary(2), listArbitrary(3));
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 30 }), (all, quantity) => {
        const steps = priceSteps(QUESTION, 1000, all);
        const found = priceFor({ ...QUESTION, quantity }, 1000, all);
        expect(stepAt(steps, quantity)).toMatchObject({ ...found });
        expect(steps[0]?.fromQuantity).toBe(1);
      }),
    );
  });

  it("lets a list of higher priority win at every quantity that it has a price for", () => {
    fc.assert(
      fc.property(
        listArbitrary(1),
        listArbitrary(2),
        fc.integer({ min: 1, max: 30 }),
        (low, high, quantity) => {
          const found = priceFor({ ...QUESTION, quantity }, 1000, [low, { ...high, priority: 9 }]);
          const isPriced = high.prices.some(({ fromQuantity }) => fromQuantity <= quantity);
          expect(found?.listId === high.id).toBe(isPriced);
        },
      ),
    );
  });

  it("never rises with the quantity where the breaks of a list do not", () => {
    fc.assert(
      fc.property(listArbitrary(1), (list) => {
        const isFalling = risingBreaks(list.prices).length === 0;
        const minors = priceSteps(QUESTION, 5000, [list]).map(({ minor }) => minor);
        const sorted = minors.toSorted((left, right) => right - left);
        if (isFalling) expect(minors).toEqual(sorted);
      }),
    );
  });
});

describe("lowerSteps()", () => {
  it("is the lower of both at every quantity", () => {
    const promised = [step(1, 1000), step(5, 900), step(10, 700)];
    const now = [step(1, 1100), step(4, 800)];
    const lower = lowerSteps(promised, now);
    for (let quantity = 1; quantity < 20; quantity += 1) {
      const least = Math.min(stepAt(promised, quantity)!.minor, stepAt(now, quantity)!.minor);
      expect(stepAt(lower, quantity)?.minor, String(quantity)).toBe(least);
    }
  });
});

describe("risingBreaks()", () => {
  it("names the price that is more than that of fewer units", () => {
    const price = (fromQuantity: number, minor: number) =>
      ({ variantId: VARIANT, currency: "EUR", fromQuantity, minor }) as const;
    expect(risingBreaks([price(10, 950), price(1, 1000), price(5, 900)])).toEqual([
      { price: price(10, 950), before: price(5, 900) },
    ]);
  });
});

describe("a cart's prices by quantity", () => {
  const offered = (...steps: PriceStep[]): VariantFacts => ({
    ...factsOf(1, { minor: steps[0]?.minor ?? 0 }),
    steps,
  });
  const breaks = offered(step(1, 1500, null), step(5, 1100));
  const add = (facts: VariantFacts, quantity: number) =>
    ({ type: "add", lineId: lineId(1), facts, quantity }) as const;
  const set = (quantity: number) =>
    ({ type: "set_quantity", lineId: lineId(1), quantity }) as const;

  it("follow the units, there and back, without a notice: it is the shopper's own doing", () => {
    const four = cartOf([add(breaks, 4)]);
    expect(four.lines[0]?.unitPrice.minor).toBe(1500);
    const five = cartOf([set(5)], NOW, four);
    expect(five.lines[0]?.unitPrice.minor).toBe(1100);
    expect(five.notices).toEqual([]);
    expect(cartOf([add(breaks, 3)], NOW, four).lines[0]?.unitPrice.minor).toBe(1100);
    expect(cartOf([set(1)], NOW, five).lines[0]?.unitPrice.minor).toBe(1500);
  });

  it("are locked whole: none of them rises before the lock runs out, and then it is told", () => {
    const dearer = offered(step(1, 1600, null), step(5, 1400));
    const look = { type: "refresh", facts: [dearer] } as const;
    const locked = cartOf([look], NOW + 1, cartOf([add(breaks, 1)]));
    expect(locked.lines[0]?.unitPrice.minor).toBe(1500);
    const five = cartOf([set(5)], NOW + 2, locked);
    expect(five.lines[0]?.unitPrice.minor).toBe(1100);
    const late = stepCart(five, look, NOW + PRICE_LOCK_MS).state;
    expect(late.lines[0]?.unitPrice.minor).toBe(1400);
    expect(late.notices).toMatchObject([
      { kind: "price_changed", was: { minor: 1100 }, now: { minor: 1400 } },
    ]);
  });

  it("fall at once", () => {
    const cheaper = offered(step(1, 1500, null), step(2, 1000));
    const cart = cartOf([add(breaks, 2), { type: "refresh", facts: [cheaper] }]);
    expect(cart.lines[0]?.unitPrice.minor).toBe(1000);
  });

  it("are known of a cart that was stored before there were any", () => {
    const old = cartOf([{ type: "add", lineId: lineId(1), facts: factsOf(1), quantity: 6 }]);
    expect(old.lines[0]?.unitPrice.minor).toBe(1000);
    const cart = cartOf(
      [{ type: "refresh", facts: [offered(step(1, 1000, null), step(5, 900))] }],
      NOW,
      old,
    );
    expect(cart.lines[0]?.unitPrice.minor).toBe(900);
    expect(cart.notices).toMatchObject([{ was: { minor: 1000 }, now: { minor: 900 } }]);
  });
});

describe("stepOrder() with prices for where the order goes", () => {
  const own = { variantId: idOf("variant", 1), unitMinor: 800, listId: LIST };

  function told(...inputs: Parameters<typeof stepOrder>[1][]) {
    return inputs.reduce((order, input) => stepOrder(order, input, ORDER_NOW).order, newOrder());
  }

  it("has the list's price there, and the cart's again elsewhere", () => {
    const there = { type: "set_address", address: ADDRESS } as const;
    const prices = { type: "set_prices", country: "DE", prices: [own] } as const;
    const order = told(there, prices);
    expect(order.lines[0]).toMatchObject({
      unitMinor: 800,
      listId: LIST,
      cartPrice: { unitMinor: 1000 },
    });
    expect(order.quote.totals.subtotalMinor).toBe(1300);
    const back = stepOrder(order, { ...prices, prices: [] }, ORDER_NOW).order;
    expect(back.lines[0]).toMatchObject({ unitMinor: 1000, listId: null });
    expect(back.quote.totals.subtotalMinor).toBe(1500);
    // Told again it changes nothing, and neither do prices for another country than the address's.
    expect(stepOrder(order, prices, ORDER_NOW).order).toBe(order);
    expect(stepOrder(order, { ...prices, country: "FR", prices: [] }, ORDER_NOW).order).toBe(order);
  });
});
