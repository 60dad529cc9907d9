/** Real Chromium for the browser stories: two devices, and the accessibility of a page as a list. */
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, devices, type Page } from "@playwright/test";
import { findChromium } from "../scripts/chromium.ts";

const STEP_TIMEOUT_MS = 15_000;

/** The two sizes that every browser story runs in. */
export const DEVICES = {
  phone: devices["Pixel 7"],
  desktop: devices["Desktop Chrome"],
} as const;

/** Starts Chromium; as root, as in most containers, it cannot make a sandbox. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("Expected a Chromium: run npm test once");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** Who visits, and with what. */
export interface VisitOptions {
  readonly origin: string;
  readonly device: keyof typeof DEVICES;
  readonly colorScheme?: "light" | "dark";
  readonly hasScripts?: boolean;
}

/** A fresh visitor with the given device, at the given shop; nothing moves for its own sake. */
export async function visit(
  browser: Browser,
  { origin, device, colorScheme = "light", hasScripts = true }: VisitOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...DEVICES[device],
    baseURL: origin,
    colorScheme,
    javaScriptEnabled: hasScripts,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  return context;
}

/** Every violation that axe finds on the page, as `rule: selector`. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .exclude("iframe[sandbox]")
    .options({ resultTypes: ["violations"] })
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}
