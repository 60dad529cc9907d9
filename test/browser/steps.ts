/** What the browser stories share: a watched page, and the steps of a purchase by role and label. */
import { type BrowserContext, expect, type FrameLocator, type Page } from "@playwright/test";
import { ADDRESS, CARDS } from "../purchase.ts";

/** How long a page may take to show what a story awaits, also on a busy machine. */
const SEE_TIMEOUT_MS = 15_000;

/** Awaits what a page shows. */
export const see = expect.configure({ timeout: SEE_TIMEOUT_MS });

/** Tells violated policies as errors; an event in each document, also in the payment's frame. */
const TELL_VIOLATIONS = `document.addEventListener("securitypolicyviolation", (event) => {
  console.error("Violated " + event.violatedDirective + ": " + event.blockedURI);
});`;

/** How much wider the content is than the window. */
const OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/** The narrowest page that must not scroll sideways (WCAG 1.4.10), in CSS pixels. */
const REFLOW_WIDTH = 320;

/** A page and everything it should not have done. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors, uncaught errors, violated policies, requests to other origins. */
  readonly troubles: string[];
}

/** Opens a page that keeps a list of its troubles. */
export async function watch(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const troubles: string[] = [];
  await page.addInitScript({ content: TELL_VIOLATIONS });
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console: ${message.text()} (${page.url()})`);
  });
  page.on("pageerror", ({ message }) => troubles.push(`uncaught: ${message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) {
      troubles.push(`foreign request: ${url.href}`);
    }
  });
  return { page, troubles };
}

/** How far the page scrolls sideways at the narrowest width, in CSS pixels. */
export async function overflowWhenNarrow(page: Page): Promise<number> {
  const size = page.viewportSize() ?? { width: REFLOW_WIDTH, height: 640 };
  await page.setViewportSize({ ...size, width: REFLOW_WIDTH });
  const overflow = await page.evaluate<number>(OVERFLOW);
  await page.setViewportSize(size);
  return Math.max(0, overflow);
}

/** Opens a product and puts it into the cart, the drawer in between. */
export async function buy(page: Page, handle: string): Promise<void> {
  await page.goto(`/p/${handle}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await see(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
}

/** Fills in the first step and goes on to the second. */
export async function giveAddress(page: Page, email = "ada@example.com"): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Country").selectOption(ADDRESS.country);
  await page.getByLabel("Full name").fill(ADDRESS.name);
  await page.getByLabel("Street and number").fill(ADDRESS.line1);
  await page.getByLabel("Postal code").fill(ADDRESS.postalCode);
  await page.getByLabel("Town or city").fill(ADDRESS.city);
  await page.getByRole("button", { name: "Continue to shipping" }).click();
  await atStep(page, "How should it travel?");
}

/** From a filled cart to the payment's form, ready to be typed into; one click comes twice. */
export async function goToPayment(page: Page): Promise<void> {
  await page.goto("/cart");
  await page.getByRole("button", { name: "Check out" }).click();
  await atStep(page, "Where should it go?");
  await giveAddress(page);
  await page.getByRole("button", { name: "Continue to review" }).click();
  await atStep(page, "All as you want it?");
  await page.getByRole("button", { name: "Continue to pay" }).dblclick();
  await atPayment(page);
}

/** Awaits a step of the checkout by its heading. */
export async function atStep(page: Page, heading: string): Promise<void> {
  await see(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

/** Awaits the payment's form inside its frame. */
export async function atPayment(page: Page): Promise<void> {
  await atStep(page, "How would you like to pay?");
  await see(payButton(page)).toBeEnabled();
  await see(paymentFrame(page).getByLabel("Card number")).toBeVisible();
}

/** The button that pays. */
export function payButton(page: Page) {
  return page.getByRole("button", { name: /^Pay / });
}

/** The provider's frame. */
export function paymentFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Secure payment input frame"]');
}

/** Types a card and pays. */
export async function payByCard(page: Page, card: string = CARDS.good): Promise<void> {
  const frame = paymentFrame(page);
  await frame.getByLabel("Card number").fill(card);
  await frame.getByLabel("Expiration date").fill("12 / 34");
  await frame.getByLabel("Security code").fill("123");
  await payButton(page).click();
}
