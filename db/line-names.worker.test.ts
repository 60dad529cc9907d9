import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { toId } from "../domain/id.ts";
import { lineNames } from "./line-names.ts";

const number = (at: number) => String(at).padStart(26, "0");
const product = toId("product", `prd_${number(1)}`);
const red = toId("variant", `var_${number(1)}`);
const gone = toId("variant", `var_${number(9)}`);

beforeAll(async () => {
  const { CATALOG } = env;
  await CATALOG.batch([
    CATALOG.prepare(
      `INSERT INTO products (id, handle, status, title, option_names, tags, rank, created_at, updated_at)
       VALUES (?, 'mug', 'published', 'Mug', '["Colour","Size"]', '[]', 0, 0, 0)`,
    ).bind(product),
    CATALOG.prepare(
      `INSERT INTO variants (id, product_id, stock_item_id, sku, option_values, position)
       VALUES (?, ?, ?, 'M', '["Red","350 ml"]', 0)`,
    ).bind(red, product, `itm_${number(1)}`),
    CATALOG.prepare(
      `INSERT INTO translations VALUES (?1, 'de', 'title', 'Becher'), (?1, 'de', 'value:Red', 'Rot')`,
    ).bind(product),
  ]);
});

it("lineNames() tells titles and values in the language, and what is not translated as it stands", async () => {
  const names = await lineNames(env.CATALOG, [red, gone], "de");
  expect([...names]).toEqual([[red, { title: "Becher", variantTitle: "Rot, 350 ml" }]]);
  const [[, name] = []] = [...(await lineNames(env.CATALOG, [red], "fr"))];
  expect(name).toEqual({ title: null, variantTitle: "Red, 350 ml" });
});
