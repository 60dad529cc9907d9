/** Makes every Worker ready for upload: its bundle, its configuration for the account, and what is wrong with them. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { buildAssets } from "./assets.ts";
import { type Bundle, bundleWorkers, laterFiles } from "./bundles.ts";
import { deployConfig, type StoreIds } from "./deploy-config.ts";
import { type Upload, violations } from "./deploy-rules.ts";
import type { Deployable } from "./deployables.ts";

/** Files beside a bundle that are read as text when they are checked. */
const TEXT_FILE = /\.(?:js|css|html|svg|txt|json)$|\/_[a-z]+$/;
/** Shorter values of .dev.vars are no secrets: "900000" may be anywhere. */
const SECRET_LENGTH_MIN = 16;

/** A Worker ready for upload. */
export interface ReadyUpload extends Upload {
  readonly deployable: Deployable;
  readonly configPath: string;
  readonly bundleBytes: number;
  /** Absolute folder of the static files that go with it. */
  readonly assetsFolder: string | null;
}

/** Builds what is deployed, minified, into `folder/<name>/index.js`; one that does not build stops all. */
export async function buildForDeploy(
  deployables: readonly Deployable[],
  folder: string,
): Promise<Bundle[]> {
  process.env.KIOSK_STRICT = "1";
  await buildAssets();
  return bundleWorkers(deployables, { outdir: folder, minify: true });
}

/** Writes one configuration beside each bundle. */
export function writeConfigs(
  deployables: readonly Deployable[],
  bundles: readonly Bundle[],
  account: { readonly ids: StoreIds; readonly settings: ReadonlyMap<string, string> },
): ReadyUpload[] {
  return deployables.map((deployable) => {
    const bundle = bundles.find(({ name }) => name === deployable.name);
    if (bundle === undefined) throw new RangeError(`${deployable.name} has no bundle`);
    const parts = laterFiles(bundle.file).map((file) => readFileSync(file));
    const hasParts = parts.length > 0;
    const config = deployConfig(deployable, { ...account, bundle: bundle.file, hasParts });
    const configPath = path.join(path.dirname(bundle.file), "wrangler.json");
    writeConfig(configPath, config);
    const code = readFileSync(bundle.file);
    const assetsFolder = config.assets?.directory ?? null;
    return {
      name: deployable.name,
      deployable,
      config,
      configPath,
      assetsFolder,
      bundleBytes: code.byteLength,
      gzipBytes: gzipSync(code).byteLength,
      laterGzipBytes: parts.reduce((sum, part) => sum + gzipSync(part).byteLength, 0),
      sources: bundle.sources,
      texts: new Map([
        ["the bundle", code.toString("utf8")],
        ...parts.map((part, at) => [`part ${at + 1}`, part.toString("utf8")] as const),
        ["the configuration", JSON.stringify(config)],
        ...textsIn(assetsFolder),
      ]),
    };
  });
}

/** Writes a configuration as wrangler reads it. */
export function writeConfig(file: string, config: object): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
}

/** Everything that forbids the uploads. */
export function forbidden(
  uploads: readonly ReadyUpload[],
  localSecrets: Readonly<Record<string, string>>,
): string[] {
  const secrets = Object.values(localSecrets).filter((text) => text.length >= SECRET_LENGTH_MIN);
  return uploads.flatMap((upload) => violations(upload, secrets));
}

function textsIn(folder: string | null): [string, string][] {
  if (folder === null) return [];
  return globSync("**/*", { cwd: folder })
    .filter((file) => TEXT_FILE.test(`/${file}`))
    .map((file) => [file, readFileSync(path.join(folder, file), "utf8")]);
}
