/** Everything that can be told without running the shop: types, style, arrows, bundles, documents. */
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { brokenArrows } from "./arrows.ts";
import { buildAssets } from "./assets.ts";
import { bundleWorkers } from "./bundles.ts";
import { type Deployable, ROOT, readDeployables } from "./deployables.ts";
import { writeEnvTypes } from "./env-types.ts";
import { runNode, type Step } from "./step.ts";

const TSC = "node_modules/typescript/bin/tsc";
const BIOME = "node_modules/@biomejs/biome/bin/biome";
const STATE_DOCUMENT = "docs/state.md";

/** Top-level folders without sources of ours. */
const IGNORED = /^(?:node_modules|dist|reports|\.)/;

/** The steps of `npm run check`, cheapest first. */
export const CHECKS: readonly Step[] = [
  { title: "bindings match their generated types", run: checkEnvTypes },
  { title: "browser assets build", run: async () => noProblem(await buildAssets()) },
  { title: "Workers build", run: async () => noProblem(await bundleWorkers(readDeployables())) },
  { title: "types", run: () => runNode(TSC, "-p", ".") },
  { title: "types of the browser's scripts", run: () => runNode(TSC, "-p", "ui/client") },
  {
    title: "style",
    run: () => runNode(BIOME, "ci", "--colors=off", "--diagnostic-level=error", "."),
  },
  { title: "arrows between rooms", run: async () => brokenArrows(readSources()) },
  { title: "every store is documented", run: async () => undocumented(readDeployables()) },
];

function noProblem(_result: unknown): readonly string[] {
  return [];
}

async function checkEnvTypes(): Promise<readonly string[]> {
  const stale = writeEnvTypes();
  return stale.map((file) => `${file} was stale and is rewritten: commit it`);
}

/** Every TypeScript source of the repository, by its path from the root. */
function readSources(): ReadonlyMap<string, string> {
  const files = globSync("**/*.{ts,tsx}", { cwd: ROOT, exclude: (name) => IGNORED.test(name) });
  return new Map(
    files
      .map((file) => file.split(path.sep).join("/"))
      .map((file) => [file, readFileSync(path.join(ROOT, file), "utf8")]),
  );
}

/** Stores, queues and secrets of the wrangler.toml files that docs/state.md does not name. */
function undocumented(deployables: readonly Deployable[]): readonly string[] {
  const file = path.join(ROOT, STATE_DOCUMENT);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const names = new Set(deployables.filter(({ local }) => !local).flatMap(storesOf));
  return [...names]
    .filter((name) => !text.includes(`\`${name}\``))
    .map((name) => `${STATE_DOCUMENT} does not name \`${name}\``);
}

function storesOf({ config }: Deployable): string[] {
  return [
    ...config.d1_databases.flatMap((each) => each.database_name ?? []),
    ...config.r2_buckets.flatMap((each) => each.bucket_name ?? []),
    ...config.kv_namespaces.map((each) => each.binding),
    ...config.durable_objects.bindings.map((each) => each.class_name),
    ...(config.queues.consumers ?? []).map((each) => each.queue),
    ...(config.secrets?.required ?? []),
  ];
}
