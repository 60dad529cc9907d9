import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { staffProductSchema } from "../../contracts/staff-catalog.ts";
import { productByHandle } from "../../db/catalog.ts";
import { idOf } from "../../domain/order-builders.ts";
import { DEFAULT_PLACE } from "../../domain/place.ts";
import { call, mug, seedCatalog } from "./staff-builders.ts";

beforeAll(seedCatalog);

let made = 0;

/** A draft with a handle of its own. */
async function draft(patch: Readonly<Record<string, unknown>> = {}) {
  made += 1;
  const answer = await call("POST", "/products", {
    body: mug({ handle: `mug-${made}`, ...patch }),
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function rows(query: string, ...values: unknown[]) {
  const { results } = await env.CATALOG.prepare(query)
    .bind(...values)
    .all();
  return results;
}

async function auditOf(subject: string) {
  const { body } = await call("GET", `/audit?subject=${subject}`);
  return body.entries;
}

describe("POST /admin/api/products", () => {
  it("writes a draft whose every part is read back", async () => {
    const product = await draft();
    staffProductSchema.parse(product);
    expect(product).toMatchObject({ status: "draft", version: 1, rank: 0 });
    expect(product.variants[0]).toMatchObject({ sku: "MUG-S", optionValues: ["Sage"] });
    expect(product.variants[0].stockItemId).toMatch(/^itm_/);
    expect((await call("GET", `/products/${product.id}`)).body).toEqual(product);
    expect(await productByHandle(env.CATALOG, product.handle, DEFAULT_PLACE)).toBeNull();
  });

  it("puts it into every ancestor of its category and reckons its price ranges", async () => {
    const { id } = await draft();
    expect(
      await rows(
        "SELECT category_id, is_primary FROM product_categories WHERE product_id = ? ORDER BY is_primary",
        id,
      ),
    ).toEqual([
      { category_id: idOf("category", 1), is_primary: 0 },
      { category_id: idOf("category", 2), is_primary: 1 },
    ]);
    expect(
      await rows(
        "SELECT currency, min_minor, max_minor FROM product_price_ranges WHERE product_id = ? ORDER BY currency",
        id,
      ),
    ).toEqual([
      { currency: "EUR", min_minor: 2100, max_minor: 2400 },
      { currency: "JPY", min_minor: 3400, max_minor: 3400 },
    ]);
  });

  it("answers a repeated request the same, also at the same time, and makes one product", async () => {
    const request = { key: "create-once", body: mug({ handle: "once" }) };
    const answers = await Promise.all([1, 2, 3].map(() => call("POST", "/products", request)));
    const later = await call("POST", "/products", request);
    for (const answer of [...answers, later]) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.status).toBe(201);
    expect(await rows("SELECT id FROM products WHERE handle = 'once'")).toHaveLength(1);
    expect(await auditOf(answers[0]!.body.id)).toHaveLength(1);
  });

  it("refuses a key that was used for another request; keys are each caller's own", async () => {
    await call("POST", "/products", { key: "mine", body: mug({ handle: "first" }) });
    const other = { key: "mine", body: mug({ handle: "second" }) };
    const refused = await call("POST", "/products", other);
    expect([refused.status, refused.body.code]).toEqual([409, "idempotency_mismatch"]);
    expect((await call("POST", "/products", { ...other, name: "bob" })).status).toBe(201);
  });

  it.each([
    ["an unknown field", { price: 5 }, "/price"],
    ["a status", { status: "published" }, "/status"],
    ["a fraction of a cent", priced(24.5), "/variants/0/prices/0/amountMinor"],
    ["a negative price", priced(-1), "/variants/0/prices/0/amountMinor"],
    ["a was-price below the price", priced(5, 4), "/variants/0/prices/0/compareAtMinor"],
    ["a missing option value", { optionNames: [] }, "/variants/0/optionValues"],
    ["an unknown category", { categoryIds: [idOf("category", 9)] }, "/categoryIds/0"],
    ["an unknown brand", { brandId: idOf("brand", 9) }, "/brandId"],
    ["a value that is no choice", glazed("Chrome"), "/attributes/0"],
    ["a picture that is not there", pictured("products/none.webp"), "/media/0/key"],
    ["no variants", { variants: [] }, "/variants"],
  ])("refuses %s and writes nothing", async (_, patch, pointer) => {
    const { status, body } = await call("POST", "/products", {
      body: mug({ handle: "refused", ...patch }),
    });
    expect([status, body.code]).toEqual([422, "validation_failed"]);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect(await rows("SELECT id FROM products WHERE handle = 'refused'")).toEqual([]);
  });

  it("refuses a handle that is taken", async () => {
    const { handle } = await draft();
    const { status, body } = await call("POST", "/products", { body: mug({ handle }) });
    expect([status, body.code]).toEqual([409, "handle_taken"]);
  });
});

describe("POST /admin/api/products/{id}/publish", () => {
  it("puts a product into the shop, and unpublish takes it out", async () => {
    const { id, handle } = await draft();
    const published = await call("POST", `/products/${id}/publish`);
    expect(published.body).toMatchObject({ status: "published", version: 2 });
    const again = await call("POST", `/products/${id}/publish`);
    expect(again.body).toMatchObject({ status: "published", version: 2 });
    expect(
      await productByHandle(env.CATALOG, handle, { locale: "en", currency: "JPY" }),
    ).toMatchObject({ handle });
    await call("POST", `/products/${id}/unpublish`);
    expect(
      await productByHandle(env.CATALOG, handle, { locale: "en", currency: "JPY" }),
    ).toBeNull();
    expect((await auditOf(id)).map((entry: { action: string }) => entry.action).toSorted()).toEqual(
      ["product.create", "product.publish", "product.publish", "product.unpublish"],
    );
  });

  it("refuses a product that nobody could find or pay for", async () => {
    const bare = { variants: [{ optionValues: [] }], optionNames: [], categoryIds: [] };
    const { id } = await draft(bare);
    const { status, body } = await call("POST", `/products/${id}/publish`);
    expect([status, body.code]).toEqual([422, "product_incomplete"]);
    expect(body.missing).toEqual(["price", "category"]);
  });
});

describe("PATCH /admin/api/products/{id}", () => {
  it("changes what it names, with what follows from it, and says so in the log", async () => {
    const product = await draft();
    const [sage] = product.variants;
    const body = {
      version: 1,
      title: "Mug",
      categoryIds: [idOf("category", 1)],
      variants: [{ id: sage.id, prices: [{ currency: "EUR", amountMinor: 1900 }] }],
    };
    const changed = await call("PATCH", `/products/${product.id}`, { body });
    expect(changed.body).toMatchObject({ version: 2, title: "Mug", subtitle: "Stoneware" });
    expect((await call("GET", `/products/${product.id}`)).body).toEqual(changed.body);
    const ranges =
      "SELECT currency, min_minor, max_minor FROM product_price_ranges WHERE product_id = ?";
    expect(await rows(ranges, product.id)).toEqual([
      { currency: "EUR", min_minor: 1900, max_minor: 2100 },
    ]);
    const entry = (await auditOf(product.id)).find(
      ({ action }: { action: string }) => action === "product.change",
    );
    expect(entry).toMatchObject({
      actor: "ada",
      role: "owner",
      before: { version: 1, title: "Harbour Mug" },
      after: { version: 2, title: "Mug", categoryIds: [idOf("category", 1)] },
    });
  });

  it("lets one of two changes through that were made from the same version", async () => {
    const { id } = await draft();
    const answers = await Promise.all(
      ["One", "Two", "Three"].map((title) =>
        call("PATCH", `/products/${id}`, { body: { version: 1, title } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body.code).toBe("version_changed");
    expect((await call("GET", `/products/${id}`)).body.version).toBe(2);
    const stored = await rows(
      "SELECT count(*) AS rows FROM idempotency_keys WHERE body LIKE ?",
      `%${id}%`,
    );
    expect(stored).toEqual([{ rows: 2 }]);
  });

  it("refuses a variant of another product", async () => {
    const { id } = await draft();
    const other = (await draft()).variants[0].id;
    const body = { version: 1, variants: [{ id: other, prices: [] }] };
    const answer = await call("PATCH", `/products/${id}`, { body });
    expect(answer.body.errors[0].pointer).toBe("/variants/0/id");
    expect((await call("PATCH", `/products/${idOf("product", 9)}`, { body })).status).toBe(404);
  });
});

describe("GET /admin/api/products", () => {
  it("pages through every product once, and narrows by status", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await call("GET", `/products?limit=3${cursor}`);
      seen.push(...body.products.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (cursor !== "");
    const stored = await rows("SELECT id FROM products");
    expect(seen.toSorted()).toEqual(stored.map(({ id }) => id).toSorted());
    const drafts = await call("GET", "/products?status=draft&limit=100");
    expect(drafts.body.products.every(({ status }: { status: string }) => status === "draft")).toBe(
      true,
    );
    expect((await call("GET", "/products?page=2")).status).toBe(422);
  });
});

function priced(amountMinor: number, compareAtMinor: number | null = null) {
  const prices = [{ currency: "EUR", amountMinor, compareAtMinor }];
  return { variants: [{ optionValues: ["Sage"], prices }] };
}

function glazed(value: string) {
  return { attributes: [{ attributeId: idOf("attribute", 2), value }] };
}

function pictured(key: string) {
  return { media: [{ key, alt: "None", width: 1, height: 1 }] };
}
