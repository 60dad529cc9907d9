import { describe, expect, it } from "vitest";
import { addOf, cartOf, lineId, NOW, orderId } from "./cart-builders.ts";
import { stepCart } from "./cart-step.ts";
import { CODES_MAX } from "./promotion.ts";

const enter = (code: string) => ({ type: "add_code", code }) as const;

describe("codes of a cart", () => {
  it("are kept in the order in which they were entered, each once", () => {
    const cart = cartOf([addOf(1), enter("SPRING"), enter("TEN"), enter("SPRING")]);
    expect(cart.codes).toEqual(["SPRING", "TEN"]);
    const without = cartOf([{ type: "remove_code", code: "SPRING" }], NOW, cart);
    expect(without.codes).toEqual(["TEN"]);
  });

  it("leave the version alone: the order that was opened from the cart is still its own", () => {
    const cart = cartOf([addOf(1)]);
    const coded = cartOf([enter("TEN"), { type: "keep_codes", codes: ["A", "B"] }], NOW, cart);
    expect(coded).toMatchObject({ version: cart.version, codes: ["A", "B"] });
    expect(stepCart(coded, { type: "keep_codes", codes: ["A", "B"] }, NOW).state).toBe(coded);
  });

  it("are bounded", () => {
    const full = cartOf(Array.from({ length: CODES_MAX }, (_, number) => enter(`CODE${number}`)));
    const step = stepCart(full, enter("MORE"), NOW);
    expect(step.result).toEqual({ ok: false, problem: { reason: "codes_full", limit: CODES_MAX } });
  });

  it("end with the order that took everything out", () => {
    const cart = cartOf([addOf(1, 2), enter("TEN")]);
    const settle = (quantity: number) =>
      ({
        type: "settle",
        orderId: orderId(quantity),
        lines: [{ lineId: lineId(1), quantity }],
      }) as const;
    expect(cartOf([settle(1)], NOW, cart).codes).toEqual(["TEN"]);
    expect(cartOf([settle(2)], NOW, cart).codes).toEqual([]);
  });
});
