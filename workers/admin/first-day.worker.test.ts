/** A shop as a deployment leaves it: without anything. Everything that a sale needs is said over the API. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { staffCurrencySchema } from "../../contracts/staff-currencies.ts";
import { staffDeliverySchema } from "../../contracts/staff-delivery.ts";
import { simulationSchema } from "../../contracts/staff-pricing.ts";
import { call } from "./staff-builders.ts";

const ADDRESS = { line1: "Quay 1", city: "Hamburg", postalCode: "20457", country: "DE" };
const HOUSE = { id: "loc_main", label: "House", address: ADDRESS, openingHours: "", leadDays: 0 };
const CALENDAR = {
  timeZone: "Europe/Berlin",
  cutOffMinute: 840,
  workingDays: [1, 2, 3, 4, 5],
  holidays: [],
};
const METHOD = {
  id: "parcel",
  label: "Parcel",
  daysMin: 1,
  daysMax: 2,
  rates: [{ price: { EUR: 490 } }],
};

async function done(method: string, path: string, body?: object) {
  const answer = await call(method, path, body === undefined ? {} : { body });
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
}

describe("an empty shop", () => {
  it("is ready to sell after what docs/deploy.md names", async () => {
    const rows = "SELECT (SELECT count(*) FROM currencies) + (SELECT count(*) FROM locations) AS n";
    expect(await env.CATALOG.prepare(rows).first("n")).toBe(0);
    const euro = { version: 0, pricesIncludeTax: true, conversion: null };
    const refused = await call("PATCH", "/currencies/EUR", { body: euro });
    expect(refused.body.errors).toMatchObject([{ pointer: "/defaultCountry" }]);
    const settings = { ...euro, defaultCountry: "DE" };
    const [first, late] = await Promise.all([
      call("PATCH", "/currencies/EUR", { body: settings }),
      call("PATCH", "/currencies/EUR", { body: { ...settings, pricesIncludeTax: false } }),
    ]);
    expect([first.status, late.status].toSorted()).toEqual([200, 409]);
    const [told] = (await done("GET", "/currencies")).currencies;
    expect(staffCurrencySchema.parse(told)).toMatchObject({ defaultCountry: "DE", version: 1 });
    await done("PATCH", "/currencies/EUR", { ...settings, version: 1, defaultCountry: "AT" });

    const slip = { version: 1, calendar: CALENDAR, locations: [HOUSE] };
    const unknown = await call("PATCH", "/delivery", { body: slip });
    expect(unknown.body.errors).toMatchObject([{ pointer: "/locations/0/id" }]);
    const locations = [{ ...HOUSE, isNew: true }];
    const delivery = await done("PATCH", "/delivery", { ...slip, locations });
    expect(staffDeliverySchema.parse(delivery)).toMatchObject({ locations: [HOUSE], version: 2 });
    expect(await done("PATCH", "/delivery", { ...slip, locations })).toEqual(delivery);

    const rule = { id: "de", country: "DE", label: "VAT", rateBp: 1900 };
    const taxes = await done("GET", "/taxes");
    await done("PATCH", "/taxes", { ...taxes, rules: [rule] });
    const zone = { id: "home", label: "Germany", places: [{ country: "DE" }], methods: [METHOD] };
    await done("PATCH", "/shipping-zones", { version: 1, zones: [zone] });

    const category = await done("POST", "/categories", { handle: "mugs", title: "Mugs" });
    const mug = await done("POST", "/products", {
      handle: "mug",
      title: "Mug",
      categoryIds: [category.id],
      variants: [{ prices: [{ currency: "EUR", amountMinor: 2000 }] }],
    });
    const [variant] = mug.variants;
    const units = { location: "loc_main", quantity: 5 };
    await done("POST", `/stock/${variant.stockItemId}/receive`, units);
    await done("POST", `/products/${mug.id}/publish`, { version: 1 });
    const { totals } = simulationSchema.parse(
      await done("POST", "/pricing/simulate", {
        lines: [{ variantId: variant.id, quantity: 1 }],
        address: { country: "DE", region: "", postalCode: "20457" },
        shippingMethod: "parcel",
      }),
    );
    expect(totals.map(({ type, amount }) => [type, amount.minor])).toEqual([
      ["subtotal", 2000],
      ["fulfillment", 490],
      ["tax", 398],
      ["total", 2490],
    ]);
  });
});
