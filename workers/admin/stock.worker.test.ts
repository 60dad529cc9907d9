import { beforeAll, describe, expect, it } from "vitest";
import { staffLevelSchema, stockReasonsSchema } from "../../contracts/staff-stock.ts";
import { idOf } from "../../domain/order-builders.ts";
import { call, mug, seedCatalog } from "./staff-builders.ts";

const itemIds: string[] = [];

beforeAll(async () => {
  await seedCatalog();
  for (const handle of ["one", "two"]) {
    const { body } = await call("POST", "/products", { body: mug({ handle }) });
    itemIds.push(...body.variants.map((of: { stockItemId: string }) => of.stockItemId));
  }
});

function receive(itemId: string, quantity: number, location = "loc_harbour") {
  return call("POST", `/stock/${itemId}/receive`, { body: { location, quantity } });
}

describe("POST /admin/api/stock/{itemId}/…", () => {
  it("receives, adjusts and transfers, and explains who did it", async () => {
    const [itemId = ""] = itemIds;
    const received = await receive(itemId, 10);
    staffLevelSchema.parse(received.body);
    const body = { location: "loc_harbour", delta: -3, reason: "Broken in the shop" };
    await call("POST", `/stock/${itemId}/adjust`, { role: "fulfilment", name: "finn", body });
    const transfer = { from: "loc_harbour", to: "loc_mill", quantity: 4 };
    const moved = await call("POST", `/stock/${itemId}/transfer`, { body: transfer });
    expect(moved.body).toMatchObject({ onHand: 7, available: 7 });
    const why = await call("GET", `/stock/${itemId}`);
    stockReasonsSchema.parse(why.body);
    expect(why.body.lastMovements).toContainEqual(
      expect.objectContaining({
        kind: "adjust",
        quantity: -3,
        reason: "Broken in the shop",
        actor: "finn (fulfilment)",
      }),
    );
    const { body: log } = await call("GET", `/audit?subject=${itemId}`);
    const adjusted = log.entries.find(
      ({ action }: { action: string }) => action === "stock.adjust",
    );
    expect(adjusted).toMatchObject({
      actor: "finn",
      before: [{ location: "loc_harbour", onHand: 10 }],
      after: [{ location: "loc_harbour", onHand: 7 }],
    });
  });

  it("moves units once per key, however often and wherever it is asked", async () => {
    const [, itemId = "", other = ""] = itemIds;
    const request = { key: "once", body: { location: "loc_mill", quantity: 5 } };
    const path = `/stock/${itemId}/receive`;
    const answers = await Promise.all([1, 2, 3, 4].map(() => call("POST", path, request)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await call("POST", path, request)).body.onHand).toBe(5);
    const elsewhere = await call("POST", `/stock/${other}/receive`, request);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, "idempotency_mismatch"]);
    const { body } = await call("GET", `/audit?subject=${itemId}`);
    expect(body.entries).toHaveLength(1);
  });

  it("refuses what cannot be and changes nothing", async () => {
    const [, , itemId = ""] = itemIds;
    await receive(itemId, 2);
    const adjust = (delta: number) =>
      call("POST", `/stock/${itemId}/adjust`, {
        body: { location: "loc_harbour", delta, reason: "Counted" },
      });
    expect((await adjust(-3)).body).toMatchObject({ code: "stock_promised", available: 2 });
    for (const delta of [0, 0.5, 1e12]) expect((await adjust(delta)).status).toBe(422);
    for (const quantity of [-1, 0, 1.5, 1e9]) {
      expect((await receive(itemId, quantity)).body.code).toBe("validation_failed");
    }
    expect((await receive(itemId, 1, "loc_moon")).body).toMatchObject({
      code: "location_unknown",
      location: "loc_moon",
    });
    const same = { from: "loc_mill", to: "loc_mill", quantity: 1 };
    const transfer = await call("POST", `/stock/${itemId}/transfer`, { body: same });
    expect(transfer.body.code).toBe("location_same");
    const why = await call("GET", `/stock/${itemId}`);
    expect(why.body.level).toMatchObject({ onHand: 2, version: 1 });
  });

  it("knows no item without a variant", async () => {
    expect((await receive(idOf("stockItem", 99), 1)).status).toBe(404);
    expect((await call("GET", `/stock/${idOf("stockItem", 99)}`)).status).toBe(404);
    expect((await call("GET", "/stock/itm_1")).status).toBe(404);
  });
});
