import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { promotionUsesSchema } from "../../contracts/staff-pricing.ts";
import { projectOrder } from "../../db/orders.ts";
import { idOf, Story } from "../../domain/order-builders.ts";
import { orderSnapshot } from "../../domain/order-snapshot.ts";
import { call } from "./staff-builders.ts";

const EFFECT = { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 1000 } };

async function promoted(limits: object = {}): Promise<string> {
  const body = {
    label: "Ten",
    isByCode: true,
    effect: EFFECT,
    stacking: { class: "order" },
    limits,
  };
  return (await call("POST", "/promotions", { body })).body.id;
}

/** An order that the lists were told of, with what a promotion took off it. */
async function told(
  number: number,
  promotionId: string,
  {
    minor = 100,
    version = 9,
    ...patch
  }: { minor?: number; version?: number; status?: string } = {},
) {
  const snapshot = {
    ...orderSnapshot(new Story().confirmed().order),
    ...patch,
    id: idOf("order", number),
    number: `TEST-000${number}`,
    placedAt: number,
    version,
    discounts: minor === 0 ? [] : [{ promotionId, code: "TEN", minor }],
  };
  await env.ORDERS.batch(projectOrder(env.ORDERS, snapshot, Date.now()));
}

async function uses(id: string, query = "") {
  const { status, body } = await call("GET", `/promotions/${id}/uses${query}`, { role: "viewer" });
  expect(status).toBe(200);
  return promotionUsesSchema.parse(body);
}

describe("GET /admin/api/promotions?code=", () => {
  it("finds the promotion that a code leads to, however it is typed", async () => {
    const id = await promoted();
    await promoted();
    await call("POST", `/promotions/${id}/codes`, { body: { code: "Find me 1" } });
    const found = async (code: string) => {
      const { body } = await call("GET", `/promotions?code=${encodeURIComponent(code)}`);
      return body.promotions.map((each: { id: string }) => each.id);
    };
    expect(await found(" find-me-1 ")).toEqual([id]);
    expect(await found("nobody")).toEqual([]);
    expect((await call("GET", "/promotions?code=%20-")).status).toBe(422);
    expect((await call("GET", "/promotions?code=find-me-1&status=active")).body.promotions).toEqual(
      [],
    );
  });
});

describe("GET /admin/api/promotions/{promotionId}/uses", () => {
  let id: string;
  beforeAll(async () => {
    id = await promoted();
    await told(1, id);
    await told(2, id, { minor: 250 });
    await told(3, id, { status: "awaiting_payment" });
    await told(4, await promoted());
    // Told again: placed anew without the code, then called off.
    await told(5, id);
    await told(5, id, { minor: 0, version: 10 });
    await told(6, id);
    await told(6, id, { status: "cancelled", version: 10 });
  });

  it("counts paid orders of a promotion that has no limits, and what it cost", async () => {
    const { held, used, cost, orders } = await uses(id);
    expect({ held, used, cost }).toEqual({
      held: 0,
      used: 2,
      cost: [{ minor: 350, currency: "EUR" }],
    });
    expect(orders.map(({ number, code, amount }) => [number, code, amount.minor])).toEqual([
      ["TEST-0002", "TEN", 250],
      ["TEST-0001", "TEN", 100],
    ]);
  });

  it("lists them in pages, the newest first", async () => {
    const first = await uses(id, "?limit=1");
    expect(first.orders.map(({ number }) => number)).toEqual(["TEST-0002"]);
    const second = await uses(id, `?limit=1&cursor=${first.nextCursor}`);
    expect(second.orders.map(({ number }) => number)).toEqual(["TEST-0001"]);
    expect(second.nextCursor).toBeNull();
    expect((await call("GET", `/promotions/${id}/uses?cursor=x`)).status).toBe(422);
  });

  it("asks the owner of one that has limits", async () => {
    const limited = await promoted({ uses: 5 });
    expect(await uses(limited)).toMatchObject({ held: 0, used: 0, cost: [], orders: [] });
    expect((await call("GET", `/promotions/${idOf("promotion", 9)}/uses`)).status).toBe(404);
  });
});
