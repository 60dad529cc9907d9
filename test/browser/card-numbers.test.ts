import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, visit } from "../browser.ts";
import { CARDS } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { buy, goToPayment, payByCard, see } from "./steps.ts";

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.dispose();
});

const CARD_LIKE = /(?<!\d)\d(?:[ +-]?\d){12,18}(?!\d)/g;

function isLuhn(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "").split("").reverse().map(Number);
  const values = digits.map((digit, at) =>
    at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0),
  );
  return values.reduce((sum, value) => sum + value, 0) % 10 === 0;
}

describe("a card's number (S32)", () => {
  it("goes to the provider alone, never to the shop or into its log", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "desktop" });
    const page = await context.newPage();
    const toShop: string[] = [];
    const toProvider: string[] = [];
    context.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      const isProviders = pathname.startsWith("/dev/stripe/");
      const told = `${search} ${request.postData() ?? ""} ${JSON.stringify(request.headers())}`;
      (isProviders ? toProvider : toShop).push(decodeURIComponent(told.replaceAll("%", "%25")));
    });
    await buy(page, "low-tide-tumbler");
    await goToPayment(page);
    await payByCard(page, CARDS.declined);
    await see(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
    await payByCard(page);
    await see(page.getByRole("heading", { level: 1, name: /Thank you/ })).toBeVisible();
    const numbers = (texts: readonly string[]) =>
      texts.flatMap((text) => text.match(CARD_LIKE) ?? []).filter(isLuhn);
    expect(toShop.length).toBeGreaterThan(20);
    expect(toProvider.join(" ")).toContain(CARDS.good);
    for (const text of [...toShop, ...shop.logs.map(({ message }) => message)]) {
      for (const card of [CARDS.good, CARDS.declined]) expect(text).not.toContain(card);
    }
    expect(numbers(toShop)).toEqual([]);
    expect(
      await page.evaluate<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"),
    ).not.toMatch(/4242|4000 ?0000/);
    await context.close();
  });
});
