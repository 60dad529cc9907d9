import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdIdOf, mintId, mintOrderNumber, parseId, toId } from "./id.ts";

const chance = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe("mintId()", () => {
  it("makes ids that parse as their own kind and no other", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 45 }), chance, (now, random) => {
        const id = mintId("order", now, random);
        expect(parseId("order", id)).toBe(id);
        expect(parseId("cart", id)).toBeNull();
      }),
    );
  });

  it("sorts by time", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 45 }), chance, chance, (now, left, right) => {
        expect(mintId("event", now, left) < mintId("event", now + 1, right)).toBe(true);
      }),
    );
  });
});

describe("parseId()", () => {
  it("refuses what is no id", () => {
    for (const text of ["", "ord_", "ord_x", `ord_${"u".repeat(26)}`, `ORD_${"0".repeat(26)}`]) {
      expect(parseId("order", text)).toBeNull();
    }
  });

  it("takes a word for a location only", () => {
    expect(parseId("location", "loc_harbour")).toBe("loc_harbour");
    expect(parseId("location", "loc_../x")).toBeNull();
    expect(() => toId("variant", "var_harbour")).toThrow();
  });
});

describe("holdIdOf()", () => {
  it("names each attempt of an order once", () => {
    const orderId = mintId("order", 0, new Uint8Array(10));
    const hold = holdIdOf(orderId, 2);
    expect(parseId("hold", hold)).toBe(hold);
    expect(hold).not.toBe(holdIdOf(orderId, 12));
    expect(parseId("hold", `${hold}x`)).toBeNull();
  });
});

describe("mintOrderNumber()", () => {
  it("reads as two groups of four", () => {
    expect(mintOrderNumber(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 255]))).toBe("0123-456Z");
  });
});
