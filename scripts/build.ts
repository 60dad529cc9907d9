/** `npm run build`: browser assets, then every Worker's bundle, with their sizes. `--minify` for what is measured. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { buildAssets } from "./assets.ts";
import { bundleWorkers, laterFiles } from "./bundles.ts";
import { readDeployables } from "./deployables.ts";
import { writeEnvTypes } from "./env-types.ts";

const minify = process.argv.includes("--minify");
const deployables = readDeployables();
writeEnvTypes(deployables);
const assets = await buildAssets();
for (const [name, bytes] of assets) console.log(row(name, bytes));
for (const { name, file, bytes } of await bundleWorkers(deployables, { minify })) {
  console.log(row(name, bytes, gzipSync(readFileSync(file)).byteLength));
  for (const part of laterFiles(file)) {
    const code = readFileSync(part);
    console.log(row(`  ${path.basename(part)}`, code.byteLength, gzipSync(code).byteLength));
  }
}

function row(name: string, bytes: number, gzipBytes?: number): string {
  const size = `${(bytes / 1024).toFixed(1)} KiB`.padStart(12);
  const gzip = gzipBytes === undefined ? "" : `  gzip ${(gzipBytes / 1024).toFixed(1)} KiB`;
  return `${name.padEnd(24)}${size}${gzip}`;
}
