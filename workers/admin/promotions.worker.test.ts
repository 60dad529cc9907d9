import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { AUTOMATIC_PROMOTIONS_MAX } from "../../db/promotions.ts";
import { call, mug, seedCatalog } from "./staff-builders.ts";

const BASE = {
  label: "Spring",
  isByCode: true,
  effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 1000 } },
  stacking: { class: "order" },
};

let variantId: string;

beforeAll(async () => {
  await seedCatalog();
  const { body } = await call("POST", "/products", { body: mug() });
  variantId = body.variants[0].id;
  await call("POST", `/products/${body.id}/publish`, { body: { version: 1 } });
});

async function draft(fields: object = {}): Promise<string> {
  const { status, body } = await call("POST", "/promotions", { body: { ...BASE, ...fields } });
  expect(status).toBe(201);
  return body.id;
}

const code = (id: string, body: object) => call("POST", `/promotions/${id}/codes`, { body });
const start = (id: string) => call("POST", `/promotions/${id}/start`, { body: { version: 1 } });

describe("codes", () => {
  it("are not made for a promotion that needs none", async () => {
    const id = await draft({ isByCode: false });
    const { status, body } = await code(id, { code: "nobody" });
    expect([status, body.errors[0].pointer]).toEqual([422, "/code"]);
    expect((await code(id, { count: 3 })).body.errors[0].pointer).toBe("/count");
  });

  it("belong to one of two who choose the same word at once", async () => {
    const ids = [await draft(), await draft()];
    const answers = await Promise.all(ids.map((id) => code(id, { code: "Same word" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.code).toBe("code_taken");
  });

  it("of a draft are understood where staff ask what a cart would pay with it", async () => {
    const id = await draft({ label: "To come" });
    await code(id, { code: "TOCOME" });
    const ask = (withDrafts: string[]) =>
      call("POST", "/pricing/simulate", {
        body: { lines: [{ variantId, quantity: 1 }], codes: ["to-come"], withDrafts },
      });
    expect((await ask([id])).body.discounts).toMatchObject([{ code: "TOCOME", label: "To come" }]);
    expect((await ask([])).body.refusals).toMatchObject([{ reason: "code_unknown" }]);
  });
});

describe("promotions that apply by themselves", () => {
  it("are not started where no cart would be reckoned with them", async () => {
    const rows = Array.from({ length: AUTOMATIC_PROMOTIONS_MAX }, (_, index) => index);
    await env.CATALOG.prepare(
      `INSERT INTO promotions (id, label, status, is_by_code, conditions, effect, stacking, limits,
         created_at, updated_at)
       SELECT 'prm_' || value, 'x', 'active', 0, '{}', '{}', '{}', '{}', 1, 1 FROM json_each(?)`,
    )
      .bind(JSON.stringify(rows))
      .run();
    const late = await draft({ isByCode: false });
    const { status, body } = await start(late);
    expect([status, body.code]).toEqual([422, "validation_failed"]);
    const byCode = await draft();
    expect((await start(byCode)).status).toBe(200);
    await env.CATALOG.prepare("UPDATE promotions SET ends_at = 2 WHERE id = 'prm_0'").run();
    expect((await start(late)).status).toBe(200);
    await env.CATALOG.prepare("DELETE FROM promotions WHERE label = 'x'").run();
  });
});
