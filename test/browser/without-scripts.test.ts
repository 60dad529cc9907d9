import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, visit } from "../browser.ts";
import { startShop, type TestShop } from "../shop.ts";
import { atStep, giveAddress, see } from "./steps.ts";

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.dispose();
});

describe("a shopper without scripts", () => {
  it("gets from the product to the payment, where the page says what is missing", async () => {
    const context = await visit(browser, {
      origin: shop.origin,
      device: "phone",
      hasScripts: false,
    });
    const page = await context.newPage();
    await page.goto("/p/jetty-lantern");
    await page.getByRole("radio", { name: "Cream" }).check({ force: true });
    await page.getByRole("button", { name: "Show this choice" }).click();
    await see(page.getByRole("radio", { name: "Cream" })).toBeChecked();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await atStep(page, "Your cart");
    await see(page.getByText("Cream")).toBeVisible();
    await page.getByRole("button", { name: "One more of Jetty Lantern" }).click();
    await see(page.getByRole("spinbutton", { name: "Quantity of Jetty Lantern" })).toHaveValue("2");

    await page.getByRole("button", { name: "Check out" }).click();
    await atStep(page, "Where should it go?");
    await page.getByText("Your order").first().click();
    await see(page.getByRole("row", { name: "Subtotal" })).toBeVisible();
    await page.getByRole("button", { name: "Continue to shipping" }).click();
    await see(page.getByRole("alert")).toContainText("fields need another look");
    await giveAddress(page);
    await page.getByRole("button", { name: "Continue to review" }).click();
    await atStep(page, "All as you want it?");
    await page.getByRole("button", { name: "Continue to pay" }).click();
    await atStep(page, "How would you like to pay?");
    expect(await page.locator("noscript").innerText()).toContain("needs JavaScript");
    await see(page.getByRole("button", { name: /^Pay / })).toBeHidden();
    await context.close();
  });
});
