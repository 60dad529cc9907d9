import { describe, expect, it } from "vitest";
import { differencesOf } from "./compare.ts";

/** The long run is `npm run verify:prices`. */
const CARTS = 4_000;

describe("quoteOf()", () => {
  it(`agrees with an independent oracle over ${CARTS} random carts and rules`, () => {
    for (let seed = 1; seed <= CARTS; seed += 1) {
      expect(differencesOf(seed), `seed ${seed}`).toEqual([]);
    }
  });
});
