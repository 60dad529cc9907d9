import type { Browser, Locator, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, visit } from "../browser.ts";
import { ADDRESS } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { atStep, see } from "./steps.ts";

/** Most presses of Tab on the way to a control; more would be a trap. */
const TABS_MAX = 60;

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.dispose();
});

/** Presses Tab until the control has the focus, and sees that the focus shows. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    await page.keyboard.press("Tab");
    if (await control.evaluate((element) => element.matches(":focus"))) {
      expect(await control.evaluate((element) => element.matches(":focus-visible"))).toBe(true);
      return;
    }
  }
  throw new Error(`Tab does not reach ${control} on ${page.url()}`);
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(text);
}

describe("a shopper with a keyboard alone", () => {
  it("gets from the product to the review, errors and drawer included", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "desktop" });
    const page = await context.newPage();
    await page.goto("/p/jetty-lantern");
    await page.keyboard.press("Tab");
    await see(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await see(page.getByRole("main")).toBeFocused();
    await tabTo(page, page.getByRole("radio", { name: "Black" }));
    await page.keyboard.press("ArrowRight");
    await see(page.getByRole("radio", { name: "Forest" })).toBeChecked();
    const add = page.getByRole("button", { name: "Add to cart" });
    await tabTo(page, add);
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog", { name: "Your cart" });
    await see(drawer.getByRole("heading", { name: "Your cart" })).toBeFocused();
    await page.keyboard.press("Escape");
    await see(add).toBeFocused();
    await page.keyboard.press("Enter");
    await see(drawer.getByRole("spinbutton")).toHaveValue("2");
    await tabTo(page, drawer.getByRole("button", { name: "Check out" }));
    await page.keyboard.press("Enter");

    await atStep(page, "Where should it go?");
    await tabTo(page, page.getByRole("button", { name: "Continue to shipping" }));
    await page.keyboard.press("Enter");
    await see(page.getByRole("alert")).toBeVisible();
    await tabTo(page, page.getByRole("link", { name: "Enter an e-mail address" }));
    await page.keyboard.press("Enter");
    await see(page.getByLabel("E-mail")).toBeFocused();
    await page.keyboard.type("ada@example.com");
    await tabTo(page, page.getByLabel("Country"));
    await page.keyboard.type("Germany");
    await type(page, "Full name", ADDRESS.name);
    await type(page, "Street and number", ADDRESS.line1);
    await type(page, "Postal code", ADDRESS.postalCode);
    await type(page, "Town or city", ADDRESS.city);
    await page.keyboard.press("Enter");

    await atStep(page, "How should it travel?");
    await tabTo(page, page.getByRole("radio", { name: "Standard" }));
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByRole("button", { name: "Continue to review" }));
    await page.keyboard.press("Enter");
    await atStep(page, "All as you want it?");
    await see(page.getByText(/^Express: Arrives /)).toBeVisible();
    await context.close();
  });
});
