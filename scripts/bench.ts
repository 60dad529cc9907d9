/** `npm run bench`: measures the built shop against a bare Worker and object in the same process. */
import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { type OpenShop, openShop, seedShop } from "./bench-child.ts";
import { BenchClient } from "./bench-client.ts";
import { figureOf, operationFigures, operationTable } from "./bench-figures.ts";
import { importFigures } from "./bench-import.ts";
import { measure } from "./bench-measure.ts";
import { CAN_MEASURE, residentBytes } from "./bench-process.ts";
import { quoteFigure } from "./bench-quote.ts";
import { type Bundle, bundleWorkers } from "./bundles.ts";
import { gzipBytesMax } from "./deploy-rules.ts";
import { buildForDeploy } from "./deploy-uploads.ts";
import { readDeployables } from "./deployables.ts";
import { mintSecrets } from "./local-secrets.ts";
import { type Figure, publish } from "./report.ts";
import { failWith, styled } from "./terminal.ts";

/** Long enough for hundredths of a second of CPU to tell little. */
const BOUNDS = { concurrency: 16, ms: 1_500, countMax: 4_000 };
const ROUNDS = 5;
const ROUNDS_MAX = 20;
const MEMORY_FOLDER = "/dev/shm";
const MEMORY_FREE_BYTES_MIN = 1024 ** 3;

const options = readOptions();
if (!CAN_MEASURE) failWith("The bench reads /proc, so it needs Linux.");
const folder = mkdtempSync(path.join(stateFolder(), "kiosk-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
process.exitCode = await bench().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  return 1;
});

async function bench(): Promise<0 | 1> {
  const bundles = path.join(folder, "bundles");
  const built = await build(bundles);
  const request = { bundles, persist: path.join(folder, "state"), secrets: mintSecrets() };
  say("Filling the shop");
  await seedShop(request);
  const shop = await openShop(request);
  try {
    const opening = await openingFigures(shop);
    const { operations, rounds } = await measure(shop, { bounds: BOUNDS, ...options, say });
    const figures = operationFigures(operations, rounds);
    const others = [
      ...opening,
      ...(await importsOf(shop, request.secrets)),
      ...memoryFigures(shop),
      ...built.flatMap(bundleFigures),
      quoteFigure(),
    ];
    console.log(`\n${operationTable(operations, figures)}\n`);
    const promised = figures.filter(({ target }) => target !== undefined);
    return publish(reportOf([...figures, ...others]), [...promised, ...others]);
  } finally {
    await shop.close();
  }
}

/** Last, since the shop is larger then; left out where only some operations are asked for. */
async function importsOf(
  shop: OpenShop,
  { STAFF_KEY }: Readonly<Record<string, string>>,
): Promise<Figure[]> {
  const isWanted = options.only.length === 0 || options.only.includes("import");
  if (!isWanted || STAFF_KEY === undefined) return [];
  say("Importing");
  return importFigures(shop, STAFF_KEY);
}

/** What is deployed, as it is deployed, and the stand-in. */
async function build(folder: string): Promise<readonly Bundle[]> {
  const all = readDeployables();
  const deployed = await buildForDeploy(
    all.filter(({ local }) => !local),
    folder,
  );
  await bundleWorkers(
    all.filter(({ local }) => local),
    { outdir: folder, minify: true },
  );
  await esbuild.stop();
  return deployed;
}

/** How long it takes from nothing to the first page; the page starts two Workers and the catalog. */
async function openingFigures({ startMs, origin, products }: OpenShop): Promise<Figure[]> {
  const startedAt = performance.now();
  await new BenchClient(origin).expect(200, `/p/${products[0]?.handle}`);
  const pageMs = performance.now() - startedAt;
  return [
    figureOf({ key: "start.listeningMs", title: "cold start: shop listens", unit: "ms" }, [
      startMs,
    ]),
    figureOf({ key: "start.firstPageMs", title: "cold start: first page", unit: "ms" }, [pageMs]),
  ];
}

function memoryFigures({ pids }: OpenShop): Figure[] {
  const megabytes = (of: readonly number[]) => [residentBytes(of) / 1e6];
  return [
    figureOf(
      { key: "memory.workerdMb", title: "memory: workerd", unit: "MB" },
      megabytes(pids.shop),
    ),
    figureOf(
      { key: "memory.nodeMb", title: "memory: Node beside it", unit: "MB" },
      megabytes([pids.node]),
    ),
  ];
}

function bundleFigures({ name, file }: Bundle): Figure[] {
  const code = readFileSync(file);
  const kb = (bytes: number) => [bytes / 1000];
  const of = (key: string) => ({ key: `bundle.${name}.${key}`, unit: "KB" });
  const gzip = figureOf(
    { ...of("gzipKb"), title: `${name}, gzipped` },
    kb(gzipSync(code).byteLength),
  );
  return [
    figureOf({ ...of("rawKb"), title: name }, kb(code.byteLength)),
    { ...gzip, target: { below: gzipBytesMax(name) / 1000 } },
  ];
}

function reportOf(figures: readonly Figure[]) {
  const [cpu] = cpus();
  return {
    name: "bench",
    at: new Date().toISOString(),
    setting: {
      node: process.version,
      cpu: cpu?.model ?? "unknown",
      cores: cpus().length,
      rounds: options.rounds,
      concurrency: BOUNDS.concurrency,
      state: folder.startsWith(MEMORY_FOLDER) ? "memory" : "disk",
    },
    figures,
  };
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: "string", default: String(ROUNDS) },
        only: { type: "string", multiple: true, default: [] },
      },
    });
    const rounds = Number(values.rounds);
    if (Number.isInteger(rounds) && rounds >= 1 && rounds <= ROUNDS_MAX) {
      return { rounds, only: values.only };
    }
    throw new Error(`"${values.rounds}" is not a number of rounds from 1 to ${ROUNDS_MAX}.`);
  } catch (error) {
    return failWith(error instanceof Error ? error.message : String(error));
  }
}

/** On a disk, the figures would be those of the disk. */
function stateFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return bavail * bsize >= MEMORY_FREE_BYTES_MIN ? MEMORY_FOLDER : tmpdir();
  } catch {
    return tmpdir();
  }
}

function say(line: string): void {
  console.log(styled("dim", line));
}
