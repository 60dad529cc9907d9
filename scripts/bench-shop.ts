/** The process that the bench measures: the shop on one workerd, the Stripe stand-in on another of its own. */
import path from "node:path";
import * as esbuild from "esbuild";
import { convertV4MiniflareOptions, Miniflare, NoOpLog, type V4WorkerOptions } from "miniflare";
import { toId } from "../domain/id.ts";
import { STRIPE_EVENTS } from "../gateways/stripe-webhook.ts";
import { descendants } from "./bench-process.ts";
import { ROOT } from "./deployables.ts";
import { freePort } from "./free-port.ts";
import { type LocalShop, startLocalShop } from "./local-shop.ts";

const HOST = "127.0.0.1";
const COMPATIBILITY_DATE = "2026-10-20";
const STAND_IN = "kiosk-dev-stripe";
const BENCH = "kiosk-bench";
/** Local pages and their entry: nothing that a shopper reaches in production goes through them. */
const LEFT_OUT = new Set([
  "kiosk-dev-front",
  "kiosk-dev-inbox",
  "kiosk-dev-carrier",
  "kiosk-dev-outside",
  STAND_IN,
]);
/** The only Worker that calls Stripe. */
const PAYING = "kiosk-core";

/** Posts only what the endpoint is subscribed to, as Stripe does; the stand-in posts everything. */
const ENDPOINT = "kiosk-bench-endpoint";
const CHOOSY = `export default {
  async fetch(request, { EVENTS, SHOP }) {
    const body = await request.text();
    if (!EVENTS.includes(JSON.parse(body).type)) return new Response();
    return SHOP.fetch(request.url, { method: "POST", headers: request.headers, body });
  },
};`;

/** Variants that the bench buys, one of each product, and the one that it holds. */
const BOUGHT_VARIANTS = 32;
const RECEIVED_UNITS = 1_000_000;
/** How often and at which distance the levels are looked for, in milliseconds. */
const LOOKS_MAX = 200;
const LOOK_MS = 50;
const PLENTY = `SELECT v.id, v.stock_item_id AS itemId, p.handle
  FROM variants v JOIN products p ON p.id = v.product_id
  WHERE v.position = (SELECT min(position) FROM variants WHERE product_id = p.id)
    AND p.status = 'published'
  ORDER BY p.handle LIMIT ?`;

/** What the parent hands over. */
export interface BenchShopRequest {
  readonly bundles: string;
  readonly persist: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** Fill the shop and end, instead of opening it. */
  readonly seed: boolean;
}

/** A product of which there is plenty. */
export interface BenchProduct {
  readonly id: string;
  readonly itemId: string;
  readonly handle: string;
}

/** What the parent hears once the shop is open. */
export interface BenchShopReady {
  readonly origin: string;
  readonly bench: string;
  readonly standIn: string;
  /** From the start of workerd to the moment at which the shop listens, in milliseconds. */
  readonly startMs: number;
  readonly products: readonly BenchProduct[];
  readonly pids: {
    readonly node: number;
    readonly shop: readonly number[];
    readonly standIn: readonly number[];
  };
}

const request: BenchShopRequest = JSON.parse(process.argv[2] ?? "{}");
if (request.seed) await seed();
else await open();

async function seed(): Promise<void> {
  // The demo's pictures would weigh on the process that is measured.
  const { seedIfEmpty } = await import("./local-seed.ts");
  const shop = await startLocalShop({
    port: 0,
    persist: request.persist,
    vars: request.secrets,
    bundles: request.bundles,
    batchWaitSeconds: 0,
  });
  await seedIfEmpty(shop, () => undefined);
  const products = await plenty(shop);
  for (const { itemId } of products) {
    const received = await shop.core.STOCK.getByName(itemId).receive({
      key: "bench",
      location: toId("location", "loc_harbour"),
      quantity: RECEIVED_UNITS,
    });
    if (!received.ok) throw new Error(`Not received: ${received.problem.reason}`);
  }
  await levelsArrived(shop, products.length);
  await shop.dispose();
}

/** What the catalog does not know yet would be lost with this process. */
async function levelsArrived({ core }: LocalShop, expected: number): Promise<void> {
  const count = "SELECT COUNT(*) AS arrived FROM stock_levels WHERE on_hand >= ?";
  for (let look = 0; look < LOOKS_MAX; look++) {
    const levels = core.CATALOG.prepare(count).bind(RECEIVED_UNITS);
    if ((await levels.first<number>("arrived")) === expected) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error("The stock levels did not arrive");
}

async function open(): Promise<void> {
  const [shopPort, benchPort, standInPort] = [await freePort(), await freePort(), await freePort()];
  const bench = await benchWorker({ benchPort, standInPort });
  let standIn: V4WorkerOptions | undefined;
  const startedAt = performance.now();
  const shop = await startLocalShop({
    port: 0,
    persist: request.persist,
    vars: { ...request.secrets, SHOP_ORIGIN: `http://${HOST}:${shopPort}` },
    bundles: request.bundles,
    adjust(workers) {
      standIn = workers.find(({ name }) => name === STAND_IN);
      const kept = workers.filter(({ name }) => !LEFT_OUT.has(name ?? ""));
      return [...kept.map((worker) => rewired(worker, shopPort)), bench];
    },
  });
  const startMs = performance.now() - startedAt;
  const shopPids = descendants(process.pid);
  const provider = await openStandIn(standIn, { shopPort, standInPort });
  const standInPids = descendants(process.pid).filter((pid) => !shopPids.includes(pid));
  const ready: BenchShopReady = {
    origin: `http://${HOST}:${shopPort}`,
    bench: `http://${HOST}:${benchPort}`,
    standIn: `http://${HOST}:${standInPort}`,
    startMs,
    products: await plenty(shop),
    pids: { node: process.pid, shop: shopPids, standIn: standInPids },
  };
  process.once("disconnect", async () => {
    await Promise.all([shop.dispose(), provider.dispose()]);
    process.exit(0);
  });
  process.send?.(ready);
}

interface Ports {
  readonly shopPort: number;
  readonly standInPort: number;
}

/**
 * As in production, a Worker calls Stripe over HTTP and is reached without a detour. Static files
 * are left out: the local router for them runs three Workers before each request of the storefront,
 * where Cloudflare's own runs before any Worker and is not billed. So is the Worker that takes a
 * header out of outgoing requests.
 */
function rewired({ assets: _, ...worker }: V4WorkerOptions, shopPort: number): V4WorkerOptions {
  const { name = "", serviceBindings = {} } = worker;
  const EMAIL = { name: BENCH, entrypoint: "Mail" };
  const outboundService = { name: BENCH, entrypoint: "Outbound" };
  return {
    ...worker,
    stripCfConnectingIp: false,
    ...(name === PAYING ? { outboundService } : {}),
    ...("EMAIL" in serviceBindings ? { serviceBindings: { ...serviceBindings, EMAIL } } : {}),
    ...(name === "kiosk-storefront"
      ? { unsafeDirectSockets: [{ host: HOST, port: shopPort }] }
      : {}),
  };
}

async function openStandIn(
  worker: V4WorkerOptions | undefined,
  { shopPort, standInPort }: Ports,
): Promise<Miniflare> {
  if (worker === undefined) throw new Error(`There is no ${STAND_IN}`);
  const provider = new Miniflare(
    convertV4MiniflareOptions({
      host: HOST,
      port: 0,
      cf: false,
      log: new NoOpLog(),
      telemetry: { enabled: false },
      unsafeLocalExplorer: false,
      unsafeObservability: false,
      resourcePersistencePath: path.join(request.persist, "stand-in"),
      workers: [
        {
          ...worker,
          serviceBindings: { ...worker.serviceBindings, SHOP: ENDPOINT },
          unsafeDirectSockets: [{ host: HOST, port: standInPort }],
        },
        {
          name: ENDPOINT,
          compatibilityDate: COMPATIBILITY_DATE,
          modulesRoot: ROOT,
          modules: [{ type: "ESModule", path: path.join(ROOT, "endpoint.js"), contents: CHOOSY }],
          bindings: { EVENTS: [...STRIPE_EVENTS] },
          serviceBindings: { SHOP: over(shopPort) },
        },
      ],
    }),
  );
  await provider.ready;
  return provider;
}

function over(port: number) {
  return { external: { address: `${HOST}:${port}`, http: {} } };
}

async function benchWorker(ports: {
  readonly benchPort: number;
  readonly standInPort: number;
}): Promise<V4WorkerOptions> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(ROOT, "scripts/bench-worker.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    external: ["cloudflare:*"],
  });
  await esbuild.stop();
  return {
    name: BENCH,
    compatibilityDate: COMPATIBILITY_DATE,
    modulesRoot: ROOT,
    modules: [
      { type: "ESModule", path: path.join(ROOT, "bench.js"), contents: outputFiles[0]?.text ?? "" },
    ],
    durableObjects: {
      BARE: { className: "BareObject", useSQLite: true },
      STOCK: { className: "StockObject", scriptName: "kiosk-core", useSQLite: true },
    },
    serviceBindings: { PROVIDER: over(ports.standInPort) },
    unsafeDirectSockets: [{ host: HOST, port: ports.benchPort }],
  };
}

async function plenty({ core }: LocalShop): Promise<BenchProduct[]> {
  const found = core.CATALOG.prepare(PLENTY).bind(BOUGHT_VARIANTS + 1);
  return (await found.all<BenchProduct & Record<string, unknown>>()).results;
}
