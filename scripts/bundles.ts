/** Bundles every Worker to `dist/<name>/index.js`: the code that runs locally is the code that is deployed. */
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { withoutJsonSchemas } from "./bundle-schemas.ts";
import { type Deployable, ROOT } from "./deployables.ts";

/** Workers whose size counts and that have no description to write. */
const DESCRIBES_NOTHING: ReadonlySet<string> = new Set(["kiosk-storefront"]);

/** How a bundle is made. */
export interface BundleOptions {
  /** Where `<name>/index.js` goes; `dist` unless given. */
  readonly outdir?: string;
  /** Shorter names and no source map: what is deployed and measured. */
  readonly minify?: boolean;
}

/** One Worker's bundle. */
export interface Bundle {
  readonly name: string;
  readonly file: string;
  /** What is read when the Worker starts. */
  readonly bytes: number;
  /** Every source file that went in, relative to the repository. */
  readonly sources: readonly string[];
}

/** Absolute path of a Worker's bundle. */
export function bundleFile(name: string, outdir: string = path.join(ROOT, "dist")): string {
  return path.join(outdir, name, "index.js");
}

/** Absolute paths of the parts of a bundle that are loaded later: what `import()` leads to. */
export function laterFiles(file: string): string[] {
  const folder = path.dirname(file);
  return readdirSync(folder)
    .filter((name) => LATER.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Bundles the given Workers at the same time; throws esbuild's failure with every message. */
export async function bundleWorkers(
  deployables: readonly Deployable[],
  options: BundleOptions = {},
): Promise<Bundle[]> {
  return Promise.all(deployables.map((deployable) => bundleWorker(deployable, options)));
}

/** What a part that is loaded later is called; its name follows from what is in it. */
const LATER = /^part-[\w-]+\.js$/;

async function bundleWorker(deployable: Deployable, options: BundleOptions): Promise<Bundle> {
  const file = bundleFile(deployable.name, options.outdir);
  const result = await esbuild.build(bundleSettings(deployable, file, options));
  const written = new Set(Object.keys(result.metafile.outputs).map((name) => path.basename(name)));
  for (const stale of laterFiles(file).filter((each) => !written.has(path.basename(each)))) {
    rmSync(stale);
  }
  const [bytes] = Object.entries(result.metafile.outputs).flatMap(([output, { bytes }]) =>
    output.endsWith("index.js") ? [bytes] : [],
  );
  writeFileSync(path.join(path.dirname(file), "meta.json"), JSON.stringify(result.metafile));
  const sources = Object.keys(result.metafile.inputs);
  return { name: deployable.name, file, bytes: bytes ?? 0, sources };
}

function bundleSettings(deployable: Deployable, file: string, { minify = false }: BundleOptions) {
  return {
    entryPoints: [deployable.main],
    outdir: path.dirname(file),
    entryNames: "index",
    chunkNames: "part-[name]-[hash]",
    splitting: true,
    absWorkingDir: ROOT,
    bundle: true,
    format: "esm",
    target: "es2024",
    platform: "neutral",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["module", "main"],
    external: ["cloudflare:*", "node:*"],
    loader: {
      ".sql": "text",
      ".txt": "text",
      ".html": "text",
      ".svg": "text",
      ".css": "text",
      ".bin": "binary",
    },
    define: { "process.env.NODE_ENV": '"production"' },
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    plugins: DESCRIBES_NOTHING.has(deployable.name) ? [withoutJsonSchemas] : [],
    minify,
    sourcemap: minify ? false : "linked",
    metafile: true,
    logLevel: "silent",
  } as const satisfies esbuild.BuildOptions;
}
