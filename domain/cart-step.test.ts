import { describe, expect, it } from "vitest";
import {
  CART_LINES_MAX,
  cartAt,
  cartSubtotal,
  countUnits,
  emptyCart,
  LINE_QUANTITY_MAX,
  PRICE_LOCK_MS,
  SETTLED_ORDERS_MAX,
  UNDO_MS,
} from "./cart.ts";
import {
  addOf,
  cartOf,
  factsOf,
  lineId,
  NOW,
  orderId,
  problemOf,
  quantities,
  titles,
} from "./cart-builders.ts";
import { type CartCommand, stepCart } from "./cart-step.ts";

describe("stepCart() add", () => {
  it("opens a line at the price seen, locked, and merges the same variant into it", () => {
    const cart = cartOf([addOf(1, 2), addOf(2), { ...addOf(1, 3), lineId: lineId(9) }]);
    expect(quantities(cart)).toEqual([5, 1]);
    expect(cart.lines[0]).toMatchObject({ id: lineId(1), lockedUntil: NOW + PRICE_LOCK_MS });
    expect(cart.version).toBe(3);
    expect(countUnits(cart)).toBe(6);
    expect(cartSubtotal(cart)).toEqual({ minor: 6000, currency: "EUR" });
  });

  it("refuses more than a line holds and names the limit", () => {
    const cart = cartOf([addOf(1, LINE_QUANTITY_MAX)]);
    expect(problemOf(cart, addOf(1))).toEqual({
      reason: "quantity_limit",
      limit: LINE_QUANTITY_MAX,
      inCart: LINE_QUANTITY_MAX,
    });
  });

  it("refuses more lines than a cart holds, but not more units of a line", () => {
    const full = cartOf(Array.from({ length: CART_LINES_MAX }, (_, index) => addOf(index)));
    expect(problemOf(full, addOf(99))).toEqual({ reason: "cart_full", limit: CART_LINES_MAX });
    expect(cartOf([addOf(3)], NOW, full).lines[3]?.quantity).toBe(2);
  });

  it("refuses more than is available, counting what the cart has", () => {
    const cart = cartOf([addOf(1, 2)]);
    expect(problemOf(cart, addOf(1, 2, { available: 3 }))).toEqual({
      reason: "sold_out",
      available: 3,
      inCart: 2,
    });
    expect(quantities(cartOf([addOf(1, 1, { available: 3 })], NOW, cart))).toEqual([3]);
  });

  it("refuses what is not for sale", () => {
    const command = addOf(1, 1, { isForSale: false });
    expect(problemOf(emptyCart("EUR"), command)).toEqual({
      reason: "variant_unavailable",
      variantIds: [command.facts.variantId],
    });
  });

  it("lets an empty cart take the currency of the page and refuses to mix two", () => {
    const cart = cartOf([addOf(1, 1, { currency: "JPY" })]);
    expect(cart.currency).toBe("JPY");
    expect(problemOf(cart, addOf(2))).toEqual({ reason: "currency_mismatch", currency: "JPY" });
    const emptied = cartOf([{ type: "clear" }, addOf(2)], NOW, cart);
    expect(emptied).toMatchObject({ currency: "EUR", undo: null });
  });

  it("keeps the locked price against a rise and gives a fall to the whole line", () => {
    const cart = cartOf([addOf(1, 1)]);
    expect(cartOf([addOf(1, 1, { minor: 1200 })], NOW + 1, cart).lines[0]?.unitPrice.minor).toBe(
      1000,
    );
    const fallen = cartOf([addOf(1, 1, { minor: 900 })], NOW + 1, cart);
    expect(fallen.lines[0]).toMatchObject({ quantity: 2, unitPrice: { minor: 900 } });
    expect(fallen.notices).toMatchObject([{ kind: "price_changed", was: { minor: 1000 } }]);
  });

  it("throws on what no door lets in", () => {
    for (const quantity of [0, -1, 0.5, Number.NaN]) {
      expect(() => stepCart(emptyCart("EUR"), addOf(1, quantity), NOW)).toThrow("Invariant");
    }
  });
});

describe("stepCart() set_quantity", () => {
  const set = (quantity: number, available?: number): CartCommand => ({
    type: "set_quantity",
    lineId: lineId(1),
    quantity,
    ...(available === undefined ? {} : { available }),
  });

  it("sets the units, within what a line holds and what is available", () => {
    const cart = cartOf([addOf(1)]);
    expect(quantities(cartOf([set(4)], NOW, cart))).toEqual([4]);
    expect(problemOf(cart, set(LINE_QUANTITY_MAX + 1))?.reason).toBe("quantity_limit");
    expect(problemOf(cart, set(4, 3))).toEqual({ reason: "sold_out", available: 3, inCart: 1 });
    expect(problemOf(emptyCart("EUR"), set(1))).toEqual({ reason: "line_unknown" });
  });

  it("lets go of units even where fewer are available, and ends the notice when they fit", () => {
    const cart = cartOf([addOf(1, 5), { type: "refresh", facts: [factsOf(1, { available: 2 })] }]);
    expect(cart.notices).toEqual([{ kind: "few_left", lineId: lineId(1), available: 2 }]);
    expect(cartOf([set(4)], NOW, cart).notices).toHaveLength(1);
    expect(cartOf([set(2)], NOW, cart)).toMatchObject({ notices: [], lines: [{ trouble: null }] });
    expect(problemOf(cart, set(6))?.reason).toBe("sold_out");
  });

  it("changes nothing where the quantity is the same", () => {
    const cart = cartOf([addOf(1, 2)]);
    expect(stepCart(cart, set(2), NOW).state).toBe(cart);
  });

  it("removes the line at 0, to be undone", () => {
    const cart = cartOf([addOf(1, 2), set(0)]);
    expect(cart).toMatchObject({ lines: [], undo: { removed: [{ line: { quantity: 2 } }] } });
  });
});

describe("stepCart() undo", () => {
  const remove = (index: number): CartCommand => ({ type: "remove", lineId: lineId(index) });
  const undo: CartCommand = { type: "undo" };

  it("brings the last removal back to its place with its id and its lock", () => {
    const before = cartOf([addOf(1), addOf(2, 3), addOf(3)]);
    const after = cartOf([remove(2), undo], NOW + 5, before);
    expect(after.lines).toEqual(before.lines);
    expect(after.undo).toBeNull();
    expect(problemOf(after, undo)).toEqual({ reason: "nothing_to_undo" });
  });

  it("brings all lines back after clearing", () => {
    const before = cartOf([addOf(1), addOf(2, 3)]);
    expect(cartOf([{ type: "clear" }, undo], NOW, before).lines).toEqual(before.lines);
  });

  it("remembers one removal only, and only for a time", () => {
    const cart = cartOf([addOf(1), addOf(2), remove(1), remove(2)]);
    expect(titles(cartOf([undo], NOW + UNDO_MS - 1, cart))).toEqual(["Mug 2"]);
    expect(problemOf(cart, undo, NOW + UNDO_MS)).toEqual({ reason: "nothing_to_undo" });
    expect(cartAt(cart, NOW + UNDO_MS).undo).toBeNull();
    expect(stepCart(cart, { type: "dismiss_notices" }, NOW + UNDO_MS).state).toBe(cart);
  });

  it("joins a line that came back meanwhile and tells where it had to cut", () => {
    const cart = cartOf([addOf(1, 60), remove(1), { ...addOf(1, 50), lineId: lineId(7) }, undo]);
    expect(quantities(cart)).toEqual([LINE_QUANTITY_MAX]);
    expect(cart.notices).toEqual([
      { kind: "quantity_reduced", lineId: lineId(7), quantity: LINE_QUANTITY_MAX },
    ]);
  });

  it("is refused by a full cart and can be taken again", () => {
    const adds = Array.from({ length: CART_LINES_MAX }, (_, index) => addOf(index + 10));
    const cart = cartOf([addOf(1), remove(1), ...adds]);
    expect(problemOf(cart, undo)).toEqual({ reason: "cart_full", limit: CART_LINES_MAX });
    expect(titles(cartOf([remove(12)], NOW, cart))).toHaveLength(CART_LINES_MAX - 1);
  });
});

describe("stepCart() settle", () => {
  const settle = (order: number, ...bought: [line: number, quantity: number][]): CartCommand => ({
    type: "settle",
    orderId: orderId(order),
    lines: bought.map(([line, quantity]) => ({ lineId: lineId(line), quantity })),
  });

  it("takes out what was bought and leaves what was added since", () => {
    const cart = cartOf([addOf(1, 2), addOf(2, 1), addOf(3, 4), settle(1, [1, 2], [3, 1], [8, 1])]);
    expect(titles(cart)).toEqual(["Mug 2", "Mug 3"]);
    expect(quantities(cart)).toEqual([1, 3]);
  });

  it("subtracts an order once, however often it is told", () => {
    const cart = cartOf([addOf(1, 5), settle(1, [1, 2])]);
    expect(stepCart(cart, settle(1, [1, 2]), NOW).state).toBe(cart);
    expect(quantities(cartOf([settle(2, [1, 2])], NOW, cart))).toEqual([1]);
  });

  it("remembers a bounded number of orders", () => {
    const all = Array.from({ length: SETTLED_ORDERS_MAX + 5 }, (_, index) => settle(index));
    const { settledOrders } = cartOf(all);
    expect(settledOrders).toHaveLength(SETTLED_ORDERS_MAX);
    expect(settledOrders.at(-1)).toBe(orderId(SETTLED_ORDERS_MAX + 4));
  });
});
