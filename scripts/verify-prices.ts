/** `npm run verify:prices`: random carts against the oracle, a crowd on one code, and how fast a quote is. */
import { cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { CheckoutView } from "../contracts/checkout.ts";
import type { StaffPromotion } from "../contracts/promotion.ts";
import { signStaffToken } from "../http/staff-token.ts";
import { differencesOf } from "../test/prices/compare.ts";
import { add, command, fill, place, product } from "../test/purchase.ts";
import { Shopper } from "../test/shopper.ts";
import { buildAssets } from "./assets.ts";
import { quoteFigure } from "./bench-quote.ts";
import { bundleWorkers } from "./bundles.ts";
import { readDeployables } from "./deployables.ts";
import { freePort } from "./free-port.ts";
import { mintSecrets } from "./local-secrets.ts";
import { makeScratchFolder, makeSeededState } from "./local-seed.ts";
import { startLocalShop } from "./local-shop.ts";
import { type Figure, publish } from "./report.ts";
import { failWith } from "./terminal.ts";

const CODE = "CROWD";
const CODE_LIMIT = 10;
/** Shoppers who fill their checkouts at the same time; all of them place at once. */
const FILLING = 25;
const SHOWN_MAX = 5;

const { carts, shoppers } = readOptions();
const startedAt = Date.now();
console.log(`Reckoning ${carts} carts twice...`);
const wrong = compareCarts();
console.log(`Placing ${shoppers} orders at once on a code with ${CODE_LIMIT} uses...`);
const crowd = await runCrowd();
const quote = quoteFigure();
process.exit(report());

function compareCarts(): number {
  let differences = 0;
  for (let seed = 1; seed <= carts; seed += 1) {
    const found = differencesOf(seed);
    if (found.length === 0) continue;
    differences += 1;
    if (differences <= SHOWN_MAX) console.error(`Seed ${seed}: ${found.join("; ")}`);
  }
  return differences;
}

/** Parallel checkouts through the front door of a shop of its own. */
async function runCrowd(): Promise<{ had: number; refused: number; others: number; uses: number }> {
  const scratch = makeScratchFolder("kiosk-prices-");
  const bundles = path.join(scratch, "bundles");
  const persist = path.join(scratch, "state");
  const secrets = mintSecrets();
  await buildAssets();
  await bundleWorkers(readDeployables(), { outdir: bundles });
  await makeSeededState(persist, { vars: secrets, bundles }, () => undefined);
  const shop = await startLocalShop({ port: await freePort(), persist, vars: secrets, bundles });
  try {
    const { origin } = shop.url;
    const promotion = await promote(origin, secrets.STAFF_KEY ?? "");
    const { variants } = await product(new Shopper(origin), "low-tide-tumbler");
    const variantId = variants[0]?.id ?? "";
    await stockUp(shop, variantId);
    const ready: { shopper: Shopper; checkout: CheckoutView }[] = [];
    while (ready.length < shoppers) {
      const batch = Array.from({ length: Math.min(FILLING, shoppers - ready.length) }, async () => {
        const shopper = new Shopper(origin);
        await add(shopper, variantId);
        const { id } = await fill(shopper);
        const codes = { codes: [CODE] };
        const { body } = await command<CheckoutView>(
          shopper,
          "PATCH",
          `/api/checkouts/${id}`,
          codes,
        );
        return { shopper, checkout: body };
      });
      ready.push(...(await Promise.all(batch)));
    }
    const answers = await Promise.all(
      ready.map(({ shopper, checkout }) => place(shopper, checkout)),
    );
    const had = answers.filter(({ status }) => status === 200).length;
    const refused = answers.filter(({ body }) => body.code === "promotion_used_up").length;
    const uses = await shop.core.COUPON.getByName(promotion.id).report();
    return { had, refused, others: answers.length - had - refused, uses: uses.held + uses.used };
  } finally {
    await shop.dispose();
  }
}

async function promote(origin: string, key: string): Promise<StaffPromotion> {
  const name = { name: "olga", role: "owner" } as const;
  const token = await signStaffToken(key, name, { ttlMs: 600_000, now: Date.now() });
  const ask = async <Body>(where: string, body: unknown): Promise<Body> => {
    const response = await fetch(`${origin}/admin/api/promotions${where}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Body;
  };
  const draft = await ask<StaffPromotion>("", {
    label: "Crowd",
    isByCode: true,
    effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 1000 } },
    stacking: { class: "order" },
    limits: { uses: CODE_LIMIT },
  });
  await ask(`/${draft.id}/codes`, { code: CODE });
  return ask(`/${draft.id}/start`, { version: draft.version });
}

async function stockUp({ core }: Awaited<ReturnType<typeof startLocalShop>>, variantId: string) {
  const itemId = await core.CATALOG.prepare("SELECT stock_item_id FROM variants WHERE id = ?")
    .bind(variantId)
    .first<string>("stock_item_id");
  const location = "loc_mill" as Parameters<
    ReturnType<typeof core.STOCK.getByName>["receive"]
  >[0]["location"];
  await core.STOCK.getByName(itemId ?? "").receive({ key: "crowd", location, quantity: 10_000 });
}

function report(): 0 | 1 {
  const figures: Figure[] = [
    { key: "carts", title: "random carts and rules", value: carts, unit: "" },
    figure("carts.differences", "differences from the oracle", wrong, { atMost: 0 }),
    { key: "crowd", title: "parallel checkouts on one code", value: shoppers, unit: "" },
    exactly("crowd.had", "had the code", crowd.had, Math.min(CODE_LIMIT, shoppers)),
    exactly("crowd.uses", "uses that its owner counts", crowd.uses, crowd.had),
    exactly("crowd.refused", "told that it was used up", crowd.refused, shoppers - crowd.had),
    figure("crowd.others", "told anything else", crowd.others, { atMost: 0 }),
    quote,
  ];
  const setting = {
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    seconds: Math.round((Date.now() - startedAt) / 1000),
  };
  return publish({ name: "verify-prices", at: new Date().toISOString(), setting, figures });
}

function figure(key: string, title: string, value: number, target: Figure["target"]): Figure {
  return { key, title, value, unit: "", ...(target === undefined ? {} : { target }) };
}

/** Neither more nor fewer: how far it is from what it must be. */
function exactly(key: string, title: string, value: number, wanted: number): Figure {
  const name = `${title} (${value} of ${wanted})`;
  return figure(key, name, Math.abs(value - wanted), { atMost: 0 });
}

function readOptions(): { carts: number; shoppers: number } {
  try {
    const { values } = parseArgs({
      options: {
        carts: { type: "string", default: "100000" },
        shoppers: { type: "string", default: "500" },
      },
    });
    const [carts, shoppers] = [Number(values.carts), Number(values.shoppers)];
    if (
      !Number.isSafeInteger(carts) ||
      !Number.isSafeInteger(shoppers) ||
      carts < 1 ||
      shoppers < 1
    ) {
      return failWith("Expected --carts and --shoppers to be numbers of one or more");
    }
    return { carts, shoppers };
  } catch (error) {
    return failWith(error instanceof Error ? error.message : String(error));
  }
}
