/** What is deployed: bindings and secrets of each Worker, its doors, and what its code may not do. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, it } from "vitest";
import { ROOT, readDeployables } from "../../../scripts/deployables.ts";

/** Each Worker's bindings that open something: secrets, databases, objects, buckets, queues, Workers. */
const MANIFEST: Readonly<Record<string, readonly string[]>> = {
  "kiosk-core": [
    "secret SIGNING_KEY",
    "secret STRIPE_SECRET_KEY",
    "object STOCK",
    "object CART",
    "object COUPON",
    "object LIMITER",
    "object ORDER",
    "object INVOICE_SERIES",
    "service PAYMENTS kiosk-core#Payments",
    "d1 CATALOG",
    "d1 ORDERS",
    "d1 SEARCH",
    "kv DOCUMENTS",
    "email EMAIL",
    "queue PAYMENT_EVENTS",
    "queue ORDER_EVENTS",
    "queue STOCK_EVENTS",
    "queue NOTICES",
    "queue CATALOG_EVENTS",
    "queue SEARCH_EVENTS",
    "queue IMPORT_EVENTS",
    "queue INVOICE_EVENTS",
    "r2 MEDIA",
    "r2 IMPORT_FILES",
    "r2 INVOICES",
  ],
  "kiosk-storefront": [
    "secret SIGNING_KEY",
    "object CART",
    "object STOCK",
    "service PRICING kiosk-core#CartPricing",
    "service API kiosk-api",
    "service CHECKOUT kiosk-checkout",
    "service ADMIN kiosk-admin",
    "d1 CATALOG",
    "d1 SEARCH",
    "kv DOCUMENTS",
    "r2 MEDIA",
    "queue SEARCH_EVENTS",
  ],
  "kiosk-api": [
    "secret SIGNING_KEY",
    "service PRICING kiosk-core#CartPricing",
    "object CART",
    "object STOCK",
    "d1 CATALOG",
    "d1 SEARCH",
    "kv DOCUMENTS",
    "queue SEARCH_EVENTS",
  ],
  "kiosk-checkout": [
    "secret SIGNING_KEY",
    "secret STRIPE_WEBHOOK_SECRET",
    "object CART",
    "object STOCK",
    "object COUPON",
    "object LIMITER",
    "object ORDER",
    "service RATES kiosk-core#Rates",
    "service INVOICING kiosk-core#Invoicing",
    "d1 CATALOG",
    "d1 ORDERS",
    "queue PAYMENT_EVENTS",
  ],
  "kiosk-admin": [
    "secret STAFF_KEY",
    "service RECONCILIATION kiosk-core#Reconciliation",
    "service INDEXING kiosk-core#Indexing",
    "service EXCHANGE kiosk-core#Exchange",
    "service INVOICING kiosk-core#Invoicing",
    "object STOCK",
    "object COUPON",
    "object ORDER",
    "d1 CATALOG",
    "d1 ORDERS",
    "d1 SEARCH",
    "r2 MEDIA",
    "r2 IMPORT_FILES",
    "queue INVOICE_EVENTS",
    "queue PAYMENT_EVENTS",
    "queue ORDER_EVENTS",
    "queue STOCK_EVENTS",
    "queue NOTICES",
    "queue CATALOG_EVENTS",
    "queue SEARCH_EVENTS",
    "queue IMPORT_EVENTS",
  ],
};

const PUBLIC_WORKER = "kiosk-storefront";
const deployed = readDeployables().filter(({ local }) => !local);

describe("S45: secrets and bindings", () => {
  it.each(deployed.map((each) => [each.name, each] as const))(
    "%s has those of the manifest",
    (name, { config }) => {
      const bindings = [
        ...(config.secrets?.required ?? []).map((each) => `secret ${each}`),
        ...config.durable_objects.bindings.map((each) => `object ${each.name}`),
        ...(config.services ?? []).map(({ binding, service, entrypoint }) =>
          entrypoint === undefined
            ? `service ${binding} ${service}`
            : `service ${binding} ${service}#${entrypoint}`,
        ),
        ...config.d1_databases.map((each) => `d1 ${each.binding}`),
        ...config.r2_buckets.map((each) => `r2 ${each.binding}`),
        ...config.kv_namespaces.map((each) => `kv ${each.binding}`),
        ...config.send_email.map((each) => `email ${each.name}`),
        ...(config.queues.producers ?? []).map((each) => `queue ${each.binding}`),
      ];
      expect(bindings.toSorted()).toEqual([...(MANIFEST[name] ?? [])].toSorted());
      const vars = Object.keys(config.vars).join(" ");
      expect(vars).not.toMatch(/KEY$|SECRET|TOKEN|PASSWORD/);
    },
  );

  it("no Worker that shoppers or staff reach first can call the provider with the shop's key", () => {
    const holders = deployed.filter(({ config }) =>
      config.secrets?.required?.includes("STRIPE_SECRET_KEY"),
    );
    expect(holders.map(({ name }) => name)).not.toContain(PUBLIC_WORKER);
    expect(holders.map(({ name }) => name)).not.toContain("kiosk-admin");
  });

  it("no file of the repository holds one", () => {
    const files = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" });
    const found: string[] = [];
    for (const file of files.split("\0").filter(isText)) {
      const text = readFileSync(path.join(ROOT, file), "utf8");
      for (const pattern of SECRET_PATTERNS) {
        for (const [match] of text.matchAll(pattern)) {
          if (!KNOWN_FIXTURES.some((known) => known.test(match))) found.push(`${file}: ${match}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
});

/** Shapes of keys that vendors give out, and of our own 32 random bytes. */
const SECRET_PATTERNS: readonly RegExp[] = [
  /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9_]{8,}/g,
  /\bwhsec_[A-Za-z0-9+/=_-]{12,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{36}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  /\b(?:SIGNING_KEY|STAFF_KEY|STRIPE_SECRET_KEY|STRIPE_WEBHOOK_SECRET)\s*[=:]\s*"?[A-Za-z0-9_-]{40,}/g,
];

/** Spelled-out examples of tests and documents. */
const KNOWN_FIXTURES: readonly RegExp[] = [
  /^(?:sk|rk)_test_(?:kiosk|stand_in|abc|x+|[a-z_]{4,24}$)/,
  /^whsec_[a-z_]+$/,
];

function isText(file: string): boolean {
  return /\.(?:ts|tsx|js|mjs|json|toml|md|sql|css|html|svg|txt|yml|yaml|vars|example)$|\/[^.]+$/.test(
    file,
  );
}

describe("S53: inner Workers", () => {
  it("have no public address, and only the storefront has one", () => {
    for (const { name, config } of deployed) {
      const { routes = [], route, workers_dev: isOnWorkersDev, preview_urls: hasPreviews } = config;
      expect(routes, name).toEqual([]);
      expect(route, name).toBeUndefined();
      if (name === PUBLIC_WORKER) continue;
      expect(isOnWorkersDev, name).toBe(false);
      expect(hasPreviews, name).toBe(false);
    }
  });

  it("leave the provider's RPC to the core alone, which answers no HTTP at all", () => {
    const callers = deployed.flatMap(({ name, config }) =>
      (config.services ?? []).flatMap(({ entrypoint }) =>
        entrypoint === undefined ? [] : [`${entrypoint} of ${name}`],
      ),
    );
    expect(callers.toSorted()).toEqual([
      "CartPricing of kiosk-api",
      "CartPricing of kiosk-storefront",
      "Exchange of kiosk-admin",
      "Indexing of kiosk-admin",
      "Invoicing of kiosk-admin",
      "Invoicing of kiosk-checkout",
      "Payments of kiosk-core",
      "Rates of kiosk-checkout",
      "Reconciliation of kiosk-admin",
    ]);
    const core = readFileSync(path.join(ROOT, "worker.ts"), "utf8");
    expect(core).not.toMatch(/\bfetch\b/);
    const payments = readFileSync(path.join(ROOT, "gateways/payments.ts"), "utf8");
    expect(payments).not.toMatch(/\bfetch\s*\(/);
  });
});

describe("S49: production bundles", () => {
  it.each(deployed.map(({ name }) => name))("of %s have nothing of the stand-ins", (name) => {
    const folder = path.join(inject("builtShop").bundles, name);
    const meta = JSON.parse(readFileSync(path.join(folder, "meta.json"), "utf8"));
    const sources = Object.keys(meta.inputs);
    expect(sources.filter((file) => /(?:^|\/)(?:dev|test|scripts)\//.test(file))).toEqual([]);
    expect(readFileSync(path.join(folder, "index.js"), "utf8")).not.toContain("/dev/stripe");
  });
});

describe("S24: comparisons", () => {
  it("of secrets, signatures and tokens are never made with === or !==", () => {
    const folders = ["http", "gateways", "workers", "durable-objects", "queues", "db"];
    const files = execFileSync("git", ["ls-files", ...folders], { cwd: ROOT, encoding: "utf8" });
    const sources = files
      .split("\n")
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file));
    const SECRET_WORD = /(?:secret|signature|token|hmac|digest|password|authorization)\w*$/i;
    // The provider is built anew where the shop's own key changed; nothing from outside is compared.
    const reviewed = ["gateways/payments.ts: provider?.secretKey !== secretKey"];
    const HARMLESS = /^(?:undefined|null|""|\d+|typeof\b.*)$/;
    const found: string[] = [];
    for (const file of sources) {
      const text = readFileSync(path.join(ROOT, file), "utf8");
      for (const [whole, left = "", right = ""] of text.matchAll(
        /([\w.?[\]"']+)\s*[!=]==?\s*([\w.?[\]"']+)/g,
      )) {
        const isSecret = SECRET_WORD.test(left) || SECRET_WORD.test(right);
        if (isSecret && !HARMLESS.test(right) && !HARMLESS.test(left))
          found.push(`${file}: ${whole}`);
      }
    }
    expect(found).toEqual(reviewed);
  });
});
