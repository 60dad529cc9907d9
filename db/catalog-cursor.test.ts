import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mintId } from "../domain/id.ts";
import { CURRENCIES } from "../domain/money.ts";
import { decodeCursor, encodeCursor } from "./catalog-cursor.ts";

describe("decodeCursor()", () => {
  it("reads what encodeCursor() wrote", () => {
    const cursors = fc.record({
      sort: fc.constantFrom("featured", "newest", "price_asc", "price_desc"),
      currency: fc.constantFrom(...CURRENCIES),
      key: fc.maxSafeInteger(),
      productId: fc
        .tuple(fc.nat(), fc.uint8Array({ minLength: 10, maxLength: 10 }))
        .map(([now, random]) => mintId("product", now, random)),
    });
    fc.assert(
      fc.property(cursors, (cursor) => {
        const word = encodeCursor(cursor);
        expect(word).toMatch(/^[\w-]+$/);
        expect(decodeCursor(word)).toEqual(cursor);
      }),
    );
  });

  it("never throws on what it did not write", () => {
    fc.assert(fc.property(fc.string(), (word) => decodeCursor(word) === null));
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decodeCursor(btoa(encodeURIComponent(JSON.stringify(value))))).toBeNull();
      }),
    );
  });
});
