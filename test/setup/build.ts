/** Builds the shop and seeds it once per run; each test file starts from a copy of that state. */
import path from "node:path";
import type { TestProject } from "vitest/node";
import { buildAssets } from "../../scripts/assets.ts";
import { bundleWorkers } from "../../scripts/bundles.ts";
import { readDeployables } from "../../scripts/deployables.ts";
import { mintSecrets } from "../../scripts/local-secrets.ts";
import { makeScratchFolder, makeSeededState } from "../../scripts/local-seed.ts";

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

/** Runs before the first test of a project that needs the whole shop. */
export default async function setup(project: TestProject): Promise<void> {
  globalThis.kioskTestBuild ??= build();
  project.provide("builtShop", await globalThis.kioskTestBuild);
}

async function build(): Promise<BuiltShop> {
  const states = makeScratchFolder("kiosk-test-");
  const bundles = path.join(states, "bundles");
  const template = path.join(states, "template");
  const secrets = mintSecrets();
  await buildAssets();
  // As they are deployed: half as large, and every file of tests starts them anew.
  await bundleWorkers(readDeployables(), { outdir: bundles, minify: true });
  await makeSeededState(template, { vars: secrets, bundles }, () => undefined);
  return { bundles, template, states, secrets };
}
