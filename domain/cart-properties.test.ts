import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CartState, cartAt, emptyCart, LINE_QUANTITY_MAX, PRICE_LOCK_MS } from "./cart.ts";
import { addOf, cartOf, factsOf, lineId, NOW, orderId, quantities } from "./cart-builders.ts";
import { type CartCommand, stepCart } from "./cart-step.ts";

describe("stepCart() in any order", () => {
  const index = fc.nat({ max: 4 });
  const quantity = fc.integer({ min: 1, max: 60 });
  const facts = fc
    .record({ index, minor: fc.constantFrom(900, 1000, 1100), available: fc.nat({ max: 120 }) })
    .map(({ index: at, ...fields }) => factsOf(at, fields));
  const commands: fc.Arbitrary<CartCommand> = fc.oneof(
    fc.tuple(index, quantity).map(([at, count]): CartCommand => addOf(at, count)),
    fc.tuple(index, fc.nat({ max: 99 })).map(
      ([at, count]): CartCommand => ({
        type: "set_quantity",
        lineId: lineId(at),
        quantity: count,
      }),
    ),
    index.map((at): CartCommand => ({ type: "remove", lineId: lineId(at) })),
    fc.constantFrom<CartCommand>({ type: "clear" }, { type: "undo" }, { type: "dismiss_notices" }),
    facts.map((one): CartCommand => ({ type: "refresh", facts: [one] })),
    fc.tuple(index, index, quantity).map(
      ([order, at, count]): CartCommand => ({
        type: "settle",
        orderId: orderId(order),
        lines: [{ lineId: lineId(at), quantity: count }],
      }),
    ),
  );

  it("keeps every bound and raises the version by one exactly when something changed", () => {
    const moments = fc.tuple(commands, fc.nat({ max: PRICE_LOCK_MS }));
    fc.assert(
      fc.property(fc.array(moments, { maxLength: 60 }), (story) => {
        let state = emptyCart("EUR");
        let now = NOW;
        for (const [command, wait] of story) {
          now += wait;
          const { state: next, result } = stepCart(state, command, now);
          if (next === state) expect(next.version).toBe(state.version);
          else expect(next.version).toBe(state.version + 1);
          if (result.ok) expect(result.value).toEqual(cartAt(next, now));
          expect(new Set(next.lines.map((line) => line.variantId)).size).toBe(next.lines.length);
          for (const count of quantities(next)) {
            expect(count >= 1 && count <= LINE_QUANTITY_MAX).toBe(true);
          }
          const ids = next.lines.map((line) => line.id);
          const told = next.notices.map((notice) => `${notice.lineId} ${notice.kind}`);
          expect(new Set(told).size).toBe(told.length);
          for (const { lineId: id } of next.notices)
            expect(id !== null && ids.includes(id)).toBe(true);
          state = next;
        }
      }),
    );
  });

  it("loses no unit that two tabs add, whichever comes first", () => {
    const adds = fc.array(fc.tuple(index, fc.integer({ min: 1, max: 9 })), { maxLength: 10 });
    fc.assert(
      fc.property(adds, adds, (left, right) => {
        const one = cartOf([...left, ...right].map(([at, count]) => addOf(at, count)));
        const other = cartOf([...right, ...left].map(([at, count]) => addOf(at, count)));
        const units = (cart: CartState) =>
          new Map(cart.lines.map((line) => [line.title, line.quantity]));
        expect(units(one)).toEqual(units(other));
      }),
    );
  });
});
