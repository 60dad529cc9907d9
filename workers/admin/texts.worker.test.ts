import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { translationsSchema, uploadedMediaSchema } from "../../contracts/staff-catalog-texts.ts";
import { productByHandle } from "../../db/catalog.ts";
import { idOf } from "../../domain/order-builders.ts";
import { signStaffToken } from "../../http/staff-token.ts";
import { PICTURE_BYTES_MAX } from "./media.ts";
import { BINDINGS, call, mug, ORIGIN, STAFF_KEY, seedCatalog } from "./staff-builders.ts";
import app from "./worker.ts";

beforeAll(seedCatalog);

const GERMAN = { locale: "de", currency: "EUR" } as const;

describe("PUT /admin/api/translations/{subjectId}/{locale}", () => {
  it("writes exactly these texts, counts the subject's version up and marks what shows it", async () => {
    const product = (await call("POST", "/products", { body: mug() })).body;
    await call("POST", `/products/${product.id}/publish`);
    await env.CATALOG.prepare("DELETE FROM product_changes").run();
    const path = `/translations/${product.id}`;
    const texts = { title: "Hafenbecher", "option:Colour": "Farbe", "value:Sage": "Salbei" };
    const put = await call("PUT", `${path}/de`, { body: { version: 2, texts } });
    expect(put.body).toEqual({ subjectId: product.id, version: 3, locales: { de: texts } });
    translationsSchema.parse(put.body);
    expect((await call("GET", path)).body).toEqual(put.body);
    expect(await productByHandle(env.CATALOG, "harbour-mug", GERMAN)).toMatchObject({
      title: "Hafenbecher",
      subtitle: "Stoneware",
      optionNames: ["Farbe"],
      variants: [{ optionValues: ["Salbei"] }, { optionValues: ["Sand"] }],
    });
    const marks = await env.CATALOG.prepare("SELECT product_id FROM product_changes").all();
    expect(marks.results).toEqual([{ product_id: product.id }]);
    const fewer = await call("PUT", `${path}/de`, {
      body: { version: 3, texts: { title: "Becher" } },
    });
    expect(fewer.body.locales).toEqual({ de: { title: "Becher" } });
    const none = await call("PUT", `${path}/de`, { body: { version: 4, texts: {} } });
    expect(none.body.locales).toEqual({});
    expect((await call("GET", `/products/${product.id}`)).body.version).toBe(5);
  });

  it("has texts of everything with texts, a picture's beside its product's version", async () => {
    const product = (await call("POST", "/products", { body: mug({ handle: "pictured" }) })).body;
    const subjects = [
      [idOf("category", 1), { title: "Küche" }],
      [idOf("brand", 1), { title: "Gezeit" }],
      [idOf("attribute", 2), { label: "Glasur", "choice:Matt": "Stumpf" }],
      [product.media[0].id, { alt: "Ein Becher" }],
    ] as const;
    for (const [id, texts] of subjects) {
      const answer = await call("PUT", `/translations/${id}/de`, { body: { version: 1, texts } });
      expect(answer.body, id).toMatchObject({ version: 2, locales: { de: texts } });
    }
    await call("POST", `/products/${product.id}/publish`);
    const shown = await productByHandle(env.CATALOG, "pictured", GERMAN);
    expect(shown).toMatchObject({
      brand: { title: "Gezeit" },
      attributes: [{ label: "Volume" }, { label: "Glasur", values: [{ text: "Stumpf" }] }],
      breadcrumbs: [{ title: "Küche" }, { title: "Mugs" }],
      pictures: [{ alt: "Ein Becher" }],
    });
  });

  it("refuses an old version, an odd field, the first language and what is not there", async () => {
    const path = `/translations/${idOf("category", 2)}`;
    const body = (patch: object) => ({ version: 1, texts: { title: "Tassen" }, ...patch });
    const statusOf = async (at: string, sent: object) =>
      (await call("PUT", at, { body: sent })).status;
    expect(await statusOf(`${path}/de`, body({ version: 7 }))).toBe(409);
    expect(await statusOf(`${path}/de`, body({ texts: { "<b>": "x" } }))).toBe(422);
    expect(await statusOf(`${path}/de`, body({ texts: { title: "" } }))).toBe(422);
    expect(await statusOf(`${path}/en`, body({}))).toBe(404);
    expect(await statusOf(`${path}/xx`, body({}))).toBe(404);
    expect(await statusOf(`/translations/${idOf("category", 9)}/de`, body({}))).toBe(404);
    expect((await call("GET", `/translations/${idOf("order", 1)}`)).status).toBe(404);
  });
});

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

async function upload(body: BodyInit, key?: string) {
  const staff = { name: "ada", role: "owner" } as const;
  const token = await signStaffToken(STAFF_KEY, staff, { ttlMs: 60_000, now: Date.now() });
  const headers = new Headers({ Authorization: `Bearer ${token}`, "Content-Type": "image/jpeg" });
  if (key !== undefined) headers.set("Idempotency-Key", key);
  const request = new Request(`${ORIGIN}/admin/api/media`, { method: "PUT", headers, body });
  const response = await app.fetch(request, BINDINGS);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function png(width: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...PNG, 0, 0, 0, width, 0, 0, 0, 2, 8, 6, 0, 0, 0]);
}

describe("PUT /admin/api/media", () => {
  it("believes the bytes and not the header, and names a picture by its content", async () => {
    const answer = await upload(png(1));
    expect(uploadedMediaSchema.parse(answer.body)).toMatchObject({
      key: expect.stringMatching(/^uploads\/[0-9a-f]{40}\.png$/),
      type: "image/png",
      width: 1,
      height: 2,
    });
    expect((await upload(png(1))).body).toEqual(answer.body);
    expect((await upload(png(3))).body.key).not.toBe(answer.body.key);
    const { key } = answer.body;
    const media = [{ key, alt: "Uploaded", width: 1, height: 2 }];
    const product = await call("POST", "/products", { body: mug({ handle: "uploaded", media }) });
    expect(product.status).toBe(201);
  });

  it("refuses another picture under the same key", async () => {
    expect((await upload(png(5), "upload-once")).status).toBe(200);
    expect((await upload(png(5), "upload-once")).status).toBe(200);
    expect((await upload(png(6), "upload-once")).body.code).toBe("idempotency_mismatch");
  });

  it("refuses scripts in disguise, nothing, and too much", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    expect((await upload(svg)).body.code).toBe("unsupported_media_type");
    expect((await upload("<script>alert(1)</script>")).status).toBe(415);
    expect((await upload(new Uint8Array(0))).status).toBe(415);
    expect((await upload(new Uint8Array(PICTURE_BYTES_MAX + 1))).body.code).toBe("body_too_large");
  });
});

describe("GET /admin/api/openapi.json", () => {
  it("describes the staff API to staff", async () => {
    const { body } = await call("GET", "/openapi.json", { role: "viewer" });
    expect(body.openapi).toBe("3.1.0");
    expect(Object.keys(body.paths)).toContain("/admin/api/collections/{id}/products");
    expect(JSON.stringify(body)).not.toContain('"$ref":"#/input');
  });
});
