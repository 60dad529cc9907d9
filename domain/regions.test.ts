import { describe, expect, it } from "vitest";
import { isSameRegion, regionCode, regionText } from "./regions.ts";

describe("regionCode()", () => {
  it("knows a state by its code, its name, and as ISO writes it", () => {
    for (const text of ["CA", "ca", " California ", "US-CA", "C.A."]) {
      expect(regionCode("US", text), text).toBe("CA");
    }
    for (const text of ["QC", "Québec", "Que\u0301bec", "quebec", "CA-QC"]) {
      expect(regionCode("CA", text), text).toBe("QC");
    }
    expect(regionCode("US", "Washington, D.C.")).toBe("DC");
    expect(regionCode("US", "new  york")).toBe("NY");
  });

  it("knows what is no state, and leaves other countries as they are written", () => {
    for (const text of ["", "Calif", "Ontario", "XX"]) expect(regionCode("US", text)).toBeNull();
    expect(regionCode("DE", "Baden-Württemberg")).toBe("BADENWURTTEMBERG");
    expect(regionCode("DE", "")).toBe("");
  });
});

describe("regionText()", () => {
  it("writes codes where there are any, and else what it was given", () => {
    expect(regionText("US", "new york")).toBe("NY");
    expect(regionText("US", "Nowhere")).toBe("Nowhere");
    expect(regionText("DE", "Baden-Württemberg")).toBe("Baden-Württemberg");
  });
});

describe("isSameRegion()", () => {
  it("compares names with codes, and what it does not know as it is written", () => {
    expect(isSameRegion("US", "NY", "New York")).toBe(true);
    expect(isSameRegion("US", "NY", "")).toBe(false);
    expect(isSameRegion("US", "Nowhere", "no-where")).toBe(true);
    expect(isSameRegion("ES", "Canarias", "CANARIAS ")).toBe(true);
    expect(isSameRegion("ES", "Canarias", "Madrid")).toBe(false);
  });
});
