/** The checkout's first page: the country that is likely, and a VAT number for those who buy for a company. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { ADDRESS, add, command, look, product } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { asStaff } from "../staff.ts";

const FORM = { ...ADDRESS, email: "ada@example.com" };
/** Across a border: the demo shop's goods lie in Germany. */
const PARIS = { ...FORM, city: "Paris", postalCode: "75001", country: "FR" };

let shop: TestShop;

beforeAll(async () => {
  shop = await startShop();
  const staff = asStaff(shop, "owner", "olga");
  const taxes = await staff<object>("GET", "/taxes");
  // Before the first checkout: isolates remember the rules for a minute.
  await staff("PATCH", "/taxes", { ...taxes, exemptCountries: ["DE", "FR"] });
});
afterAll(() => shop.dispose());

async function given(form: Readonly<Record<string, string>>) {
  const ada = shop.shopper();
  await add(ada, (await product(ada, "low-tide-tumbler")).variants[0]!.id);
  const { id } = (await command<CheckoutView>(ada, "POST", "/api/checkouts", {})).body;
  const give = (fields: Readonly<Record<string, string>>) =>
    ada.fetch(`/checkout/${id}/information`, { method: "POST", form: fields });
  const page = await give(form);
  const review = async () => {
    await command(ada, "PATCH", `/api/checkouts/${id}`, { shippingMethod: "standard" });
    return (await ada.fetch(`/checkout/${id}/review`)).text();
  };
  return { page, give, review, view: () => look(ada, { id }) };
}

function exemptMinor({ totals }: CheckoutView): number {
  return totals.find(({ type }) => type === "exemption")?.amount.minor ?? 0;
}

describe("the country", () => {
  it.each([
    ["EUR", "DE"],
    ["USD", "US"],
    ["JPY", "JP"],
  ])("is where %s is at home until the shopper says otherwise: %s", async (currency, country) => {
    const ada = shop.shopper();
    const variantId = (await product(ada, "low-tide-tumbler")).variants[0]!.id;
    await command(ada, "POST", "/api/cart/lines", { variantId, quantity: 1, currency });
    const { id } = (await command<CheckoutView>(ada, "POST", "/api/checkouts", {})).body;
    const chosen = async () => {
      const html = await (await ada.fetch(`/checkout/${id}/information`)).text();
      return /<option value="(\w\w)" selected/.exec(html)?.[1];
    };
    expect(await chosen()).toBe(country);
    const form = { ...FORM, country: "FR", postalCode: "75001", taxId: "" };
    await ada.fetch(`/checkout/${id}/information`, { method: "POST", form });
    expect(await chosen()).toBe("FR");
  });
});

describe("a VAT number", () => {
  it("takes the tax off where the law says so, and may be taken back", async () => {
    const { page, give, review, view } = await given({ ...PARIS, taxId: " fr xx 999 999 999 " });
    expect(page.status).toBe(303);
    const html = await review();
    expect(html).toContain("FRXX999999999");
    expect(html).not.toContain("does not change the tax");
    const exempt = await view();
    expect(exempt.taxId).toBe("FRXX999999999");
    expect(exemptMinor(exempt)).toBeLessThan(0);
    expect((await give({ ...PARIS, taxId: "" })).status).toBe(303);
    const taxed = await view();
    expect([taxed.taxId, exemptMinor(taxed)]).toEqual([null, 0]);
  });

  it.each([
    ["another country", "FRXX999999999"],
    ["the shop's own country, within it,", "DE136695976"],
  ])("of %s changes no tax, and the page says so", async (_, taxId) => {
    const { review, view } = await given({ ...FORM, taxId });
    expect(await review()).toContain("It does not change the tax of this order.");
    expect(exemptMinor(await view())).toBe(0);
  });

  it("of no known form is refused beside its field, with what was typed", async () => {
    const { page, view } = await given({ ...FORM, taxId: "DE12" });
    expect(page.status).toBe(422);
    const html = await page.text();
    expect(html).toMatch(/<details class="company" open/);
    expect(html).toContain("Enter a VAT number like DE123456789");
    expect(html).toContain('value="DE12"');
    expect(await view()).toMatchObject({ taxId: null, address: null });
  });
});
