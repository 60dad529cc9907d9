import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { staffProductSchema } from "../../contracts/staff-catalog.ts";
import { priceHistorySchema } from "../../contracts/staff-catalog-product.ts";
import { productByHandle } from "../../db/catalog.ts";
import { whereabouts } from "../../db/catalog-addresses.ts";
import { relatedProducts } from "../../db/related-products.ts";
import { toId } from "../../domain/id.ts";
import { idOf } from "../../domain/order-builders.ts";
import { DEFAULT_PLACE } from "../../domain/place.ts";
import { call, mug, PICTURE_KEY, seedCatalog } from "./staff-builders.ts";

beforeAll(seedCatalog);

const VARIANTS = 250;

let made = 0;

async function draft(patch: Readonly<Record<string, unknown>> = {}) {
  made += 1;
  const answer = await call("POST", "/products", {
    body: mug({ handle: `part-${made}`, ...patch }),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

/** Sends a command and checks that what it tells is what is stored. */
async function send(method: string, path: string, body: unknown) {
  const answer = await call(method, path, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  staffProductSchema.parse(answer.body);
  expect((await call("GET", `/products/${answer.body.id}`)).body).toEqual(answer.body);
  return answer.body;
}

async function refusalOf(method: string, path: string, body: unknown) {
  const answer = await call(method, path, { body });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return answer.body.errors?.map(({ pointer }: { pointer: string }) => pointer) ?? answer.body.code;
}

describe("PATCH /admin/api/products/{id}", () => {
  it("changes all that a product has of its own, and takes brand and kind away again", async () => {
    const { id } = await draft();
    const change = {
      handle: "renamed",
      subtitle: "",
      seo: { title: "Buy it", description: "" },
      brandId: null,
      customFields: { "Google: MPN": "X-1" },
      attributes: [{ attributeId: idOf("attribute", 2), value: ["Matt", "Gloss"] }],
    };
    const changed = await send("PATCH", `/products/${id}`, { version: 1, ...change });
    expect(changed).toMatchObject(change);
    const back = await send("PATCH", `/products/${id}`, { version: 2, brandId: idOf("brand", 1) });
    expect(back).toMatchObject({ ...change, brandId: idOf("brand", 1) });
  });

  it("leads from the former handle, and refuses one that belongs to another", async () => {
    const { id, handle } = await draft();
    const other = await draft();
    const path = `/products/${id}`;
    expect(await refusalOf("PATCH", path, { version: 1, handle: other.handle })).toBe(
      "handle_taken",
    );
    await call("POST", `${path}/publish`);
    await send("PATCH", path, { version: 2, handle: "newer-handle" });
    expect(await whereabouts(env.CATALOG, "product", handle)).toEqual({
      kind: "moved",
      handle: "newer-handle",
    });
  });
});

describe("PUT /admin/api/products/{id}/variants", () => {
  it("keeps, changes, adds and drops variants; a kept one keeps its stock item", async () => {
    const { id, handle, variants, media } = await draft();
    const [sage, sand] = variants;
    const shown = [{ ...media[0], variantIds: [sage.id, sand.id] }];
    await send("PUT", `/products/${id}/media`, { version: 1, media: shown });
    const content = { milli: 350_000, unit: "ml", baseMilli: 1_000_000 };
    const prices = [{ currency: "EUR", amountMinor: 1000, compareAtMinor: null }];
    const after = await send("PUT", `/products/${id}/variants`, {
      version: 2,
      optionNames: ["Colour", "Size"],
      variants: [
        { optionValues: ["Ink", "L"], prices },
        { id: sage.id, optionValues: ["Sage", "S"], barcode: "4006381333931", content, prices },
      ],
    });
    expect(after.variants).toHaveLength(2);
    expect(after.variants[1]).toMatchObject({
      id: sage.id,
      stockItemId: sage.stockItemId,
      content,
    });
    expect(after.media[0].variantIds).toEqual([sage.id]);
    await call("POST", `/products/${id}/publish`);
    const product = await productByHandle(env.CATALOG, handle, DEFAULT_PLACE);
    expect(product?.variants).toMatchObject([
      { optionValues: ["Ink", "L"], unitPrice: null, pictures: [] },
      { optionValues: ["Sage", "S"], unitPrice: { amount: { minor: 2857 } }, pictures: [0] },
    ]);
    const { results } = await env.CATALOG.prepare(
      "SELECT currency, min_minor FROM product_price_ranges WHERE product_id = ?",
    )
      .bind(id)
      .all();
    expect(results).toEqual([{ currency: "EUR", min_minor: 1000 }]);
  });

  it(`takes ${VARIANTS} variants, and refuses one more`, async () => {
    const { id } = await draft();
    const variants = Array.from({ length: VARIANTS }, (_, index) => ({
      optionValues: [`${index + 1} m`],
      sku: "",
      prices: ["EUR", "JPY"].map((currency) => ({ currency, amountMinor: 100 + index })),
    }));
    const path = `/products/${id}/variants`;
    const body = { version: 1, optionNames: ["Length"], variants };
    expect((await send("PUT", path, body)).variants).toHaveLength(VARIANTS);
    const more = [...variants, { optionValues: ["again"], prices: [] }];
    expect(await refusalOf("PUT", path, { ...body, version: 2, variants: more })).toEqual([
      "/variants",
    ]);
  });

  it.each([
    ["an option without a name", { optionNames: [""] }, ["/optionNames/0"]],
    ["two options of one name", { optionNames: ["Size", "size"] }, ["/optionNames"]],
    [
      "two variants of one choice",
      { variants: [{ optionValues: ["Sage"] }, { optionValues: ["Sage"] }] },
      ["/variants"],
    ],
    [
      "a choice without a value",
      { variants: [{ optionValues: [" "] }] },
      ["/variants/0/optionValues/0"],
    ],
    ["no variants", { variants: [] }, ["/variants"]],
    [
      "a stranger",
      { variants: [{ id: idOf("variant", 9), optionValues: ["Sage"] }] },
      ["/variants/0/id"],
    ],
  ])("refuses %s", async (_, patch, pointers) => {
    const { id } = await draft();
    const body = { version: 1, optionNames: ["Colour"], variants: [{ optionValues: ["Sage"] }] };
    const refused = await refusalOf("PUT", `/products/${id}/variants`, { ...body, ...patch });
    expect(refused).toEqual(expect.arrayContaining(pointers));
  });

  it("lets blank and shared SKUs stand, for real catalogs have them", async () => {
    const { id } = await draft();
    const variants = ["A", "B", "C", "D"].map((value, index) => ({
      optionValues: [value],
      sku: index < 2 ? "" : "SAME",
    }));
    const body = { version: 1, optionNames: ["Colour"], variants };
    expect((await send("PUT", `/products/${id}/variants`, body)).variants).toHaveLength(4);
  });
});

describe("PUT /admin/api/products/{id}/media", () => {
  it("orders, describes and drops pictures, and refuses what is not there", async () => {
    const { id, media, variants } = await draft();
    const [first] = media;
    const second = { key: PICTURE_KEY, alt: "From above", width: 10, height: 20 };
    const path = `/products/${id}/media`;
    const both = await send("PUT", path, {
      version: 1,
      media: [
        { ...second, variantIds: [variants[1].id] },
        { ...first, alt: "A better word" },
      ],
    });
    expect(both.media.map(({ alt }: { alt: string }) => alt)).toEqual([
      "From above",
      "A better word",
    ]);
    expect(both.media[1].id).toBe(first.id);
    const none = await send("PUT", path, { version: 2, media: [] });
    expect(none.media).toEqual([]);
    const lost = { ...second, key: "none.webp", variantIds: [idOf("variant", 9)] };
    expect(await refusalOf("PUT", path, { version: 3, media: [lost] })).toEqual([
      "/media/0/variantIds/0",
      "/media/0/key",
    ]);
  });
});

describe("PUT /admin/api/products/{id}/links", () => {
  it("chooses what goes with a product; without a choice its neighbours do", async () => {
    const [one, two, three] = [await draft(), await draft(), await draft()];
    for (const { id } of [one, two, three]) await call("POST", `/products/${id}/publish`);
    const id = toId("product", one.id);
    const handles = async () => {
      const { related, complementary } = await relatedProducts(env.CATALOG, id, DEFAULT_PLACE);
      return [related, complementary].map((cards) => cards.map(({ handle }) => handle));
    };
    const [neighbours] = await handles();
    expect(neighbours).toEqual(expect.arrayContaining([two.handle, three.handle]));
    expect(neighbours).not.toContain(one.handle);
    const path = `/products/${one.id}/links`;
    const links = { related: [three.id, two.id], complementary: [two.id] };
    await send("PUT", path, { version: 2, ...links });
    expect(await handles()).toEqual([[three.handle, two.handle], [two.handle]]);
    await call("POST", `/products/${two.id}/retire`);
    expect(await handles()).toEqual([[three.handle], []]);
    const own = { version: 3, related: [one.id], complementary: [idOf("product", 9)] };
    expect(await refusalOf("PUT", path, own)).toEqual(["/related/0", "/complementary/0"]);
  });
});

describe("the stay of a product in the shop", () => {
  it("goes from draft over scheduled to published, to retired and back", async () => {
    const { id } = await draft();
    const path = `/products/${id}`;
    const [publishAt, retireAt] = ["2040-01-01T00:00:00.000Z", "2041-01-01T00:00:00.000Z"];
    const times = { version: 1, publishAt, retireAt };
    const scheduled = await send("POST", `${path}/schedule`, times);
    expect(scheduled).toMatchObject({
      status: "scheduled",
      publishAt,
      retireAt,
      publishedAt: null,
    });
    const { body } = await call("GET", "/products?status=scheduled");
    expect(body.products.map((row: { id: string }) => row.id)).toEqual([id]);
    const published = await send("POST", `${path}/publish`, undefined);
    expect(published).toMatchObject({ status: "published", publishAt: null, retireAt });
    expect(published.publishedAt).not.toBeNull();
    const retired = await send("POST", `${path}/retire`, undefined);
    expect(retired).toMatchObject({ status: "retired", retireAt: null });
    expect(await whereabouts(env.CATALOG, "product", retired.handle)).toEqual({ kind: "gone" });
    const back = await send("POST", `${path}/unpublish`, undefined);
    expect(back).toMatchObject({ status: "draft", publishedAt: published.publishedAt });
  });

  it("is scheduled in order, and only when complete", async () => {
    const { id } = await draft();
    const [publishAt, retireAt] = ["2041-01-01T00:00:00Z", "2040-01-01T00:00:00Z"];
    const path = `/products/${id}/schedule`;
    expect(await refusalOf("POST", path, { version: 1, publishAt, retireAt })).toEqual([
      "/retireAt",
    ]);
    const bare = await draft({ categoryIds: [] });
    const early = { version: 1, publishAt, retireAt: null };
    expect(await refusalOf("POST", `/products/${bare.id}/schedule`, early)).toBe(
      "product_incomplete",
    );
    expect((await call("POST", path, { role: "viewer", body: early })).status).toBe(403);
  });
});

describe("GET /admin/api/products/{id}/price-history", () => {
  it("tells every price that a variant had, by pages", async () => {
    const { id, variants } = await draft();
    const [sage] = variants;
    for (const [index, amountMinor] of [2000, 2000, 1900].entries()) {
      const changed = { id: sage.id, prices: [{ currency: "EUR", amountMinor }] };
      await call("PATCH", `/products/${id}`, { body: { version: index + 1, variants: [changed] } });
    }
    const path = `/products/${id}/price-history?variant=${sage.id}&currency=EUR`;
    const whole = priceHistorySchema.parse((await call("GET", path)).body);
    const amounts = whole.prices.map(({ amountMinor }) => amountMinor);
    expect(amounts).toEqual([1900, 2000, 2400].slice(0, amounts.length));
    expect(amounts.length).toBeGreaterThan(0);
    const paged: number[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await call("GET", `${path}&limit=1${cursor}`);
      paged.push(...body.prices.map((row: { amountMinor: number }) => row.amountMinor));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(paged).toEqual(amounts);
  });
});
