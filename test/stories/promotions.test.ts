/** Promotions through the front door: staff write them, shoppers have them, nobody has one too many. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { StaffPromotion } from "../../contracts/promotion.ts";
import { add, command, fill, look, pay, place, product } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import type { Shopper } from "../shopper.ts";
import { type AskAsStaff, asStaff, startPromotion, TEN_PERCENT } from "../staff.ts";

let shop: TestShop;
let staff: AskAsStaff;
let tumbler: string;

beforeAll(async () => {
  shop = await startShop();
  staff = asStaff(shop, "owner", "olga");
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterAll(() => shop.dispose());

function started(fields: object, code?: string): Promise<StaffPromotion> {
  return startPromotion(staff, fields, code);
}

function enter(shopper: Shopper, { id }: Pick<CheckoutView, "id">, ...codes: string[]) {
  return command<CheckoutView>(shopper, "PATCH", `/api/checkouts/${id}`, { codes });
}

function usesOf({ id }: StaffPromotion) {
  return staff<{ held: number; used: number; cost: unknown[] }>("GET", `/promotions/${id}/uses`);
}

describe("a promotion by code", () => {
  it("is had however it is typed, and order, charge and every share agree", async () => {
    const promotion = await started({ limits: { uses: 100 } }, "Spring 10");
    const ada = shop.shopper();
    await add(ada, tumbler, 3);
    const before = await fill(ada);
    const { body: checkout } = await enter(ada, before, " spring-10 ");
    const off = Math.round(before.totals[0]!.amount.minor / 10);
    expect(checkout.codes).toMatchObject([{ code: "SPRING10", amount: { minor: off } }]);
    expect(checkout.lines.reduce((sum, line) => sum + line.discount.minor, 0)).toBe(off);
    const total = checkout.totals.at(-1)!.amount.minor;
    expect(total).toBe(before.totals.at(-1)!.amount.minor - off);
    expect(checkout.lines.reduce((sum, line) => sum + line.total.minor, 0)).toBe(total);
    const placed = await place(ada, checkout);
    expect((await usesOf(promotion)).held).toBe(1);
    await pay(ada, placed.body);
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
    const cost = [{ minor: off, currency: "EUR" }];
    expect(await usesOf(promotion)).toMatchObject({ held: 0, used: 1, cost });
    const letters = async () => (await shop.inbox()).map(({ text }) => text).join();
    await expect.poll(letters).toContain("Spring");
  });

  it("tells why it does nothing, and what would help", async () => {
    await started({ conditions: { minSpend: { EUR: 1_000_00 } } }, "BIGSPENDER");
    await started({ endsAt: "2020-01-01T00:00:00Z" }, "TOOLATE");
    await started({ conditions: { countries: ["FR"] } }, "PARIS");
    const ada = shop.shopper();
    await add(ada, tumbler);
    const checkout = await fill(ada);
    const { body } = await enter(ada, checkout, "bigspender", "toolate", "paris", "nobody's");
    expect(body.codes.map(({ reason }) => reason)).toEqual([
      "below_spend",
      "expired",
      "wrong_country",
      "code_unknown",
    ]);
    const subtotal = body.totals[0]!.amount.minor;
    expect(body.codes[0]?.missing).toEqual({ minor: 100_000 - subtotal, currency: "EUR" });
    expect(body.totals).toEqual(checkout.totals);
  });

  it("is entered and taken back on the checkout's page, without scripts", async () => {
    await started({ label: "Page <b>sale</b>" }, "PAGESALE");
    const ada = shop.shopper();
    await add(ada, tumbler);
    const { id } = await fill(ada);
    const post = async (form: Record<string, string>) => {
      const answer = await ada.fetch(`/checkout/${id}/codes`, { method: "POST", form });
      expect(answer.status).toBe(303);
      return (await ada.fetch(answer.headers.get("Location") ?? "")).text();
    };
    const page = await post({ add: "page sale" });
    expect(page).toContain("<strong>PAGESALE</strong>");
    expect(page).toContain("Page &lt;b&gt;sale&lt;/b&gt;: -");
    expect(await post({ add: "nope" })).toContain("We do not know this code");
    const refuse = async (add: string) => {
      const form = { add };
      const answer = await ada.fetch(`/checkout/${id}/codes`, { method: "POST", form });
      expect(answer.status).toBe(422);
      return answer.text();
    };
    expect(await refuse(" - % _ ")).toContain("A code is made of letters and digits");
    for (let more = 0; more < 8; more += 1) await post({ add: `nope ${more}` });
    expect(await refuse("pagesale too")).toContain("An order takes 10 codes");
    for (let more = 0; more < 8; more += 1) await post({ remove: `NOPE${more}` });
    expect(await post({ remove: "PAGESALE" })).not.toContain("PAGESALE");
  });

  it("is not found by trying: who enters many that nobody has must wait", async () => {
    const headers = { "CF-Connecting-IP": "2001:db8:1:2:3::4" };
    const bob = shop.shopper();
    await add(bob, tumbler);
    const { id } = await fill(bob);
    const guess = (round: number) =>
      bob.fetch(`/api/checkouts/${id}`, {
        method: "PATCH",
        headers,
        json: { codes: Array.from({ length: 10 }, (_, index) => `GUESS${round}X${index}`) },
      });
    expect([(await guess(1)).status, (await guess(2)).status]).toEqual([200, 200]);
    const refused = await guess(3);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(60);
    const others = await fill(bob);
    expect((await enter(bob, others, "bigspender")).status).toBe(200);
  });

  it("is given back with an order that is let go, and never given twice", async () => {
    const promotion = await started({ limits: { uses: 1 } }, "ONLYONE");
    const [ada, bob] = [shop.shopper(), shop.shopper()];
    for (const shopper of [ada, bob]) await add(shopper, tumbler);
    const [adas, bobs] = [await fill(ada), await fill(bob)];
    const hers = (await enter(ada, adas, "onlyone")).body;
    const his = (await enter(bob, bobs, "onlyone")).body;
    expect((await place(ada, hers)).status).toBe(200);
    const refused = await place(bob, his);
    expect([refused.status, refused.body.code]).toEqual([409, "promotion_used_up"]);
    const again = await look(bob, bobs);
    expect(again.codes).toMatchObject([{ amount: null, reason: "used_up" }]);
    expect(again.totals.at(-1)).toEqual(bobs.totals.at(-1));
    await command(ada, "POST", `/api/checkouts/${adas.id}/cancel`, {});
    await expect.poll(async () => (await usesOf(promotion)).held).toBe(0);
    const free = (await enter(bob, bobs, "onlyone")).body;
    expect((await place(bob, free)).status).toBe(200);
  });

  it("is still the shopper's own who comes back from paying and changes the cart", async () => {
    const promotion = await started({ limits: { uses: 1, usesPerCustomer: 1 } }, "MYONLYONE");
    const ada = shop.shopper();
    await add(ada, tumbler);
    const first = (await enter(ada, await fill(ada), "myonlyone")).body;
    expect((await place(ada, first)).status).toBe(200);
    const { body: cart } = await add(ada, tumbler);
    expect(cart.codes).toMatchObject([{ code: "MYONLYONE", reason: null }]);
    const { body: again } = await command<CheckoutView>(ada, "POST", "/api/checkouts", {});
    expect(again.id).not.toBe(first.id);
    expect(again.codes).toMatchObject([{ code: "MYONLYONE", reason: null }]);
    expect((await place(ada, again)).status).toBe(200);
    expect(await usesOf(promotion)).toMatchObject({ held: 1, used: 0 });
    await command(ada, "POST", `/api/checkouts/${again.id}/cancel`, {});
    await expect.poll(async () => (await usesOf(promotion)).held).toBe(0);
  });

  it("has exactly as many uses as it has, under a crowd of parallel checkouts", async () => {
    const promotion = await started({ limits: { uses: 3 } }, "CROWD");
    const crowd = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const shopper = shop.shopper();
        await add(shopper, tumbler);
        const { body } = await enter(shopper, await fill(shopper), "crowd");
        return { shopper, checkout: body };
      }),
    );
    const answers = await Promise.all(
      crowd.map(({ shopper, checkout }) => place(shopper, checkout)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ body }) => body.code === "promotion_used_up")).toHaveLength(9);
    expect((await usesOf(promotion)).held).toBe(3);
  });
});

describe("codes for one order each", () => {
  it("are listed in pages, each free, held or used, and none is had twice", async () => {
    const promotion = await started({ limits: { usesPerCode: 1 } }, "BULKFIRST");
    const { codes } = await staff<{ codes: string[] }>(
      "POST",
      `/promotions/${promotion.id}/codes`,
      { count: 4 },
    );
    expect(codes.every((code) => code.length === 16)).toBe(true);
    const [held = "", wanted = ""] = codes;
    const buy = async (...entered: string[]) => {
      const shopper = shop.shopper();
      await add(shopper, tumbler);
      const { body } = await enter(shopper, await fill(shopper), ...entered);
      return { shopper, checkout: body };
    };
    const [ada, bob] = [await buy(held), await buy(held)];
    expect((await place(ada.shopper, ada.checkout)).status).toBe(200);
    expect((await place(bob.shopper, bob.checkout)).body.code).toBe("promotion_used_up");
    const late = await buy(held);
    expect(late.checkout.codes).toMatchObject([{ reason: "used_up" }]);
    const eve = await buy(wanted);
    expect((await place(eve.shopper, eve.checkout)).status).toBe(200);
    const page = (query: string) =>
      staff<{ codes: { code: string; state: string }[]; nextAfter: string | null }>(
        "GET",
        `/promotions/${promotion.id}/codes${query}`,
      );
    const first = await page("?limit=3");
    const rest = await page(`?limit=3&after=${first.nextAfter}`);
    const all = [...first.codes, ...rest.codes];
    expect(all).toHaveLength(5);
    expect(rest.nextAfter).toBeNull();
    const states = new Map(all.map(({ code, state }) => [code, state]));
    expect([states.get(held), states.get(wanted), states.get("BULKFIRST")]).toEqual([
      "held",
      "held",
      "free",
    ]);
  });
});

describe("a promotion that applies by itself", () => {
  it("pays for shipping, stays in quotes that were given, and is gone from new ones", async () => {
    const promotion = await started({
      label: "Free shipping",
      effect: { kind: "free_shipping" },
      stacking: { class: "shipping" },
    });
    // What an isolate remembers of promotions is seconds old at most. Each asks for the first time.
    await expect
      .poll(
        async () => {
          const checkout = await readyTo(shop.shopper());
          return checkout.totals.find(({ type }) => type === "fulfillment")?.amount.minor;
        },
        { timeout: 20_000, interval: 1_000 },
      )
      .toBe(0);
    const ada = shop.shopper();
    const checkout = await readyTo(ada);
    await staff("POST", `/promotions/${promotion.id}/stop`, { version: promotion.version });
    expect((await place(ada, checkout)).status).toBe(200);
  });
});

async function readyTo(shopper: Shopper): Promise<CheckoutView> {
  await add(shopper, tumbler);
  return fill(shopper);
}

describe("what staff ask", () => {
  it("tells what a cart would pay on another day, with a draft", async () => {
    const draft = await staff<StaffPromotion>("POST", "/promotions", {
      label: "Friday",
      isByCode: false,
      conditions: { weekdays: [5], timeZone: "UTC" },
      effect: TEN_PERCENT,
      stacking: { class: "order" },
    });
    const ask = (at: string) =>
      staff<{ discounts: object[]; refusals: object[] }>("POST", "/pricing/simulate", {
        lines: [{ variantId: tumbler, quantity: 2 }],
        withDrafts: [draft.id],
        at,
      });
    const friday = await ask("2027-01-01T12:00:00Z");
    expect(friday.discounts).toMatchObject([{ label: "Friday" }]);
    const saturday = await ask("2027-01-02T12:00:00Z");
    expect(saturday.refusals).toMatchObject([{ label: "Friday", reason: "wrong_time" }]);
  });

  it("refuses what contradicts itself, and taxes that overlap, with the field", async () => {
    const refuse = (body: object, path = "/promotions", method = "POST") =>
      staff(method, path, body).then(
        () => "",
        (error: Error) => error.message,
      );
    const base = { label: "X", isByCode: false, effect: TEN_PERCENT, stacking: { class: "order" } };
    expect(
      await refuse({ ...base, startsAt: "2027-01-02T00:00:00Z", endsAt: "2027-01-01T00:00:00Z" }),
    ).toContain("/endsAt");
    expect(await refuse({ ...base, stacking: { class: "shipping" } })).toContain("/stacking/class");
    expect(
      await refuse({ ...base, conditions: { currencies: ["JPY"], minSpend: { EUR: 1 } } }),
    ).toContain("/conditions/currencies");
    const { version } = await staff<{ version: number }>("GET", "/taxes");
    const rule = { country: "DE", label: "VAT", rateBp: 1900 };
    const rules = [
      { ...rule, id: "a" },
      { ...rule, id: "b", rateBp: 700 },
    ];
    const taxes = {
      version,
      rounding: "per_order",
      shippingClass: null,
      exemptCountries: [],
      rules,
    };
    expect(await refuse(taxes, "/taxes", "PATCH")).toContain("/rules/1");
  });
});
