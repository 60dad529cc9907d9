import { describe, expect, it } from "vitest";
import { jsonParts } from "./json-rows.ts";

describe("jsonParts()", () => {
  it("keeps rows whole and in order, in parts that a statement takes", () => {
    const rows = Array.from({ length: 100 }, (_, at) => ({ at, text: "x".repeat(20_000) }));
    const parts = jsonParts(rows);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap((part) => JSON.parse(part))).toEqual(rows);
    for (const part of parts) expect(part.length).toBeLessThan(700_000);
    expect(jsonParts([])).toEqual([]);
  });
});
