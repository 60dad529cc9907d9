import { describe, expect, it } from "vitest";
import { cartSchema } from "../contracts/cart.ts";
import { type CartLine, type CartState, emptyCart } from "../domain/cart.ts";
import { idFromBytes } from "../domain/id.ts";
import { money } from "../domain/money.ts";
import { cartView } from "./cart-view.ts";

const bytes = new Uint8Array(16);
const LINE: CartLine = {
  id: idFromBytes("line", bytes),
  productId: idFromBytes("product", bytes),
  variantId: idFromBytes("variant", bytes),
  itemId: idFromBytes("stockItem", bytes),
  handle: "mug",
  title: "Mug",
  variantTitle: "Sage",
  sku: "M-1",
  picture: null,
  quantity: 3,
  unitPrice: money(1299, "EUR"),
  lockedUntil: 1_700_000_000_000,
  trouble: null,
};

const TOLD = { pricesIncludeTax: true, promotions: null };

function view(change: Partial<CartState>) {
  return cartSchema.parse(cartView({ ...emptyCart("EUR"), lines: [LINE], ...change }, TOLD));
}

describe("cartView()", () => {
  it("shows the lines with their totals and nothing of the inside", () => {
    const cart = view({ version: 4 });
    expect(cart).toMatchObject({
      version: 4,
      count: 3,
      subtotal: { minor: 3897, currency: "EUR" },
      pricesIncludeTax: true,
      notices: [],
      undo: null,
      lines: [
        {
          total: { minor: 3897, currency: "EUR" },
          priceLockedUntil: "2023-11-14T22:13:20.000Z",
          availability: { status: "in_stock", left: null },
        },
      ],
    });
    expect(JSON.stringify(cart)).not.toContain(LINE.itemId);
  });

  it("tells how many are left where the line wants more", () => {
    const availability = (trouble: CartLine["trouble"]) =>
      view({ lines: [{ ...LINE, trouble }] }).lines[0]?.availability;
    expect(availability({ kind: "few_left", available: 2 })).toEqual({
      status: "low_stock",
      left: 2,
    });
    expect(availability({ kind: "sold_out" })).toEqual({ status: "sold_out", left: null });
    expect(availability({ kind: "unavailable" })).toEqual({ status: "sold_out", left: null });
  });

  it("words every notice", () => {
    const [was, now, lineId] = [money(1199, "EUR"), money(1299, "EUR"), LINE.id];
    const { notices } = view({
      notices: [
        { kind: "price_changed", lineId, was, now },
        { kind: "few_left", lineId, available: 2 },
        { kind: "quantity_reduced", lineId, quantity: 2 },
        { kind: "sold_out", lineId },
        { kind: "unavailable", lineId },
        { kind: "currency_changed", lineId: null, was: money(1, "USD"), now },
      ],
    });
    expect(notices.map(({ message }) => message)).toEqual([
      "The price of Mug, Sage has changed",
      "Only 2 of Mug, Sage left",
      "The quantity of Mug, Sage is now 2",
      "Mug, Sage is sold out",
      "Mug, Sage is no longer for sale",
      "Prices are now in EUR",
    ]);
    expect(notices[0]).toMatchObject({ was, now });
    expect(notices[1]).toMatchObject({ was: null, now: null });
  });

  it("names what undo would bring back", () => {
    const removed = [{ index: 0, line: LINE }];
    expect(view({ undo: { removed, until: 1 } }).undo).toEqual({ title: "Mug, Sage", quantity: 3 });
    expect(view({ undo: { removed: [...removed, ...removed], until: 1 } }).undo).toEqual({
      title: "2 products",
      quantity: 6,
    });
  });
});
