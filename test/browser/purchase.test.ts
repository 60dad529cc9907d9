import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, violations, visit } from "../browser.ts";
import { startShop, type TestShop } from "../shop.ts";
import { atPayment, atStep, giveAddress, overflowWhenNarrow, payByCard, watch } from "./steps.ts";

/** Gzipped bytes that a product page may load. */
const SCRIPT_BYTES_MAX = 6 * 1024;
const STYLE_BYTES_MAX = 12 * 1024;

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.dispose();
});

/** Nothing for axe to find, and no scrolling sideways on the narrowest phone. */
async function expectGood(page: Page): Promise<void> {
  const found = await violations(page);
  expect.soft(found, `accessibility of ${page.url()}`).toEqual([]);
  expect.soft(await overflowWhenNarrow(page), `overflow of ${page.url()}`).toBe(0);
}

/** Counts what a page loads while `load` runs, as it travels. */
async function bytesLoaded(page: Page, load: () => Promise<unknown>) {
  const bytes = { script: 0, stylesheet: 0 };
  const kept: Promise<unknown>[] = [];
  page.on("response", (response) => {
    const type = response.request().resourceType();
    if (type !== "script" && type !== "stylesheet") return;
    kept.push(response.body().then((body) => (bytes[type] += gzipSync(body).length)));
  });
  await load();
  await page.waitForLoadState("networkidle");
  await Promise.all(kept);
  return bytes;
}

describe.each([
  { device: "phone", colorScheme: "light", email: "ada@example.com" },
  { device: "desktop", colorScheme: "dark", email: "bob@example.com" },
] as const)("a shopper with a $device, $colorScheme", ({ device, colorScheme, email }) => {
  it("buys from the home page to the e-mail, and every page on the way is good", async () => {
    const context = await visit(browser, { origin: shop.origin, device, colorScheme });
    const { page, troubles } = await watch(context, shop.origin);

    await page.goto("/");
    await expectGood(page);
    await page.getByRole("main").getByRole("link", { name: "Light", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Light" }).waitFor();
    await expectGood(page);
    await page.getByRole("link", { name: "Jetty Lantern" }).click();
    await page.getByRole("heading", { level: 1, name: "Jetty Lantern" }).waitFor();
    await page.getByRole("radio", { name: "Forest" }).check({ force: true });
    await expectGood(page);

    await page.getByRole("button", { name: "Add to cart" }).click();
    const drawer = page.getByRole("dialog", { name: "Your cart" });
    await drawer.getByText("Forest").waitFor();
    await expectGood(page);
    await drawer.getByRole("link", { name: "See the whole cart" }).click();
    await atStep(page, "Your cart");
    await expectGood(page);

    await page.getByRole("button", { name: "Check out" }).click();
    await atStep(page, "Where should it go?");
    await expectGood(page);
    await giveAddress(page, email);
    await expectGood(page);
    await page.getByRole("radio", { name: "Express" }).check();
    await page.getByRole("button", { name: "Continue to review" }).click();
    await atStep(page, "All as you want it?");
    await expectGood(page);
    await page.getByRole("button", { name: "Continue to pay" }).click();
    await atPayment(page);
    await expectGood(page);
    await payByCard(page);
    await atStep(page, "Thank you, it is yours");
    await expectGood(page);
    await page.getByRole("link", { name: /^Invoice/ }).click();
    await atStep(page, "Invoice");
    await page.getByText("Jetty Lantern, Forest").waitFor();
    await expectGood(page);

    const message = async () => (await shop.inbox()).find(({ to }) => to.includes(email));
    await expect.poll(message).toBeDefined();
    await page.goto("/dev/inbox");
    await page.getByRole("link", { name: email }).waitFor();
    await expectGood(page);
    await page.getByRole("link", { name: email }).click();
    const letter = page.frameLocator("iframe");
    await letter.getByText("Jetty Lantern").first().waitFor();
    await expectGood(page);
    expect(troubles).toEqual([]);

    const missing = await page.goto("/c/nothing-of-the-kind");
    expect(missing?.status()).toBe(404);
    await expectGood(page);
    await context.close();
  });
});

describe("the reference of the API", () => {
  it("is good too", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "phone" });
    const { page, troubles } = await watch(context, shop.origin);
    await page.goto("/docs");
    await expectGood(page);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe("a product page", () => {
  it("loads little", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "phone" });
    const page = await context.newPage();
    const bytes = await bytesLoaded(page, () => page.goto("/p/jetty-lantern"));
    expect(bytes.script).toBeGreaterThan(0);
    expect(bytes.script).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
    expect(bytes.stylesheet).toBeGreaterThan(0);
    expect(bytes.stylesheet).toBeLessThanOrEqual(STYLE_BYTES_MAX);
    await context.close();
  });
});

describe("a public page", () => {
  it.each(["/", "/c/light", "/p/jetty-lantern"])(
    "%s is the same for everybody and sets no cookie",
    async (path) => {
      const bob = shop.shopper();
      await bob.fetch("/cart/lines", {
        method: "POST",
        form: { product: "jetty-lantern", currency: "EUR", quantity: "1" },
      });
      expect(bob.cookies.size).toBeGreaterThan(0);
      const [stranger, known] = [await shop.shopper().fetch(path), await bob.fetch(path)];
      expect(stranger.headers.getSetCookie()).toEqual([]);
      expect(known.headers.getSetCookie()).toEqual([]);
      expect(await known.text()).toBe(await stranger.text());
    },
  );
});
