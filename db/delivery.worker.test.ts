import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../domain/order-builders.ts";
import { addProduct, emptyCatalog } from "../queues/catalog-builders.ts";
import { collectableAt } from "./delivery.ts";

const line = (number: number, quantity: number) => ({
  variantId: idOf("variant", number),
  quantity,
});

/** A mug; four of it lie in the harbour. */
beforeEach(async () => {
  await emptyCatalog();
  await addProduct(1);
  await env.CATALOG.prepare(
    `INSERT INTO stock_levels VALUES ('${idOf("stockItem", 1)}', 'loc_harbour', 4, 0, 0, 1, 0)`,
  ).run();
});

async function places(...lines: ReturnType<typeof line>[]) {
  const found = await collectableAt(env.CATALOG, lines);
  return lines.map(({ variantId }) => found.get(variantId) ?? []);
}

describe("collectableAt()", () => {
  it("counts the units of all lines together: two lines of three want six", async () => {
    expect(await places(line(1, 4))).toEqual([["loc_harbour"]]);
    expect(await places(line(1, 2), line(1, 2))).toEqual([["loc_harbour"], ["loc_harbour"]]);
    expect(await places(line(1, 3), line(1, 3))).toEqual([[], []]);
  });
});
