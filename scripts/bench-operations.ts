/** What the bench does to the shop: each operation as a shopper's program, or another Worker, does it. */
import type { CartView } from "../contracts/cart.ts";
import type { CheckoutView } from "../contracts/checkout.ts";
import { BenchClient } from "./bench-client.ts";
import { type Load, type LoadBounds, runLoad } from "./bench-load.ts";
import type { BenchProduct, BenchShopReady } from "./bench-shop.ts";
import type { LoopAnswer, LoopRequest } from "./bench-worker.ts";

/** Lines that a cart of the bench gets before another cart takes over. */
const CART_LINES = 10;
/** How often an unfinished purchase is looked at, and how long, in milliseconds. */
const LOOK_MS = 20;
const CONFIRMED_MS_MAX = 15_000;
/** A purchase takes long, so that more time makes enough of them. */
const PURCHASE_TIMES = 2;
/** Changed levels are told up to five seconds after a purchase: that is part of its work. */
const PURCHASE_ECHO_MS = 5_500;

const ADDRESS = {
  name: "Ada Lovelace",
  line1: "Hafenstr. 1",
  city: "Hamburg",
  postalCode: "20457",
  country: "DE",
};

const CARD = {
  "payment_method_data[type]": "card",
  "payment_method_data[card][number]": "4242424242424242",
  "payment_method_data[card][exp_month]": "12",
  "payment_method_data[card][exp_year]": "2034",
  "payment_method_data[card][cvc]": "123",
};

let freshest = 0;

/** A number that no address had before: what it names is in no cache. */
function fresh(): number {
  freshest += 1;
  return freshest;
}

/** Something that is measured. */
export interface Operation {
  readonly key: string;
  readonly title: string;
  /** How long after the answers alarms may still begin work, in milliseconds; null where none do. */
  readonly echoMs: number | null;
  run(): Promise<Load>;
}

/** All operations, the floors first. */
export function operations(shop: BenchShopReady, bounds: LoadBounds): Operation[] {
  const { products } = shop;
  const [held, ...bought] = products.toReversed();
  if (held === undefined || bought.length === 0) throw new Error("The shop sells too little");
  const get = (path: (product: BenchProduct) => string) => () =>
    runLoad((index) => {
      const client = new BenchClient(shop.origin);
      let turn = index;
      return async () => {
        await client.expect(200, path(at(products, turn++)));
      };
    }, bounds);
  const loop = (what: LoopRequest["what"], name: string) => () =>
    new BenchClient(shop.bench).json<LoopAnswer>(200, "/", {
      method: "POST",
      json: { what, name, ...bounds } satisfies LoopRequest,
    });
  const silent = { echoMs: null } as const;
  return [
    { key: "bareWorker", title: "bare Worker", ...silent, run: () => bare(shop, bounds) },
    { key: "productList", title: "product list, JSON", ...silent, run: get(() => "/api/products") },
    {
      key: "productJson",
      title: "product, JSON",
      ...silent,
      run: get(({ handle }) => `/api/products/${handle}`),
    },
    { key: "listPage", title: "list page, cached", ...silent, run: get(() => "/products") },
    {
      key: "productPage",
      title: "product page, cached",
      ...silent,
      run: get(({ handle }) => `/p/${handle}`),
    },
    {
      key: "listPageUncached",
      title: "list page, uncached",
      ...silent,
      run: get(() => `/products?price=${fresh()}-`),
    },
    {
      key: "productPageUncached",
      title: "product page, uncached",
      ...silent,
      run: get(({ handle }) => `/p/${handle}?variant=${fresh()}`),
    },
    {
      key: "addToCart",
      title: "add to cart",
      ...silent,
      run: () => addToCart(shop, bought, bounds),
    },
    { key: "bareWrite", title: "bare object write", ...silent, run: loop("bare_write", "bare") },
    { key: "hold", title: "hold on one stock item", echoMs: 0, run: loop("hold", held.itemId) },
    {
      key: "purchase",
      title: "complete purchase",
      echoMs: PURCHASE_ECHO_MS,
      run: () => purchases(shop, bought, { ...bounds, ms: bounds.ms * PURCHASE_TIMES }),
    },
  ];
}

function bare({ bench }: BenchShopReady, bounds: LoadBounds): Promise<Load> {
  return runLoad(() => {
    const client = new BenchClient(bench);
    return async () => {
      await client.expect(200, "/");
    };
  }, bounds);
}

function addToCart(
  { origin }: BenchShopReady,
  products: readonly BenchProduct[],
  bounds: LoadBounds,
): Promise<Load> {
  return runLoad((index) => {
    let client = new BenchClient(origin);
    let count = 0;
    return async () => {
      if (count++ % CART_LINES === 0) client = new BenchClient(origin);
      await add(client, at(products, index + count));
    };
  }, bounds);
}

function purchases(
  shop: BenchShopReady,
  products: readonly BenchProduct[],
  bounds: LoadBounds,
): Promise<Load> {
  return runLoad((index) => {
    let turn = index * 2;
    return async () => {
      turn += 2;
      await buy(shop, [at(products, turn), at(products, turn + 1)]);
    };
  }, bounds);
}

/** A guest's purchase, from the first add to the moment at which the shop says that it is confirmed. */
async function buy(shop: BenchShopReady, products: readonly BenchProduct[]): Promise<void> {
  const shopper = new BenchClient(shop.origin);
  for (const product of products) await add(shopper, product);
  const opened = await shopper.json<CheckoutView>(201, "/api/checkouts", {
    method: "POST",
    json: {},
  });
  const path = `/api/checkouts/${opened.id}`;
  const filled = await shopper.json<CheckoutView>(200, path, {
    method: "PATCH",
    json: { email: "ada@example.com", address: ADDRESS, shippingMethod: "standard" },
  });
  const quote = filled.quote?.token;
  const placed = await shopper.json<CheckoutView>(200, `${path}/complete`, {
    method: "POST",
    json: { quote },
  });
  await pay(shop, placed);
  const back = await shopper.expect(303, `/checkout/${opened.id}/return`);
  if (!back.location?.startsWith("/orders/")) await confirmed(shopper, path);
}

/** What the provider's script does in the shopper's browser. */
async function pay({ standIn }: BenchShopReady, { payment }: CheckoutView): Promise<void> {
  const { clientSecret = "", publishableKey = "" } = payment ?? {};
  const [intentId] = clientSecret.split("_secret_");
  await new BenchClient(standIn).expect(200, `/dev/stripe/v1/payment_intents/${intentId}/confirm`, {
    method: "POST",
    headers: { authorization: `Bearer ${publishableKey}` },
    form: { client_secret: clientSecret, return_url: "https://shop.example.com/", ...CARD },
  });
}

async function confirmed(shopper: BenchClient, path: string): Promise<void> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < CONFIRMED_MS_MAX) {
    const { status } = await shopper.json<CheckoutView>(200, path);
    if (status === "completed") return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`${path} was not confirmed in time`);
}

async function add(client: BenchClient, { id }: BenchProduct): Promise<void> {
  const json = { variantId: id, quantity: 1 };
  await client.json<CartView>(200, "/api/cart/lines", { method: "POST", json });
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new RangeError("Nothing to choose from");
  return value;
}
