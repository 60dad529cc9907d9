import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { staffCollectionSchema } from "../../contracts/staff-catalog-collections.ts";
import { collectionPage } from "../../db/collections.ts";
import { idOf } from "../../domain/order-builders.ts";
import { DEFAULT_PLACE } from "../../domain/place.ts";
import { call, mug, seedCatalog } from "./staff-builders.ts";

let made = 0;
let ids: string[] = [];

beforeAll(async () => {
  await seedCatalog();
  for (const [index, tag] of ["new", "new", "old"].entries()) {
    const body = mug({ handle: `mug-${index}`, tags: [tag], rank: -index });
    const { id } = (await call("POST", "/products", { body })).body;
    await call("POST", `/products/${id}/publish`);
    ids = [...ids, id];
  }
});

const tagged = (...values: string[]) => {
  return { match: "all", conditions: [{ field: "tag", operator: "is", values }] };
};

async function collection(fields: Readonly<Record<string, unknown>> = {}) {
  made += 1;
  const body = { handle: `col-${made}`, title: "Collection", ...fields };
  const answer = await call("POST", "/collections", { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  staffCollectionSchema.parse(answer.body);
  return answer.body;
}

async function handlesIn(handle: string) {
  const page = await collectionPage(env.CATALOG, handle, { ...DEFAULT_PLACE, limit: 10 });
  return page?.ok ? page.value.products.map((product) => product.handle) : null;
}

describe("collections by rules", () => {
  it("fill themselves at once in a small shop, and follow changed rules", async () => {
    const { id, handle } = await collection({ rules: tagged("new") });
    expect(await handlesIn(handle)).toEqual(["mug-0", "mug-1"]);
    const read = staffCollectionSchema.parse((await call("GET", `/collections/${id}`)).body);
    expect(read).toMatchObject({ productCount: 2, isRefreshing: false, version: 1 });
    const body = { version: 1, rules: tagged("old") };
    expect((await call("PATCH", `/collections/${id}`, { body })).status).toBe(200);
    expect(await handlesIn(handle)).toEqual(["mug-2"]);
    const members = { version: 2, productIds: [] };
    expect((await call("PUT", `/collections/${id}/products`, { body: members })).status).toBe(422);
  });

  it.each([
    [
      "contradictions, at the field",
      {
        match: "all",
        conditions: [
          { field: "stock", is: "in_stock" },
          { field: "price", currency: "EUR", operator: "at_least", minor: 500 },
          { field: "price", currency: "EUR", operator: "at_most", minor: 100 },
        ],
      },
      "/rules/conditions/2/minor",
    ],
    [
      "a brand that is not there",
      {
        match: "any",
        conditions: [{ field: "brand", operator: "is", values: [idOf("brand", 9)] }],
      },
      "/rules/conditions/0/values/0",
    ],
    [
      "a choice that is none",
      {
        match: "any",
        conditions: [
          {
            field: "attribute",
            attributeId: idOf("attribute", 2),
            operator: "is",
            values: ["Chrome"],
          },
        ],
      },
      "/rules/conditions/0/values/0",
    ],
    [
      "a number where there are choices",
      {
        match: "any",
        conditions: [
          {
            field: "number",
            attributeId: idOf("attribute", 2),
            operator: "at_least",
            number: 1,
          },
        ],
      },
      "/rules/conditions/0/attributeId",
    ],
    ["no conditions", { match: "all", conditions: [] }, "/rules/conditions"],
  ])("refuse %s", async (_, rules, pointer) => {
    const body = { handle: "refused", title: "Refused", rules };
    const answer = await call("POST", "/collections", { body });
    expect([answer.status, answer.body.code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      pointer,
    ]);
  });
});

describe("collections by hand", () => {
  it("keep the order of staff, are hidden and shown, and go with their products in the shop", async () => {
    const { id, handle } = await collection({ sort: "manual" });
    const [first, , third] = ids;
    const path = `/collections/${id}`;
    const body = { version: 1, productIds: [third, first] };
    const put = await call("PUT", `${path}/products`, { body });
    expect(put.body).toMatchObject({ version: 2, productCount: 2 });
    expect((await call("GET", path)).body).toEqual(put.body);
    expect(await handlesIn(handle)).toEqual(["mug-2", "mug-0"]);
    await call("PATCH", path, { body: { version: 2, isPublished: false } });
    expect(await handlesIn(handle)).toBeNull();
    await call("PATCH", path, { body: { version: 3, isPublished: true, handle: "by-hand" } });
    expect(await handlesIn("by-hand")).toEqual(["mug-2", "mug-0"]);
    expect((await call("DELETE", path)).status).toBe(200);
    expect(await handlesIn("by-hand")).toBeNull();
  });

  it("refuse an order by hand where rules choose, and products that are not there", async () => {
    const body = { handle: "odd", title: "Odd", rules: tagged("new"), sort: "manual" };
    const odd = await call("POST", "/collections", { body });
    expect(odd.body.errors).toMatchObject([{ pointer: "/sort" }]);
    const { id } = await collection();
    const lost = { version: 1, productIds: [ids[0], idOf("product", 9)] };
    const answer = await call("PUT", `/collections/${id}/products`, { body: lost });
    expect(answer.body.errors).toMatchObject([{ pointer: "/productIds/1" }]);
  });
});
