import { beforeAll, describe, expect, it } from "vitest";
import { call, seedCatalog } from "./staff-builders.ts";

const SETTINGS = { rounding: "per_order", shippingClass: null, exemptCountries: [] };

beforeAll(() => seedCatalog());

async function version(path: string): Promise<number> {
  return (await call("GET", path)).body.version;
}

async function writeTaxes(...rules: object[]) {
  const full = rules.map((rule) => ({ country: "US", label: "Sales tax", rateBp: 0, ...rule }));
  const body = { ...SETTINGS, version: await version("/taxes"), rules: full };
  return call("PATCH", "/taxes", { body });
}

function pointersOf({ status, body }: Awaited<ReturnType<typeof call>>): string[] {
  expect(status).toBe(422);
  const pointers: string[] = body.errors.map(({ pointer }: { pointer: string }) => pointer);
  return [...new Set(pointers)];
}

describe("PATCH /admin/api/taxes", () => {
  it("takes rates as laws have them: 8.875 and 9.975 percent", async () => {
    const rules = [
      { id: "nyc", region: "NY", rateBp: 887.5 },
      { id: "qst", country: "CA", region: "QC", label: "QST", rateBp: 997.5 },
    ];
    expect((await writeTaxes(...rules)).status).toBe(200);
    const { body } = await call("GET", "/taxes");
    expect(body.rules.map(({ rateBp }: { rateBp: number }) => rateBp)).toEqual([997.5, 887.5]);
    const wrong = [0.00001, -1, 10_000.5, "8"].map((rateBp) => writeTaxes({ id: "a", rateBp }));
    for (const answer of await Promise.all(wrong)) {
      expect(pointersOf(answer)).toEqual(["/rules/0/rateBp"]);
    }
  });

  it("refuses ranges that hold nowhere, as they are compared", async () => {
    const range = (postalFrom: string, postalTo: string) =>
      writeTaxes({ id: "a", postalFrom, postalTo });
    for (const [from, to] of [
      ["10 00", "19999"],
      ["BT1", "bt0"],
      ["94103", "9410"],
    ] as const) {
      expect(pointersOf(await range(from, to)), `${from} ${to}`).toEqual(["/rules/0/postalTo"]);
    }
    expect(pointersOf(await range("--", "--"))).toEqual([
      "/rules/0/postalFrom",
      "/rules/0/postalTo",
    ]);
    expect((await range("bt1", "BT9 ")).status).toBe(200);
  });

  it("refuses two rules of one state by its two names, and reads no list of thousands", async () => {
    const named = await writeTaxes({ id: "a", region: "NY" }, { id: "b", region: "new york" });
    expect(pointersOf(named)).toEqual(["/rules/1"]);
    const many = Array.from({ length: 300 }, (_, index) => ({ id: `r${index}` }));
    expect(pointersOf(await writeTaxes(...many))).toHaveLength(20);
  });
});

describe("PATCH /admin/api/shipping-zones", () => {
  it("refuses a place that another zone has, however it is written", async () => {
    const method = {
      id: "standard",
      label: "Standard",
      daysMin: 1,
      daysMax: 2,
      rates: [{ price: { EUR: 490 } }],
    };
    const zone = (id: string, ...places: object[]) => ({
      id,
      label: id,
      places,
      methods: [method],
    });
    const write = async (...zones: object[]) =>
      call("PATCH", "/shipping-zones", {
        body: { zones, version: await version("/shipping-zones") },
      });
    const islands = { country: "GB", postalPrefix: "BT" };
    const zones = [
      zone("a", { country: "US", region: "HI" }, { country: "GB" }, islands),
      zone("b", { country: "DE" }, { country: "US", region: "Hawaii" }),
      zone("c", { country: "GB", postalPrefix: " bt" }, { country: "GB", postalPrefix: "B" }),
    ];
    expect(pointersOf(await write(...zones))).toEqual(["/zones/1/places/1", "/zones/2/places/0"]);
    expect((await write(zones[0]!)).status).toBe(200);
    const dear = { ...method, rates: [{ price: { EUR: Number.MAX_SAFE_INTEGER } }] };
    const answer = await write({ ...zone("a", { country: "US" }), methods: [dear] });
    expect(pointersOf(answer)).toEqual(["/zones/0/methods/0/rates/0/price/EUR"]);
  });
});
