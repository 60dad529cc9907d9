import { beforeAll, describe, expect, it } from "vitest";
import { simulationSchema } from "../../contracts/staff-pricing.ts";
import { call, mug, seedCatalog } from "./staff-builders.ts";

const TEN_PERCENT = { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 1000 } };

let variants: string[];

beforeAll(async () => {
  await seedCatalog();
  const { body } = await call("POST", "/products", { body: mug() });
  variants = body.variants.map(({ id }: { id: string }) => id);
  await call("POST", `/products/${body.id}/publish`, { body: { version: 1 } });
});

async function draft(fields: object): Promise<string> {
  const { body } = await call("POST", "/promotions", {
    body: {
      label: "Autumn",
      isByCode: false,
      effect: TEN_PERCENT,
      stacking: { class: "order" },
      ...fields,
    },
  });
  return body.id;
}

async function simulate(fields: object, quantity = 2) {
  const lines = [{ variantId: variants[1], quantity }];
  const { status, body } = await call("POST", "/pricing/simulate", { body: { lines, ...fields } });
  expect(status).toBe(200);
  return simulationSchema.parse(body);
}

describe("POST /admin/api/pricing/simulate", () => {
  it("tells each line, and the ways of shipping that it could name", async () => {
    const rates = [{ price: { EUR: 490 } }];
    const parcel = { id: "parcel", label: "Parcel", daysMin: 1, daysMax: 2, rates };
    const zone = { id: "de", label: "Germany", places: [{ country: "DE" }], methods: [parcel] };
    await call("PATCH", "/shipping-zones", { body: { version: 1, zones: [zone] } });
    const simulated = await simulate({ withDrafts: [await draft({})] });
    expect(simulated.shippingOptions).toMatchObject([{ method: "parcel", price: { minor: 490 } }]);
    expect(simulated.lines).toMatchObject([
      {
        quantity: 2,
        unitPrice: { minor: 2100 },
        priceListId: null,
        discount: { minor: 420 },
        total: { minor: 3780 },
      },
    ]);
  });

  it("knows at another moment what is reduced then", async () => {
    const startsAt = "2099-01-02T00:00:00Z";
    const sale = { label: "Friday", kind: "sale", startsAt, endsAt: "2099-01-03T00:00:00Z" };
    const { body } = await call("POST", "/price-lists", { body: sale });
    const prices = [{ variantId: variants[1], currency: "EUR", amountMinor: 1500 }];
    await call("PATCH", `/price-lists/${body.id}/prices`, { body: { prices } });
    await call("POST", `/price-lists/${body.id}/start`, { body: { version: 1 } });
    const withDrafts = [
      await draft({ effect: { ...TEN_PERCENT, scope: { isWithoutSale: true } } }),
    ];
    const friday = await simulate({ at: startsAt, withDrafts });
    expect(friday.lines).toMatchObject([{ unitPrice: { minor: 1500 }, priceListId: body.id }]);
    expect(friday.discounts).toEqual([]);
    expect((await simulate({ at: sale.endsAt, withDrafts })).discounts).toHaveLength(1);
  });

  it("tells what would help where a promotion does nothing", async () => {
    const near = await draft({ conditions: { minSpend: { EUR: 5000 } } });
    const more = await draft({ conditions: { minQuantity: 3 } });
    const { refusals } = await simulate({ withDrafts: [near, more] });
    expect(refusals).toMatchObject([
      { promotionId: near, reason: "below_spend", missing: { minor: 800, currency: "EUR" } },
      { promotionId: more, reason: "below_quantity", missingUnits: 1 },
    ]);
  });
});
