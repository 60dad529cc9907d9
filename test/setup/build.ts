/** Builds the shop and seeds it once per run; each test file starts from a copy of that state. */
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { buildAssets } from "../../scripts/assets.ts";
import { bundleWorkers } from "../../scripts/bundles.ts";
import { readDeployables } from "../../scripts/deployables.ts";
import { mintSecrets } from "../../scripts/local-secrets.ts";
import { seedIfEmpty } from "../../scripts/local-seed.ts";
import { startLocalShop } from "../../scripts/local-shop.ts";

/** What a test file needs to start a shop of its own. */
export interface BuiltShop {
  /** Folder of the bundles. */
  readonly bundles: string;
  /** Folder of the seeded state. */
  readonly template: string;
  /** Folder for the states of this run. */
  readonly states: string;
  readonly secrets: Record<string, string>;
}

declare global {
  /** Two projects share one build: the first that asks makes it. */
  var kioskTestBuild: Promise<BuiltShop> | undefined;
}

declare module "vitest" {
  interface ProvidedContext {
    builtShop: BuiltShop;
  }
}

/** State is written through to the disk on every commit, so it lives in memory where there is room. */
const MEMORY_FOLDER = "/dev/shm";
const MEMORY_FREE_BYTES_MIN = 1024 ** 3;

/** Runs before the first test of a project that needs the whole shop. */
export default async function setup(project: TestProject): Promise<void> {
  globalThis.kioskTestBuild ??= build();
  project.provide("builtShop", await globalThis.kioskTestBuild);
}

async function build(): Promise<BuiltShop> {
  const states = mkdtempSync(path.join(stateFolder(), "kiosk-test-"));
  process.once("exit", () => rmSync(states, { recursive: true, force: true }));
  const bundles = path.join(states, "bundles");
  const template = path.join(states, "template");
  const secrets = mintSecrets();
  await buildAssets();
  await bundleWorkers(readDeployables(), { outdir: bundles });
  const shop = await startLocalShop({
    port: 0,
    persist: template,
    vars: secrets,
    bundles,
    batchWaitSeconds: 0,
  });
  try {
    await seedIfEmpty(shop, () => undefined);
  } finally {
    await shop.dispose();
  }
  return { bundles, template, states, secrets };
}

function stateFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return bavail * bsize >= MEMORY_FREE_BYTES_MIN ? MEMORY_FOLDER : tmpdir();
  } catch {
    return tmpdir();
  }
}
