/** A shop of an evaluation: the built Workers on a state of their own, with a catalog in it. */
import { existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { Env as CoreEnv } from "../env.gen.ts";
import { buildAssets } from "./assets.ts";
import { bundleWorkers } from "./bundles.ts";
import { readDeployables } from "./deployables.ts";
import type { EvalCatalog } from "./eval-catalog.ts";
import { type Built, fillState } from "./eval-state.ts";
import { freePort } from "./free-port.ts";
import { mintSecrets } from "./local-secrets.ts";
import { makeScratchFolder } from "./local-seed.ts";
import { type LocalShop, startLocalShop } from "./local-shop.ts";

/** A product with its index in three languages, at the most. */
const PRODUCT_BYTES = 20_000;

/** What the shop sells, and where it keeps it. */
export interface EvalShopOptions {
  readonly catalog: EvalCatalog;
  /** A folder that keeps the shop: it is built where there is none, and found there the next time. */
  readonly keep?: string | undefined;
}

/** A running shop. */
export interface EvalShop {
  readonly core: CoreEnv;
  /** How long catalog and index took; null where they were kept from before. */
  readonly built: Built | null;
  /** GET through the front door. @throws Error where the answer is no success */
  read(path: string, query: Readonly<Record<string, string>>): Promise<unknown>;
  /** Waits until index and documents know of everything that changed. */
  drain(): Promise<void>;
  dispose(): Promise<void>;
}

/** Builds a shop with its catalog and its search index, and starts it. */
export async function startEvalShop({ catalog, keep }: EvalShopOptions): Promise<EvalShop> {
  const scratch = makeScratchFolder("kiosk-eval-", keep ? 0 : catalog.size * PRODUCT_BYTES);
  const bundles = path.join(scratch, "bundles");
  const state = keep ?? path.join(scratch, "state");
  await buildAssets();
  await bundleWorkers(readDeployables(), { outdir: bundles, minify: true });
  const start = async (persist: string) => startShop({ persist, bundles });
  const built = existsSync(state) ? null : await buildState(state, { catalog, start });
  const shop = await start(state);
  const { origin } = shop.url;
  return {
    core: shop.core,
    built,
    async read(address, query) {
      const url = `${origin}${address}?${new URLSearchParams(query)}`;
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    async drain() {
      while ((await again(() => shop.indexing.drain())).isMore);
    },
    dispose: () => shop.dispose(),
  };
}

/** Until it is complete, the folder does not exist. */
async function buildState(
  folder: string,
  {
    catalog,
    start,
  }: { readonly catalog: EvalCatalog; readonly start: (folder: string) => Promise<LocalShop> },
): Promise<Built> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  // The first start makes the databases and migrates them.
  const empty = await start(unfinished);
  await empty.dispose();
  const built = await fillState(unfinished, catalog);
  renameSync(unfinished, folder);
  return built;
}

async function startShop({
  persist,
  bundles,
}: {
  readonly persist: string;
  readonly bundles: string;
}): Promise<LocalShop> {
  return startLocalShop({
    port: await freePort(),
    persist,
    vars: mintSecrets(),
    bundles,
    batchWaitSeconds: 0,
    log: ({ level, message }) => {
      if (level === "error") console.error(message);
    },
  });
}

/** The local door to a database closes while nobody uses it, perhaps just now: knocks once more. */
export async function again<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch {
    return ask();
  }
}
