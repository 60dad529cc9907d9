import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, violations, visit } from "../browser.ts";
import { startShop, type TestShop } from "../shop.ts";
import { overflowWhenNarrow, see, watch } from "./steps.ts";

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.dispose();
});

const cards = (page: Page) => page.locator("#results [data-grid] > li");
const count = (page: Page) => page.locator("#results-bar p");

describe.each([
  { device: "phone", colorScheme: "dark" },
  { device: "phone", colorScheme: "light" },
  { device: "desktop", colorScheme: "light" },
  { device: "desktop", colorScheme: "dark" },
] as const)("a shopper with a $device, $colorScheme", ({ device, colorScheme }) => {
  it("finds every page of the catalog good", async () => {
    const context = await visit(browser, { origin: shop.origin, device, colorScheme });
    const { page, troubles } = await watch(context, shop.origin);
    for (const path of [
      "/search?q=lanten",
      "/search?q=qqzzxxvv",
      "/search",
      "/products?attr.colour-family=green&price=1000-5000&in_stock=true",
      "/c/light?in_stock=true&attr.material=nothing",
      "/collections",
      "/de/collections/reduced",
      "/fr/usd/brands/emberlow",
      "/de/p/jetty-lantern",
      "/cart?locale=fr",
    ]) {
      await page.goto(path);
      expect.soft(await violations(page), `accessibility of ${path}`).toEqual([]);
      expect.soft(await overflowWhenNarrow(page), `overflow of ${path}`).toBe(0);
    }
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe("the search field", () => {
  it("is a combobox: arrows, Enter, Escape, Home, and the text stays one's own", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "desktop" });
    const { page, troubles } = await watch(context, shop.origin);
    await page.goto("/");
    const field = page.getByRole("combobox", { name: "Search" });
    await see(field).toHaveAttribute("aria-expanded", "false");
    await field.pressSequentially("lan");
    const list = page.getByRole("listbox", { name: "Suggestions" });
    await see(list.getByRole("group", { name: "Products" })).toBeVisible();
    await see(field).toHaveAttribute("aria-expanded", "true");
    await see(page.locator("body > [data-announce]")).toContainText(/Suggestions: \d/);
    const lantern = list.getByRole("option", { name: /Jetty Lantern/ });
    await see(lantern).toContainText("€49.00");
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press("ArrowDown");
    const first = list.getByRole("option").first();
    await see(first).toHaveAttribute("aria-selected", "true");
    await see(field).toHaveAttribute(
      "aria-activedescendant",
      (await first.getAttribute("id")) ?? "",
    );
    await see(field).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await see(field).toHaveValue("lan");
    await page.keyboard.press("ArrowUp");
    await see(list.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Home");
    await see(list.locator("[aria-selected=true]")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await see(list).toBeHidden();
    await see(field).toHaveValue("lan");
    await page.keyboard.press("Enter");
    await see(page.getByRole("heading", { level: 1, name: "“lan”" })).toBeVisible();

    // The search is remembered here, and offered before anything is typed.
    await page.goto("/");
    await field.focus();
    await see(list.getByRole("group", { name: "Searched lately" })).toContainText("lan");
    await field.pressSequentially("lante");
    await see(lantern).toBeVisible();
    while ((await lantern.getAttribute("aria-selected")) !== "true") {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await see(page.getByRole("heading", { level: 1, name: "Jetty Lantern" })).toBeVisible();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it("is a plain form without scripts", async () => {
    const context = await visit(browser, {
      origin: shop.origin,
      device: "phone",
      hasScripts: false,
    });
    const page = await context.newPage();
    await page.goto("/de");
    await page.getByLabel("Suche", { exact: true }).fill("laterne");
    await page.keyboard.press("Enter");
    await see(page).toHaveURL(/\/de\/search\?q=laterne$/);
    await see(cards(page).first()).toBeVisible();
    await context.close();
  });
});

describe("filters", () => {
  it("narrow in place, keep the focus, and go back with the browser", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "desktop" });
    const { page, troubles } = await watch(context, shop.origin);
    await page.goto("/c/light");
    const all = (await count(page).textContent()) ?? "";
    const brand = page.getByRole("checkbox", { name: /^Emberlow/ });
    await brand.focus();
    await page.keyboard.press("Space");
    await see(page).toHaveURL(/\/c\/light\?brand=emberlow$/);
    await see(count(page)).not.toHaveText(all);
    await see(brand).toBeFocused();
    await see(page.locator("body > [data-announce]")).toContainText(/\d+ products/);
    await page.getByRole("checkbox", { name: /^Saltfold/ }).check();
    await see(page).toHaveURL(/brand=emberlow&brand=saltfold/);
    await page.getByRole("spinbutton", { name: "Price, from" }).fill("20");
    await page.keyboard.press("Tab");
    await see(page).toHaveURL(/brand=saltfold&price=2000-$/);
    await page.getByLabel("Sort").selectOption({ label: "Lowest price first" });
    await see(page).toHaveURL(/sort=price_asc/);
    await page.getByRole("link", { name: "Remove filter: Saltfold" }).click();
    await see(page).not.toHaveURL(/saltfold/);
    await page.getByRole("link", { name: "Clear all" }).click();
    await see(page).toHaveURL(/\/c\/light\?sort=price_asc$/);
    await see(count(page)).toHaveText(all);
    await page.goBack();
    await see(page).toHaveURL(/brand=emberlow/);
    await see(page.getByRole("checkbox", { name: /^Emberlow/ })).toBeChecked();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it("stand in a sheet on a phone", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "phone" });
    const { page, troubles } = await watch(context, shop.origin);
    await page.goto("/c/light");
    const brand = page.getByRole("checkbox", { name: /^Emberlow/ });
    await see(brand).toBeHidden();
    await page.getByRole("button", { name: "Filter" }).click();
    const sheet = page.getByRole("dialog", { name: "Filters" });
    await see(sheet.getByRole("heading", { name: "Filters" })).toBeFocused();
    await sheet.getByRole("checkbox", { name: /^Emberlow/ }).check();
    await see(page).toHaveURL(/brand=emberlow/);
    await see(sheet.getByRole("checkbox", { name: /^Emberlow/ })).toBeChecked();
    expect(await violations(page)).toEqual([]);
    await sheet.getByRole("button", { name: "Show products" }).click();
    await see(sheet).toBeHidden();
    await see(page.getByRole("button", { name: "Filter" })).toBeFocused();
    await see(page.getByRole("link", { name: "Remove filter: Emberlow" })).toBeVisible();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it("are a plain form without scripts", async () => {
    const context = await visit(browser, {
      origin: shop.origin,
      device: "phone",
      hasScripts: false,
    });
    const page = await context.newPage();
    await page.goto("/c/light");
    await see(cards(page).first()).toBeInViewport();
    await page.getByRole("link", { name: "Filter", exact: true }).click();
    await page.getByRole("checkbox", { name: /^Emberlow/ }).check();
    await page.getByRole("spinbutton", { name: "Price, to" }).fill("30");
    await page.getByRole("form", { name: "Filters" }).getByRole("button").click();
    await see(page).toHaveURL(/\/c\/light\?brand=emberlow&price=-3000$/);
    await see(page.getByRole("checkbox", { name: /^Emberlow/ })).toBeChecked();
    await page.getByRole("link", { name: "Clear all" }).click();
    await see(page).toHaveURL(/\/c\/light$/);
    await context.close();
  });
});

describe("a long listing", () => {
  it("grows on demand, and is still there on the way back", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "desktop" });
    const { page, troubles } = await watch(context, shop.origin);
    await page.goto("/products");
    await see(cards(page)).toHaveCount(24);
    await page.getByRole("link", { name: "Load more" }).click();
    await see(cards(page)).toHaveCount(48);
    await see(cards(page).nth(24).getByRole("link")).toBeFocused();
    const link = cards(page).nth(40).getByRole("link");
    const name = (await link.textContent()) ?? "";
    await link.click();
    await see(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await page.goBack();
    await see(cards(page)).toHaveCount(48);
    await see(cards(page).nth(40)).toBeInViewport();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe("a product's pictures", () => {
  it("are the chosen variant's own, then those that all share", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "phone" });
    const { page, troubles } = await watch(context, shop.origin);
    await page.goto("/p/jetty-lantern");
    const seen = page.locator("[data-shots] > li:not([hidden]) img");
    const thumbs = page.locator(".thumbs > li:not([hidden]) img");
    const colours = { Forest: /^Forest enamel lantern/, Black: /^Black steel lantern/ };
    for (const [colour, alt] of Object.entries(colours)) {
      await page.getByRole("radio", { name: colour }).check();
      await see(seen).toHaveCount(4);
      await see(seen.first()).toHaveAttribute("alt", alt);
      await see(seen.last()).toHaveAttribute("alt", "Lantern in black, forest and cream");
      await see(thumbs.first()).toHaveAttribute("alt", alt);
    }
    await see(page.getByRole("button", { name: "Add to cart" })).toBeInViewport();
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe("language and currency", () => {
  it("change on the same page, and the cart follows", async () => {
    const context = await visit(browser, { origin: shop.origin, device: "desktop" });
    const { page, troubles } = await watch(context, shop.origin);
    await page.goto("/p/jetty-lantern");
    await page.getByRole("button", { name: /Language and currency/ }).click();
    expect(await violations(page)).toEqual([]);
    await page.locator("#place-menu").getByRole("link", { name: "Deutsch" }).click();
    await see(page).toHaveURL(/\/de\/p\/jetty-lantern$/);
    await see(page.locator("html")).toHaveAttribute("lang", "de");
    await page.getByRole("button", { name: /Sprache und Währung/ }).click();
    await page.locator("#place-menu").getByRole("link", { name: /USD/ }).click();
    await see(page).toHaveURL(/\/de\/usd\/p\/jetty-lantern$/);
    await page.getByRole("button", { name: "In den Warenkorb" }).click();
    const drawer = page.getByRole("dialog", { name: "Ihr Warenkorb" });
    await see(drawer).toContainText("$");
    await see(drawer).toContainText("Laterne Jetty");
    expect(troubles).toEqual([]);
    await context.close();
  });

  it("are offered to whoever reads another one, and never changed unasked", async () => {
    const context = await browser.newContext({ baseURL: shop.origin, locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto("/c/light");
    await see(page).toHaveURL(/\/c\/light$/);
    await see(page.getByRole("link", { name: "La lire en français" })).toBeVisible();
    await page.getByRole("button", { name: "Fermer" }).click();
    await page.reload();
    await see(page.getByRole("link", { name: "La lire en français" })).toBeHidden();
    await context.close();
  });
});
