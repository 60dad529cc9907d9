import { describe, expect, it } from "vitest";
import { matchesSearch, parseSearch } from "./search-query.ts";

const INTENT = { status: "succeeded", amount: 4200, metadata: { order_id: "ord_1", note: "a'b" } };

function finds(query: string): boolean {
  const clauses = parseSearch(query);
  if (clauses === null) throw new RangeError(`Expected a query: ${query}`);
  return matchesSearch(clauses, INTENT);
}

describe("parseSearch() and matchesSearch()", () => {
  it.each([
    ["metadata['order_id']:'ord_1'", true],
    ['metadata["order_id"]:"ord_1"', true],
    ["metadata['order_id']:'ord_2'", false],
    ["-metadata['order_id']:'ord_2'", true],
    ["metadata['note']:'a\\'b'", true],
    ["status:'succeeded' AND metadata['order_id']:'ord_1'", true],
    ["status:'canceled' AND metadata['order_id']:'ord_1'", false],
    ["metadata['missing']:'x'", false],
  ])("%s finds it: %s", (query, expected) => expect(finds(query)).toBe(expected));

  it("does not understand everything", () => {
    for (const query of ["", "order", "status:", "status:'a' OR status:'b'"]) {
      expect(parseSearch(query)).toBeNull();
    }
  });
});
