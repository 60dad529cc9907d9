import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import {
  staffAttributeSchema,
  staffBrandSchema,
  staffCategorySchema,
  staffProductTypeSchema,
} from "../../contracts/staff-catalog-records.ts";
import { productByHandle } from "../../db/catalog.ts";
import { whereabouts } from "../../db/catalog-addresses.ts";
import { idOf } from "../../domain/order-builders.ts";
import { DEFAULT_PLACE } from "../../domain/place.ts";
import { call, mug, PICTURE_KEY, seedCatalog } from "./staff-builders.ts";

beforeAll(seedCatalog);

const KITCHEN = idOf("category", 1);
const MUGS = idOf("category", 2);

let made = 0;

async function make(plural: string, fields: Readonly<Record<string, unknown>> = {}) {
  made += 1;
  const body = { handle: `${plural}-${made}`, title: "Made", ...fields };
  const answer = await call("POST", `/${plural}`, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function attribute(kind: string, fields: Readonly<Record<string, unknown>> = {}) {
  return make("attributes", { title: undefined, label: "Made", kind, ...fields });
}

function change(plural: string, id: string, body: Readonly<Record<string, unknown>>) {
  return call("PATCH", `/${plural}/${id}`, { body });
}

async function pointersOf(answer: ReturnType<typeof call>) {
  const { status, body } = await answer;
  expect([status, body.code]).toEqual([422, "validation_failed"]);
  return body.errors.map((error: { pointer: string }) => error.pointer);
}

async function categoriesOf(product: string) {
  const { results } = await env.CATALOG.prepare(
    "SELECT category_id, is_primary FROM product_categories WHERE product_id = ? ORDER BY category_id",
  )
    .bind(product)
    .all<{ category_id: string; is_primary: number }>();
  return Object.fromEntries(results.map((row) => [row.category_id, row.is_primary]));
}

describe("every kind of record", () => {
  const KINDS = [
    ["categories", { title: "Other" }, staffCategorySchema],
    ["brands", { title: "Other" }, staffBrandSchema],
    ["product-types", { title: "Other" }, staffProductTypeSchema],
  ] as const;

  it.each(KINDS)(
    "%s are made, read, listed, changed and dropped",
    async (plural, patch, schema) => {
      const record = schema.parse(await make(plural));
      expect((await call("GET", `/${plural}/${record.id}`)).body).toEqual(record);
      const changed = await change(plural, record.id, { version: 1, ...patch });
      expect(changed.body).toEqual({ ...record, ...patch, version: 2 });
      expect((await call("GET", `/${plural}/${record.id}`)).body).toEqual(changed.body);
      const late = await change(plural, record.id, { version: 1, ...patch });
      expect([late.status, late.body.code, late.body.version]).toEqual([409, "version_changed", 2]);
      const ids: string[] = [];
      for (let cursor = ""; ; ) {
        const { body } = await call("GET", `/${plural}?limit=1${cursor}`);
        ids.push(...body.records.map(({ id }: { id: string }) => id));
        if (body.nextCursor === null) break;
        cursor = `&cursor=${body.nextCursor}`;
      }
      expect(ids).toEqual(ids.toSorted());
      expect(ids).toContain(record.id);
      const dropped = await call("DELETE", `/${plural}/${record.id}`);
      expect(dropped.body).toEqual({ id: record.id, isDropped: true });
      expect((await call("GET", `/${plural}/${record.id}`)).status).toBe(404);
      expect((await call("DELETE", `/${plural}/${record.id}`)).status).toBe(404);
      const { body: log } = await call("GET", `/audit?subject=${record.id}`);
      const actions = log.entries.map(({ action }: { action: string }) => action.split(".")[1]);
      expect(actions.toSorted()).toEqual(["change", "create", "drop"]);
    },
  );

  it("lets one of two changes through that were made from the same version", async () => {
    const { id } = await make("brands");
    const answers = await Promise.all(
      ["One", "Two", "Three"].map((title) => change("brands", id, { version: 1, title })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });

  it("has one handle for one record, also when two ask for it at the same time", async () => {
    const bodies = ["One", "Two"].map((title) => ({ handle: "wanted", title }));
    const answers = await Promise.all(bodies.map((body) => call("POST", "/brands", { body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const other = await make("brands");
    const answer = await change("brands", other.id, { version: 1, handle: "wanted" });
    expect([answer.status, answer.body.code]).toEqual([409, "handle_taken"]);
  });

  it("stays while something needs it", async () => {
    await call("POST", "/products", { body: mug({ handle: "needs-all" }) });
    for (const path of [
      `/categories/${KITCHEN}`,
      `/categories/${MUGS}`,
      `/brands/${idOf("brand", 1)}`,
      `/attributes/${idOf("attribute", 1)}`,
    ]) {
      const { status, body } = await call("DELETE", path);
      expect([status, body.code], path).toEqual([409, "in_use"]);
      expect(body.uses).toBeGreaterThan(0);
    }
  });
});

describe("categories", () => {
  it("never stand below themselves, also when two moves would only together make a loop", async () => {
    const [top, middle] = [await make("categories"), await make("categories")];
    const below = await make("categories", { parentId: middle.id });
    const move = (id: string, parentId: string | null, version = 1) =>
      change("categories", id, { version, parentId });
    expect(await pointersOf(move(middle.id, below.id))).toEqual(["/parentId"]);
    expect(await pointersOf(move(middle.id, middle.id))).toEqual(["/parentId"]);
    expect(await pointersOf(move(middle.id, idOf("category", 77)))).toEqual(["/parentId"]);
    const both = await Promise.all([move(top.id, middle.id), move(middle.id, top.id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  });

  it("take their products along when they move", async () => {
    const room = await make("categories");
    const shelf = await make("categories", { parentId: KITCHEN });
    const body = mug({ handle: "moves-along", categoryIds: [shelf.id] });
    const { id } = (await call("POST", "/products", { body })).body;
    expect(await categoriesOf(id)).toEqual({ [KITCHEN]: 0, [shelf.id]: 1 });
    await change("categories", shelf.id, { version: 1, parentId: room.id });
    expect(await categoriesOf(id)).toEqual({ [room.id]: 0, [shelf.id]: 1 });
    await change("categories", shelf.id, { version: 2, parentId: null });
    expect(await categoriesOf(id)).toEqual({ [shelf.id]: 1 });
  });

  it("lead on from a former handle, and to the parent when they are gone", async () => {
    const parent = await make("categories");
    const child = await make("categories", { parentId: parent.id });
    await change("categories", child.id, { version: 1, handle: "renamed-child" });
    expect(await whereabouts(env.CATALOG, "category", child.handle)).toEqual({
      kind: "moved",
      handle: "renamed-child",
    });
    expect((await call("DELETE", `/categories/${parent.id}`)).body.code).toBe("in_use");
    await call("DELETE", `/categories/${child.id}`);
    for (const handle of [child.handle, "renamed-child"]) {
      expect(await whereabouts(env.CATALOG, "category", handle)).toEqual({
        kind: "moved",
        handle: parent.handle,
      });
    }
  });

  it("have a picture that is there", async () => {
    const picture = { key: PICTURE_KEY, alt: "A shelf" };
    const { id } = await make("categories", { picture });
    expect((await call("GET", `/categories/${id}`)).body.picture).toEqual(picture);
    const lost = { picture: { key: "none.webp", alt: "" } };
    expect(await pointersOf(change("categories", id, { version: 1, ...lost }))).toEqual([
      "/picture/key",
    ]);
  });
});

describe("attributes", () => {
  it("are of one kind, with what the kind needs and nothing else", async () => {
    const swatch = { choices: ["Sage"], swatches: { Sage: "#9caf88" } };
    const stored = await attribute("swatch", swatch);
    staffAttributeSchema.parse(stored);
    expect((await call("GET", `/attributes/${stored.id}`)).body).toEqual(stored);
    const body = { handle: "odd", label: "Odd" };
    const refused = (fields: object) =>
      pointersOf(call("POST", "/attributes", { body: { ...body, ...fields } }));
    expect(await refused({ kind: "choice" })).toEqual(["/choices"]);
    expect(await refused({ kind: "text", unit: "ml" })).toEqual(["/unit"]);
    expect(await refused({ kind: "choice", ...swatch })).toEqual(["/swatches"]);
    expect(await refused({ kind: "swatch", ...swatch, choices: ["Sand"] })).toEqual(["/swatches"]);
    expect((await change("attributes", stored.id, { version: 1, kind: "text" })).status).toBe(422);
  });

  it("keep a choice that some product has", async () => {
    const { id } = await attribute("choice", { choices: ["Matt", "Gloss"] });
    const attributes = [{ attributeId: id, value: ["Matt"] }];
    await call("POST", "/products", { body: mug({ handle: "keeps-matt", attributes }) });
    expect(await pointersOf(change("attributes", id, { version: 1, choices: ["Gloss"] }))).toEqual([
      "/choices",
    ]);
    const fine = await change("attributes", id, { version: 1, choices: ["Matt", "Satin"] });
    expect(fine.body.choices).toEqual(["Matt", "Satin"]);
  });

  it("make the form of a kind of product, which must be filled in before shoppers see it", async () => {
    const date = await attribute("date");
    const type = await make("product-types", {
      attributes: [{ attributeId: date.id, isRequired: true }],
    });
    expect((await call("GET", `/product-types/${type.id}`)).body).toEqual(type);
    const body = mug({ handle: "of-a-kind", productTypeId: type.id });
    const { id } = (await call("POST", "/products", { body })).body;
    const early = await call("POST", `/products/${id}/publish`);
    expect(early.body).toMatchObject({
      code: "product_incomplete",
      missing: [`attribute ${date.id}`],
    });
    const given = (value: unknown) => ({
      version: 1,
      attributes: [{ attributeId: date.id, value }],
    });
    for (const value of ["2026-02-30", "soon", 5, ["2026-02-03"]]) {
      expect((await call("PATCH", `/products/${id}`, { body: given(value) })).status).toBe(422);
    }
    await call("PATCH", `/products/${id}`, { body: given("2026-02-03") });
    expect((await call("POST", `/products/${id}/publish`)).body.status).toBe("published");
    const shown = await productByHandle(env.CATALOG, "of-a-kind", DEFAULT_PLACE);
    expect(shown?.attributes).toMatchObject([{ kind: "date", values: [{ value: "2026-02-03" }] }]);
  });

  it("refer to what there is", async () => {
    const reference = await attribute("reference");
    const body = (value: unknown) =>
      mug({ handle: "refers", attributes: [{ attributeId: reference.id, value }] });
    expect(await pointersOf(call("POST", "/products", { body: body(idOf("product", 9)) }))).toEqual(
      ["/attributes/0"],
    );
    expect(await pointersOf(call("POST", "/products", { body: body("nonsense") }))).toEqual([
      "/attributes/0",
    ]);
    const fine = await call("POST", "/products", { body: body([KITCHEN, idOf("brand", 1)]) });
    expect(fine.status).toBe(201);
  });
});
