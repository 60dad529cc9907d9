/** `npm run deploy -- --dry-run`: everything that a deployment does before it needs an account. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { laterFiles } from "./bundles.ts";
import { type StoreIds, settingNames } from "./deploy-config.ts";
import { deployOrder, secretsOf, wantedStores } from "./deploy-plan.ts";
import { gzipBytesMax } from "./deploy-rules.ts";
import { buildForDeploy, forbidden, type ReadyUpload, writeConfigs } from "./deploy-uploads.ts";
import { complaint, type RunWrangler } from "./deploy-wrangler.ts";
import type { Deployable } from "./deployables.ts";
import { table } from "./report.ts";

/** Stands for what a person would answer. */
const SAMPLE_SETTINGS: Readonly<Record<string, string>> = {
  SHOP_ORIGIN: "https://shop.example.com",
  MAIL_FROM: "orders@example.com",
  STRIPE_PUBLISHABLE_KEY: "pk_live_sample",
};

/** Builds and validates every upload; answers what is wrong. Nothing leaves the machine. */
export async function dryRun(
  all: readonly Deployable[],
  {
    run,
    localSecrets,
  }: { readonly run: RunWrangler; readonly localSecrets: Record<string, string> },
): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-dry-run-"));
  try {
    const deployables = deployOrder(all);
    const bundles = await buildForDeploy(deployables, folder);
    const settings = new Map(
      settingNames(deployables).map((name) => [name, SAMPLE_SETTINGS[name] ?? `sample ${name}`]),
    );
    const uploads = writeConfigs(deployables, bundles, { ids: sampleIds(deployables), settings });
    const refused = await Promise.all(uploads.map((upload) => validate(upload, run)));
    console.log(tableOf(uploads));
    return [...forbidden(uploads, localSecrets), ...refused.flat()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What wrangler itself says of an upload, and whether it would send exactly our bundle. */
async function validate({ name, configPath }: ReadyUpload, run: RunWrangler): Promise<string[]> {
  const outdir = path.join(path.dirname(configPath), "upload");
  const done = await run("deploy", "--dry-run", "--config", configPath, "--outdir", outdir);
  if (done.code !== 0) return [`${name}: ${complaint(done)}`];
  const bundle = path.join(path.dirname(configPath), "index.js");
  for (const built of [bundle, ...laterFiles(bundle)]) {
    const sent = path.join(outdir, path.basename(built));
    if (!existsSync(sent) || !readFileSync(sent).equals(readFileSync(built))) {
      return [`${name}: wrangler would send something else than the bundle that was checked`];
    }
  }
  return /▲|WARNING/.test(done.stderr) ? [`${name}: ${done.stderr.trim()}`] : [];
}

function sampleIds(deployables: readonly Deployable[]): StoreIds {
  const stores = wantedStores(deployables);
  const ids = (wanted: string) =>
    new Map(stores.filter(({ kind }) => kind === wanted).map(({ name }) => [name, randomUUID()]));
  return { database: ids("database"), namespace: ids("namespace") };
}

function tableOf(uploads: readonly ReadyUpload[]): string {
  const rows = uploads.map(({ name, deployable, config, ...upload }) => [
    name,
    kilobytes(upload.bundleBytes),
    kilobytes(upload.gzipBytes),
    kilobytes(gzipBytesMax(name)),
    kilobytes(upload.laterGzipBytes),
    config.routes || config.workers_dev ? "public" : "bound only",
    secretsOf(deployable).join(" "),
  ]);
  return table(["Worker", "KB", "KB gzip", "limit", "loaded later", "door", "secrets"], rows);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
