import { describe, expect, it } from "vitest";
import { PRICE_LOCK_MS, type VariantFacts } from "./cart.ts";
import { addOf, cartOf, factsOf, lineId, NOW, problemOf, quantities } from "./cart-builders.ts";
import { type CartCommand, stepCart } from "./cart-step.ts";

describe("stepCart() refresh", () => {
  const look = (...facts: VariantFacts[]): CartCommand => ({ type: "refresh", facts });
  const LAPSED = NOW + PRICE_LOCK_MS;
  const cart = cartOf([addOf(1, 2)]);

  it("changes nothing where the catalog says the same", () => {
    expect(stepCart(cart, look(factsOf(1)), LAPSED - 1).state).toBe(cart);
    expect(stepCart(cart, look(factsOf(1, { available: 7 })), LAPSED - 1).state).toBe(cart);
    expect(stepCart(cart, look(factsOf(2)), LAPSED).state).toBe(cart);
  });

  it("holds a price that rose until the lock lapses, then tells of it", () => {
    const risen = look(factsOf(1, { minor: 1300 }));
    expect(stepCart(cart, risen, LAPSED - 1).state).toBe(cart);
    const after = cartOf([risen], LAPSED, cart);
    expect(after.lines[0]).toMatchObject({
      unitPrice: { minor: 1300 },
      lockedUntil: LAPSED + PRICE_LOCK_MS,
    });
    expect(after.notices).toEqual([
      {
        kind: "price_changed",
        lineId: lineId(1),
        was: { minor: 1000, currency: "EUR" },
        now: { minor: 1300, currency: "EUR" },
      },
    ]);
  });

  it("keeps the rate that made a price with it, and takes the next one when the lock lapses", () => {
    const exchange = { from: "USD", rate: "0.8886", quotedAt: 1, markupBp: 250 } as const;
    const later = { ...exchange, rate: "0.9", quotedAt: 2 };
    const converted = cartOf([{ ...addOf(1), facts: { ...factsOf(1), exchange } }]);
    expect(converted.lines[0]?.exchange).toEqual(exchange);
    const risen = look({ ...factsOf(1, { minor: 1300 }), exchange: later });
    expect(stepCart(converted, risen, LAPSED - 1).state).toBe(converted);
    expect(cartOf([risen], LAPSED, converted).lines[0]?.exchange).toEqual(later);
    // The same price by another rate, and a price that staff have set meanwhile.
    const same = look({ ...factsOf(1), exchange: later });
    expect(stepCart(converted, same, LAPSED - 1).state).toBe(converted);
    expect(cartOf([same], LAPSED, converted).lines[0]?.exchange).toEqual(later);
    expect(cartOf([look(factsOf(1))], LAPSED, converted).lines[0]).not.toHaveProperty("exchange");
  });

  it("gives a price that fell at once and tells of it", () => {
    const after = cartOf([look(factsOf(1, { minor: 800 }))], NOW + 1, cart);
    expect(after.lines[0]?.unitPrice.minor).toBe(800);
    expect(after.notices).toMatchObject([{ was: { minor: 1000 }, now: { minor: 800 } }]);
  });

  it("renews a lapsed lock silently where the price is the same", () => {
    const after = cartOf([look(factsOf(1))], LAPSED, cart);
    expect(after).toMatchObject({ notices: [], version: cart.version + 1 });
    expect(after.lines[0]?.lockedUntil).toBe(LAPSED + PRICE_LOCK_MS);
  });

  it("tells a second change against the price last agreed with, and a return not at all", () => {
    const down = cartOf([look(factsOf(1, { minor: 800 }))], NOW, cart);
    const further = cartOf([look(factsOf(1, { minor: 700 }))], NOW, down);
    expect(further.notices).toMatchObject([{ was: { minor: 1000 }, now: { minor: 700 } }]);
    expect(cartOf([look(factsOf(1))], LAPSED, further).notices).toEqual([]);
    const agreed = cartOf([{ type: "dismiss_notices" }], NOW, further);
    expect(cartOf([look(factsOf(1))], LAPSED, agreed).notices).toMatchObject([
      { was: { minor: 700 }, now: { minor: 1000 } },
    ]);
  });

  it("tells of too few and of none left without touching the quantity, once", () => {
    const few = cartOf([look(factsOf(1, { available: 1 }))], NOW, cart);
    expect(quantities(few)).toEqual([2]);
    expect(few.notices).toEqual([{ kind: "few_left", lineId: lineId(1), available: 1 }]);
    const none = cartOf([look(factsOf(1, { available: 0 }))], NOW, few);
    expect(none.notices).toEqual([{ kind: "sold_out", lineId: lineId(1) }]);
    const dismissed = cartOf([{ type: "dismiss_notices" }], NOW, none);
    expect(dismissed.lines[0]?.trouble).toEqual({ kind: "sold_out" });
    expect(stepCart(dismissed, look(factsOf(1, { available: 0 })), NOW).state).toBe(dismissed);
    expect(cartOf([look(factsOf(1))], NOW, none)).toMatchObject({
      notices: [],
      lines: [{ trouble: null }],
    });
  });

  it("tells what is not for sale any more, known to the catalog or not", () => {
    const notices = [{ kind: "unavailable", lineId: lineId(1) }];
    expect(cartOf([look(factsOf(1, { isForSale: false }))], NOW, cart).notices).toEqual(notices);
    const gone = [factsOf(1).variantId];
    expect(cartOf([{ type: "refresh", facts: [], gone }], NOW, cart).notices).toEqual(notices);
  });

  it("takes over what the catalog calls the product now", () => {
    const after = cartOf([look(factsOf(1, { title: "Cup", handle: "cup" }))], NOW, cart);
    expect(after.lines[0]).toMatchObject({ title: "Cup", handle: "cup", quantity: 2 });
  });

  it("ignores facts in another currency, which came late", () => {
    const late = look(factsOf(1, { minor: 1, currency: "JPY" }));
    expect(stepCart(cart, late, LAPSED).state).toBe(cart);
  });
});

describe("stepCart() change_currency", () => {
  const toYen = (...facts: VariantFacts[]): CartCommand => ({
    type: "change_currency",
    currency: "JPY",
    facts,
  });
  const yen = (index: number) => factsOf(index, { minor: 160, currency: "JPY" });

  it("prices every line anew, and the removed one, and tells both subtotals", () => {
    const cart = cartOf([addOf(1, 2), addOf(2), { type: "remove", lineId: lineId(2) }]);
    const after = cartOf([toYen(yen(1), yen(2))], NOW, cart);
    expect(after).toMatchObject({
      currency: "JPY",
      lines: [{ unitPrice: { minor: 160, currency: "JPY" } }],
      undo: { removed: [{ line: { unitPrice: { minor: 160, currency: "JPY" } } }] },
    });
    expect(after.notices).toEqual([
      {
        kind: "currency_changed",
        lineId: null,
        was: { minor: 2000, currency: "EUR" },
        now: { minor: 320, currency: "JPY" },
      },
    ]);
  });

  it("forgets a removal that has no price in the new currency", () => {
    const cart = cartOf([addOf(1), addOf(2), { type: "remove", lineId: lineId(2) }]);
    expect(cartOf([toYen(yen(1))], NOW, cart).undo).toBeNull();
  });

  it("is refused whole where a line has no price, so that nothing is lost", () => {
    const cart = cartOf([addOf(1), addOf(2)]);
    expect(problemOf(cart, toYen(yen(1)))).toEqual({
      reason: "variant_unavailable",
      variantIds: [factsOf(2).variantId],
    });
  });

  it("changes an empty cart without a word and the same currency not at all", () => {
    expect(cartOf([toYen()])).toMatchObject({ currency: "JPY", notices: [] });
    const cart = cartOf([toYen()]);
    expect(stepCart(cart, toYen(), NOW).state).toBe(cart);
  });
});
