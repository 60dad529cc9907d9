import { beforeEach, describe, expect, it } from "vitest";
import { errorOf, freshAccount, openIntent, RETURN_URL, sdk, visit } from "./harness.ts";

const stripe = sdk();

beforeEach(freshAccount);

describe("refunds", () => {
  async function paid() {
    return openIntent({ confirm: true, payment_method: "pm_card_visa", return_url: RETURN_URL });
  }

  it("gives back in parts and never more than was taken", async () => {
    const { id } = await paid();
    const part = await stripe.refunds.create({ payment_intent: id, amount: 1000 });
    expect(part).toMatchObject({ object: "refund", amount: 1000, status: "succeeded" });
    const over = await errorOf(stripe.refunds.create({ payment_intent: id, amount: 3201 }));
    expect(over).toMatchObject({
      param: "amount",
      message: "Refund amount (€32.01) is greater than unrefunded amount on charge (€32.00)",
    });
    await stripe.refunds.create({ payment_intent: id });
    const done = await errorOf(stripe.refunds.create({ payment_intent: id }));
    expect(done.code).toBe("charge_already_refunded");
    expect((await stripe.refunds.list({ payment_intent: id })).data).toHaveLength(2);
  });

  it("has nothing to give back before money was taken", async () => {
    const { id } = await openIntent();
    expect((await errorOf(stripe.refunds.create({ payment_intent: id }))).statusCode).toBe(400);
  });
});

describe("customers and keys", () => {
  it("keeps customers", async () => {
    const ada = await stripe.customers.create({ email: "ada@example.com", name: "Ada" });
    const changed = await stripe.customers.update(ada.id, { name: "", phone: "+49 1" });
    expect(changed).toMatchObject({ name: null, phone: "+49 1", email: "ada@example.com" });
    const { data } = await stripe.customers.list({ email: "ada@example.com" });
    expect(data.map((customer) => customer.id)).toEqual([ada.id]);
    expect((await openIntent({ customer: ada.id })).customer).toBe(ada.id);
    expect((await errorOf(openIntent({ customer: "cus_no" }))).code).toBe("resource_missing");
  });

  it("answers 401 to a key that is not a secret test key", async () => {
    for (const key of ["sk_live_1", "pk_test_kiosk", "nonsense"]) {
      const error = await errorOf(sdk({ key }).paymentIntents.list());
      expect(error).toMatchObject({ statusCode: 401, type: "StripeAuthenticationError" });
    }
  });

  it("answers 404 to what does not exist", async () => {
    const error = await errorOf(stripe.paymentIntents.retrieve("pi_none"));
    expect(error).toMatchObject({ statusCode: 404, code: "resource_missing" });
  });

  it("lets nothing out to another host", async () => {
    expect((await visit("/somewhere/else")).status).toBe(502);
  });
});
