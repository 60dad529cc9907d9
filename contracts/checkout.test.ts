import { describe, expect, it } from "vitest";
import { changeCheckoutSchema } from "./checkout.ts";

const ADDRESS = {
  name: "Ada Lovelace",
  line1: "1 Main St",
  city: "Anywhere",
  postalCode: "10001",
  country: "US",
};

function pointers(country: string, region?: string) {
  const address = { ...ADDRESS, country, ...(region === undefined ? {} : { region }) };
  const { error } = changeCheckoutSchema.safeParse({ address });
  return error?.issues.map(({ path }) => path.join("/")) ?? [];
}

describe("changeCheckoutSchema", () => {
  it("wants a state where a country taxes by states, by its code or its name", () => {
    for (const region of ["NY", "new york", "US-NY"]) expect(pointers("US", region)).toEqual([]);
    for (const region of [undefined, "", "Ontario", "N"]) {
      expect(pointers("US", region)).toEqual(["address/region"]);
    }
    expect(pointers("CA", "Québec")).toEqual([]);
    expect(pointers("CA", "NY")).toEqual(["address/region"]);
  });

  it("takes any region or none elsewhere", () => {
    for (const region of [undefined, "Bayern", "東京都"])
      expect(pointers("DE", region)).toEqual([]);
  });
});
