import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { dynamicPriceSchema, priceListSchema } from "../../contracts/staff-price-lists.ts";
import { productByHandle } from "../../db/catalog.ts";
import { idOf } from "../../domain/order-builders.ts";
import { DEFAULT_PLACE } from "../../domain/place.ts";
import { call, mug, seedCatalog } from "./staff-builders.ts";

const SALE = { label: "Spring", kind: "sale" };

let variants: string[];
let productId: string;

beforeAll(async () => {
  await seedCatalog();
  const { body } = await call("POST", "/products", { body: mug() });
  productId = body.id;
  variants = body.variants.map(({ id }: { id: string }) => id);
  const { status } = await call("POST", `/products/${productId}/publish`, { body: { version: 1 } });
  expect(status).toBe(200);
});

async function made(fields: object = SALE): Promise<string> {
  const { status, body } = await call("POST", "/price-lists", { body: fields });
  expect(status).toBe(201);
  priceListSchema.parse(body);
  return body.id;
}

const price = (variant: number, amountMinor: number | null, fromQuantity = 1) => ({
  variantId: variants[variant],
  currency: "EUR",
  amountMinor,
  fromQuantity,
});

const write = (id: string, ...prices: object[]) =>
  call("PATCH", `/price-lists/${id}/prices`, { body: { prices } });

async function shown() {
  const product = await productByHandle(env.CATALOG, "harbour-mug", DEFAULT_PLACE);
  return product?.variants.map((of) => [of.price.minor, of.compareAt?.minor ?? null]);
}

async function actions(subject: string) {
  const { body } = await call("GET", `/audit?subject=${subject}`);
  return body.entries.map(({ action }: { action: string }) => action);
}

describe("POST /admin/api/pricing/simulate", () => {
  it("has the price lists of the day that is asked about", async () => {
    const day = 24 * 60 * 60 * 1000;
    const at = (days: number) => new Date(Date.now() + days * day).toISOString();
    const id = await made({ label: "Friday", kind: "sale", startsAt: at(3), endsAt: at(4) });
    await write(id, price(0, 1000), price(0, 900, 10));
    await call("POST", `/price-lists/${id}/start`, { body: { version: 1 } });
    const subtotal = async (days: number | null, quantity = 1) => {
      const when = days === null ? {} : { at: at(days) };
      const lines = [{ variantId: variants[0], quantity }];
      const { body } = await call("POST", "/pricing/simulate", { body: { lines, ...when } });
      return body.totals[0].amount.minor;
    };
    const now = await subtotal(null);
    expect(await subtotal(2)).toBe(now);
    expect(await subtotal(3.5)).toBe(1000);
    expect(await subtotal(3.5, 10)).toBe(9000);
    expect(await subtotal(4.5)).toBe(now);
    await call("POST", `/price-lists/${id}/stop`, { body: { version: 2 } });
    expect(await subtotal(3.5)).toBe(now);
  });
});

describe("price lists", () => {
  it("are written as drafts, filled, started and stopped; the shop follows and the log tells", async () => {
    const id = await made();
    expect((await write(id, price(0, 1900), price(1, 1500), price(1, 1400, 5))).body).toEqual({
      written: 3,
      removed: 0,
    });
    expect(await shown()).toEqual([
      [2400, 2900],
      [2100, null],
    ]);
    const started = await call("POST", `/price-lists/${id}/start`, { body: { version: 1 } });
    expect(started.body).toMatchObject({ status: "active", version: 2, priceCount: 3 });
    expect((await call("GET", `/price-lists/${id}`)).body).toMatchObject({ shown: "all" });
    expect(await shown()).toEqual([
      [1900, 2400],
      [1500, 2100],
    ]);
    // What is written into a list that holds is shown at once.
    await write(id, price(0, 1800), price(1, null), price(1, null, 5));
    expect(await shown()).toEqual([
      [1800, 2400],
      [2100, null],
    ]);
    await call("POST", `/price-lists/${id}/stop`, { body: { version: 2 } });
    expect(await shown()).toEqual([
      [2400, 2900],
      [2100, null],
    ]);
    expect(await actions(id)).toEqual([
      "price_list.stop",
      "price_list.prices",
      "price_list.start",
      "price_list.prices",
      "price_list.create",
    ]);
    const history = await call(
      "GET",
      `/products/${productId}/price-history?variant=${variants[0]}`,
    );
    const eur = history.body.prices.filter(
      ({ currency }: { currency: string }) => currency === "EUR",
    );
    expect(eur.at(0)).toMatchObject({ amountMinor: 2400, reason: `list ended: ${id}` });
    expect(eur.map(({ reason }: { reason: string }) => reason)).toContain(`list: ${id}`);
  });

  it("are told page by page", async () => {
    const id = await made();
    await write(id, price(0, 1900), price(0, 1800, 5), price(1, 1500));
    const first = await call("GET", `/price-lists/${id}/prices?limit=2`);
    expect(first.body.prices).toHaveLength(2);
    const cursor = first.body.nextCursor;
    const second = await call("GET", `/price-lists/${id}/prices?limit=2&cursor=${cursor}`);
    expect(second.body).toMatchObject({ nextCursor: null, prices: [{}] });
    const told = [...first.body.prices, ...second.body.prices];
    const amounts = told.map(({ amountMinor }: { amountMinor: number }) => amountMinor);
    expect(amounts.toSorted()).toEqual([1500, 1800, 1900]);
    const lists = await call("GET", "/price-lists?limit=1");
    expect(lists.body.nextAfter).not.toBeNull();
  });

  it("refuse what contradicts itself, each row under its own pointer, and write nothing", async () => {
    const id = await made();
    await write(id, price(0, 1000, 5));
    const stranger = { ...price(0, 1), variantId: idOf("variant", 99) };
    const { status, body } = await write(id, price(0, 900), stranger, price(1, 5), price(1, 6));
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      "/prices/0/amountMinor",
      "/prices/1/variantId",
      "/prices/3",
    ]);
    const kept = await call("GET", `/price-lists/${id}/prices`);
    expect(kept.body.prices).toMatchObject([{ amountMinor: 1000 }]);
    const times = { startsAt: "2027-01-02T00:00:00Z", endsAt: "2027-01-01T00:00:00Z" };
    const wrong = await call("POST", "/price-lists", { body: { ...SALE, ...times } });
    expect(wrong.body.errors).toMatchObject([{ pointer: "/endsAt" }]);
    const over = await made({ ...SALE, endsAt: "2020-01-01T00:00:00Z" });
    expect(
      (await call("POST", `/price-lists/${over}/start`, { body: { version: 1 } })).status,
    ).toBe(422);
    const stale = await call("POST", `/price-lists/${id}/start`, { body: { version: 7 } });
    expect(stale.status).toBe(409);
  });

  it("take a few thousand prices in one request", async () => {
    const id = await made({ label: "Trade", kind: "override", customerGroups: ["trade"] });
    const prices = Array.from({ length: 2000 }, (_, index) => price(0, 4000 - index, index + 1));
    expect((await write(id, ...prices)).body).toEqual({ written: 2000, removed: 0 });
    const { body } = await call("GET", `/price-lists/${id}`);
    expect(body).toMatchObject({ priceCount: 2000, shown: "none" });
    expect((await write(id, ...prices, price(0, 1, 2001))).status).toBe(422);
  });
});

describe("dynamic prices", () => {
  const rules = [{ id: "scarce", when: { kind: "stock_below", units: 5 }, moveBp: 1_000 }];
  const rails = { floorMinor: 2000, ceilingMinor: 2600, changePerDayBp: 10_000 };
  const path = () => `/dynamic-prices/${variants[0]}/EUR`;

  it("are previewed, hold at once, and are the catalog's own again when they are dropped", async () => {
    const preview = await call("POST", "/dynamic-prices/preview", {
      body: { variantId: variants[0], currency: "EUR", rules, rails },
    });
    expect(preview.body).toMatchObject({
      price: { minor: 2600 },
      base: { minor: 2400 },
      reasons: ["scarce", "ceiling"],
      signals: { available: 0, soldLately: 0, soldBefore: 0 },
      isListed: false,
    });
    expect((await shown())?.[0]).toEqual([2400, 2900]);
    const put = await call("PUT", path(), { body: { version: 0, rules, rails } });
    dynamicPriceSchema.parse(put.body);
    expect(put.body).toMatchObject({ version: 1, price: { minor: 2600 } });
    expect((await shown())?.[0]).toEqual([2600, 2900]);
    // New rails hold at once too.
    const lower = { ...rails, ceilingMinor: 2450 };
    await call("PUT", path(), { body: { version: 1, rules, rails: lower } });
    expect((await shown())?.[0]).toEqual([2450, 2900]);
    expect((await call("GET", "/dynamic-prices")).body.dynamicPrices).toMatchObject([
      { variantId: variants[0], version: 2, rails: lower },
    ]);
    expect((await call("DELETE", path())).body).toEqual({ isDropped: true });
    expect((await shown())?.[0]).toEqual([2400, 2900]);
    const { body } = await call(
      "GET",
      `/products/${productId}/price-history?variant=${variants[0]}&currency=EUR`,
    );
    expect(body.prices[0]).toMatchObject({ amountMinor: 2400, reason: "dynamic price ended" });
    expect(await actions(variants[0] ?? "")).toEqual([
      "dynamic_price.drop",
      "dynamic_price.change",
      "dynamic_price.change",
    ]);
  });

  it("refuse rails that the price breaks already, and rules that say one thing twice", async () => {
    const put = (body: object) =>
      call("PUT", path(), { body: { version: 0, rules, rails, ...body } });
    const pointers = async (body: object) =>
      (await put(body)).body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(await pointers({ rails: { ...rails, floorMinor: 2500 } })).toEqual([
      "/rails/floorMinor",
    ]);
    expect(await pointers({ rails: { ...rails, ceilingMinor: 2300 } })).toEqual([
      "/rails/ceilingMinor",
    ]);
    expect(await pointers({ rails: { ...rails, ceilingMinor: 1 } })).toEqual([
      "/rails/ceilingMinor",
    ]);
    expect(await pointers({ rules: [...rules, ...rules] })).toEqual([
      "/rules/1/id",
      "/rules/1/when",
    ]);
    expect(await pointers({ timeZone: "Moon/Base" })).toEqual(["/timeZone"]);
    expect((await put({ version: 3 })).body.code).toBe("version_changed");
  });
});

describe("a product", () => {
  it("has a tax class, and its variants a longest side", async () => {
    const patch = { handle: "long-book", taxClass: "books" };
    const [first, ...others] = mug().variants;
    const body = mug({ ...patch, variants: [{ ...first, longestMm: 320 }, ...others] });
    const { body: product } = await call("POST", "/products", { body });
    expect(product).toMatchObject({
      taxClass: "books",
      variants: [{ longestMm: 320 }, { longestMm: 0 }],
    });
    const { body: changed } = await call("PATCH", `/products/${product.id}`, {
      body: { version: 1, taxClass: "standard" },
    });
    expect(changed.taxClass).toBe("standard");
    expect((await call("GET", `/products/${product.id}`)).body).toEqual(changed);
  });
});
