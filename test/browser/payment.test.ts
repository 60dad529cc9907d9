import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, violations, visit } from "../browser.ts";
import { CARDS } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { intentsOf, tell } from "../stand-in.ts";
import {
  atPayment,
  atStep,
  buy,
  goToPayment,
  payButton,
  payByCard,
  paymentFrame,
  see,
  watch,
} from "./steps.ts";

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.dispose();
});

describe("a shopper with a phone", () => {
  it("is declined, fails at the bank, passes there at last, and paid once", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "phone" });
    const { page } = await watch(context, shop.origin);
    await buy(page, "jetty-lantern");
    await goToPayment(page);

    await payButton(page).click();
    await see(paymentFrame(page).getByLabel("Card number")).toBeFocused();
    await payByCard(page, CARDS.declined);
    await see(page.getByRole("alert").filter({ hasText: "declined" })).toBeVisible();
    await see(payButton(page)).toBeFocused();
    expect(await violations(page)).toEqual([]);

    await payByCard(page, CARDS.challenged);
    await atStep(page, "Approve this payment");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Fail authentication" }).click();
    await atPayment(page);
    await see(page.getByRole("alert").filter({ hasText: "could not verify" })).toBeVisible();
    expect(await page.title()).toMatch(/^Error, /);
    expect(await violations(page)).toEqual([]);

    await payByCard(page, CARDS.challenged);
    await page.getByRole("button", { name: "Complete authentication" }).click();
    await atStep(page, "Thank you, it is yours");
    const orderId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const intents = await intentsOf(shop, orderId);
    expect(intents.map(({ status }) => status)).toEqual(["succeeded"]);
    await context.close();
  });

  it("pays by debit, and the order's page tells by itself when the money came", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "phone" });
    const { page, troubles } = await watch(context, shop.origin);
    await buy(page, "jetty-lantern");
    await goToPayment(page);
    const frame = paymentFrame(page);
    await frame.getByText("SEPA Direct Debit").click();
    await frame.getByLabel("IBAN").fill("DE89370400440532013000");
    await frame.getByLabel("Name on the account").fill("Ada Lovelace");
    await payButton(page).click();
    await atStep(page, "Your payment is on its way");
    expect(await violations(page)).toEqual([]);
    const orderId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const [intent] = await intentsOf(shop, orderId);
    await tell(shop, "settle", { payment_intent: intent!.id });
    await atStep(page, "Thank you, it is yours");
    expect(troubles).toEqual([]);
    await context.close();
  });

  it("lets the order go and finds everything as it was", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "phone" });
    const { page } = await watch(context, shop.origin);
    await buy(page, "jetty-lantern");
    await goToPayment(page);
    await page.getByRole("button", { name: "Change the order" }).click();
    await atStep(page, "All as you want it?");
    await see(page.getByText("Ada Lovelace")).toBeVisible();
    await context.close();
  });
});
