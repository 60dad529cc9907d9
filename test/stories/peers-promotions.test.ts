/** Coupons that other shops gave away too often, each told once against the real shop. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { StaffPromotion } from "../../contracts/promotion.ts";
import { add, command, fill, look, pay, place, product } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { type AskAsStaff, asStaff } from "../staff.ts";
import { takenMinor } from "../stand-in.ts";

let shop: TestShop;
let staff: AskAsStaff;
let tumbler: string;
let number = 0;

beforeAll(async () => {
  shop = await startShop();
  staff = asStaff(shop, "owner", "olga");
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterAll(() => shop.dispose());

/** A promotion of ten percent with one code of its own. */
async function coded(limits: object): Promise<{ promotion: StaffPromotion; code: string }> {
  number += 1;
  const code = `PEER${number}`;
  const draft = await staff<StaffPromotion>("POST", "/promotions", {
    label: `Peer ${number}`,
    isByCode: true,
    effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 1000 } },
    stacking: { class: "order" },
    limits,
  });
  await staff("POST", `/promotions/${draft.id}/codes`, { code });
  const promotion = await staff<StaffPromotion>("POST", `/promotions/${draft.id}/start`, {
    version: 1,
  });
  return { promotion, code };
}

/** A shopper whose checkout has the code. */
async function shopperWith(code: string, email = "ada@example.com") {
  const shopper = shop.shopper();
  await add(shopper, tumbler);
  const { id } = await fill(shopper, email);
  const change = { codes: [code] };
  const path = `/api/checkouts/${id}`;
  const { body } = await command<CheckoutView>(shopper, "PATCH", path, change);
  return { shopper, checkout: body };
}

function crowdWith(code: string, size: number) {
  return Promise.all(Array.from({ length: size }, () => shopperWith(code)));
}

function usesOf({ id }: StaffPromotion) {
  return staff<{ held: number; used: number }>("GET", `/promotions/${id}/uses`);
}

async function completed({ shopper, checkout }: Awaited<ReturnType<typeof shopperWith>>) {
  await expect
    .poll(async () => (await look(shopper, checkout)).status, { timeout: 20_000 })
    .toBe("completed");
}

describe("uses", () => {
  it("vendure PR#4660 a code for one is had by one of twenty who place at once", async () => {
    const { promotion, code } = await coded({ uses: 1 });
    const crowd = await crowdWith(code, 20);
    const answers = await Promise.all(
      crowd.map(({ shopper, checkout }) => place(shopper, checkout)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await usesOf(promotion)).toMatchObject({ held: 1, used: 0 });
  });

  it("vendure#1807 a use that was let go is not counted, one that was paid is", async () => {
    const { promotion, code } = await coded({ uses: 5 });
    const [paid, left] = await crowdWith(code, 2);
    const placed = await place(paid!.shopper, paid!.checkout);
    await place(left!.shopper, left!.checkout);
    await pay(paid!.shopper, placed.body);
    await completed(paid!);
    await command(left!.shopper, "POST", `/api/checkouts/${left!.checkout.id}/cancel`, {});
    await expect.poll(() => usesOf(promotion)).toMatchObject({ held: 0, used: 1 });
  });

  it("medusa PR#13760 the same shopper in ten tabs has one use, not ten", async () => {
    const { promotion, code } = await coded({ uses: 10 });
    const { shopper, checkout } = await shopperWith(code);
    await Promise.all(Array.from({ length: 10 }, () => place(shopper, checkout)));
    expect(await usesOf(promotion)).toMatchObject({ held: 1, used: 0 });
  });

  it("medusa PR#13451 a limit per customer is told with its reason, and the order goes on without", async () => {
    const { code } = await coded({ usesPerCustomer: 1 });
    const [first, second] = [
      await shopperWith(code, "cleo@example.com"),
      await shopperWith(code, "cleo@example.com"),
    ];
    expect((await place(first.shopper, first.checkout)).status).toBe(200);
    const refused = await place(second.shopper, second.checkout);
    expect([refused.status, refused.body.code]).toEqual([409, "promotion_used_up"]);
    const now = await look(second.shopper, second.checkout);
    expect(now.codes[0]?.reason).toBe("customer_used_up");
    expect((await place(second.shopper, now)).status).toBe(200);
  });

  it("saleor#544 a voucher that was used to its limit is refused from then on", async () => {
    const { code } = await coded({ uses: 1 });
    const [first, second] = await crowdWith(code, 2);
    const placed = await place(first!.shopper, first!.checkout);
    await pay(first!.shopper, placed.body);
    await completed(first!);
    expect((await place(second!.shopper, second!.checkout)).status).toBe(409);
    const third = await shopperWith(code);
    expect(third.checkout.codes).toMatchObject([{ amount: null, reason: "used_up" }]);
  });

  it("saleor PR#15855 a race for the last use costs no good order its money", async () => {
    const { code } = await coded({ uses: 1 });
    const crowd = await crowdWith(code, 8);
    const answers = await Promise.all(
      crowd.map(({ shopper, checkout }) => place(shopper, checkout)),
    );
    const winner = answers.findIndex(({ status }) => status === 200);
    const taken = await takenMinor(shop);
    await Promise.all([
      pay(crowd[winner]!.shopper, answers[winner]!.body),
      ...crowd.map(({ shopper, checkout }) => place(shopper, checkout)),
    ]);
    await completed(crowd[winner]!);
    const total = answers[winner]!.body.totals.at(-1)!.amount.minor;
    expect((await takenMinor(shop)) - taken).toBe(total);
  });

  it("woocommerce#13505 the counter says how many orders had it, under a crowd too", async () => {
    const { promotion, code } = await coded({ uses: 7 });
    const crowd = await crowdWith(code, 25);
    const answers = await Promise.all(
      crowd.map(({ shopper, checkout }) => place(shopper, checkout)),
    );
    const had = answers.filter(({ status }) => status === 200).length;
    expect(had).toBe(7);
    expect(await usesOf(promotion)).toMatchObject({ held: had });
  });

  it("shopware#11245 PrestaShop#29493 #9839 shopper#510 django-oscar PR#4612 ygwyg/merchant PR#2 a code for one order serves one", async () => {
    const { promotion } = await coded({ usesPerCode: 1 });
    const { codes } = await staff<{ codes: string[] }>(
      "POST",
      `/promotions/${promotion.id}/codes`,
      { count: 3 },
    );
    const crowd = (await Promise.all(codes.map((code) => crowdWith(code, 4)))).flat();
    const answers = await Promise.all(
      crowd.map(({ shopper, checkout }) => place(shopper, checkout)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(await usesOf(promotion)).toMatchObject({ held: 3 });
  });
});
