import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { look, pay, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { asStaff } from "../staff.ts";
import { behave, intentsOf, type KeptIntent, misbehave } from "../stand-in.ts";

const MINUTE_MS = 60 * 1000;
let shop: TestShop;
let tumbler: string;
/** Every run of the clock is later than the one before. */
let laterMs = 0;
beforeAll(async () => {
  shop = await startShop();
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterEach(() => behave(shop));
afterAll(() => shop.dispose());

interface Break {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Time passes, and the clock strikes. */
function pass(minutes: number): Promise<void> {
  laterMs += minutes * MINUTE_MS;
  return shop.runCron(laterMs);
}

async function breaksAbout(...subjects: readonly string[]): Promise<Break[]> {
  const manager = asStaff(shop, "manager", "mia");
  const { breaks } = await manager<{ breaks: Break[] }>("GET", "/reconciliation?limit=100");
  return breaks.filter(({ subject }) => subjects.includes(subject));
}

/** The provider's own API, as a person uses it in the dashboard. */
async function provider(path: string, fields: Readonly<Record<string, string>>) {
  const response = await fetch(`${shop.origin}/dev/stripe/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${shop.secrets.STRIPE_SECRET_KEY}` },
    body: new URLSearchParams(fields),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer as KeptIntent;
}

/** An authorisation that nobody in the shop has asked for. */
function authorise(orderId: string): Promise<KeptIntent> {
  return provider("payment_intents", {
    amount: "500",
    currency: "eur",
    capture_method: "manual",
    confirm: "true",
    payment_method: "pm_card_visa",
    return_url: shop.origin,
    "metadata[order_id]": orderId,
  });
}

async function buy(): Promise<CheckoutView> {
  const ada = shop.shopper();
  const checkout = await readyToPay(ada, tumbler);
  await pay(ada, checkout);
  await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
  return checkout;
}

describe("reconciliation", () => {
  it("finds nothing in an hour without accidents", async () => {
    const { id } = await buy();
    const [intent] = await intentsOf(shop, id);
    await pass(31);
    await pass(16);
    expect(await breaksAbout(id, intent!.id)).toEqual([]);
    const manager = asStaff(shop, "manager", "mia");
    const { jobs } = await manager<{ jobs: { name: string; state: string }[] }>(
      "POST",
      "/reconciliation/run",
    );
    expect(jobs.map(({ name }) => name)).toContain("payments.fresh");
    expect(jobs.filter(({ state }) => state === "failed")).toEqual([]);
    const { breaks } = await manager<{ breaks: Break[] }>("GET", "/reconciliation");
    expect(breaks).toEqual([]);
  });

  it("tells a person of a refund that was made in the dashboard, until they settle it", async () => {
    const { id } = await buy();
    const [intent] = await intentsOf(shop, id);
    await provider("refunds", { payment_intent: intent!.id, amount: "100" });
    await pass(16);
    const [found] = await breaksAbout(intent!.id);
    expect(found).toMatchObject({
      type: "refund_unknown",
      details: { orderId: id, refundedMinor: 100, knownMinor: 0 },
    });
    const manager = asStaff(shop, "manager", "mia");
    await manager("POST", `/reconciliation/${found!.id}/resolve`, { note: "A gesture" });
    await pass(16);
    expect(await breaksAbout(intent!.id)).toEqual([]);
  });

  it("lets go of money that is reserved for an order that has its own, and takes no other", async () => {
    const { id } = await buy();
    const twice = await authorise(id);
    const nobodys = await authorise(`ord_${"0".repeat(26)}`);
    const foreign = await authorise("another shop's");
    await pass(16);
    const state = (await (await shop.stripe("state")).json()) as { payment_intents: KeptIntent[] };
    const statusOf = (intent: KeptIntent) =>
      state.payment_intents.find((of) => of.id === intent.id)?.status;
    expect([twice, nobodys, foreign].map(statusOf)).toEqual([
      "canceled",
      "requires_capture",
      "requires_capture",
    ]);
    const open = await breaksAbout(twice.id, nobodys.id, foreign.id);
    expect(open.map(({ type, subject }) => [type, subject])).toEqual([
      ["authorisation_dangling", nobodys.id],
    ]);
    const { results } = await shop.core.ORDERS.prepare(
      "SELECT action, resolved_at FROM reconciliation_breaks WHERE subject = ?",
    )
      .bind(twice.id)
      .all();
    expect(results).toEqual([
      { action: "intent_cancelled", resolved_at: expect.any(Number) as unknown },
    ]);
  });

  it("has nothing to say of an order that refused another amount by itself", async () => {
    const ada = shop.shopper();
    await misbehave(shop, { operation: "payment_intents.create", kind: "amount_mismatch" });
    const checkout = await readyToPay(ada, tumbler);
    await expect.poll(async () => (await look(ada, checkout)).endReason).toBe("amount_mismatch");
    await pass(16);
    const [intent] = await intentsOf(shop, checkout.id);
    expect(intent?.status).toBe("canceled");
    expect(await breaksAbout(checkout.id, intent!.id)).toEqual([]);
  });

  it("brings back an order that the lists have lost", async () => {
    const { id } = await buy();
    const db = shop.core.ORDERS;
    const shown = () => db.prepare("SELECT status FROM orders WHERE id = ?").bind(id).first();
    await expect.poll(shown).toMatchObject({ status: "confirmed" });
    await db.batch([
      db.prepare("DELETE FROM order_lines WHERE order_id = ?").bind(id),
      db.prepare("DELETE FROM orders WHERE id = ?").bind(id),
    ]);
    await pass(16);
    await expect.poll(shown).toEqual({ status: "confirmed" });
    await pass(16);
    expect(await breaksAbout(id)).toEqual([]);
  });
});
