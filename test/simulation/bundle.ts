/** Bundles the simulator with the production core; a mutant is one text changed while it is read. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";

const ROOT = path.join(import.meta.dirname, "../..");
const HERE = path.join(ROOT, "test/simulation");

/** What the simulation replaces: the platform, the vendor, real threads and real letters. */
const DOUBLES: Readonly<Record<string, string>> = {
  "http/tokens.ts": "tokens.ts",
  "http/cart-cookie.ts": "cart-cookie.ts",
  "http/shop-rules.ts": "shop-rules.ts",
  "http/code-guard.ts": "code-guard.ts",
  "runtime/digest.ts": "digest.ts",
  "runtime/log.ts": "log.ts",
  "queues/catalog-events.ts": "search.ts",
  "queues/search-rebuild.ts": "search.ts",
  "queues/invoice-files.ts": "invoice-files.ts",
  "ui/email/letter-html.tsx": "letters.ts",
  "ui/email/letter-text.ts": "letters.ts",
  "ui/email/order-confirmation.ts": "letters.ts",
  "ui/email/credit-note-letter.ts": "letters.ts",
  "domain/order-step.ts": "order-step.ts",
  "domain/order-checkout.ts": "order-checkout.ts",
};

/** Only the object's own steps are watched; inside the domain nothing is replaced. */
const WATCHED = new Set(["domain/order-step.ts", "domain/order-checkout.ts"]);
const WATCHED_IN = "durable-objects/order-object.ts";

/** Doors that only the simulation needs: memory that an isolate would lose. */
const DOORS: Readonly<Record<string, string>> = {
  "gateways/stripe-attempt.ts": "export function forgetCircuits() { circuits.clear(); }",
};

/** One text of one file, and what stands in its place. */
export interface Substitution {
  readonly file: string;
  readonly text: string;
  readonly replacement: string;
}

/** @returns the changed contents of its file. @throws Error where the text is not there exactly once */
export function substitute({ file, text, replacement }: Substitution, contents: string): string {
  const parts = contents.split(text);
  if (parts.length !== 2) throw new Error(`${file} does not say exactly once: ${text}`);
  return parts.join(replacement);
}

/** @returns the bundle's file. @throws Error where a substitution's text is not there exactly once */
export async function bundle(
  outfile: string,
  substitutions: readonly Substitution[] = [],
): Promise<string> {
  const applied = new Set<Substitution>();
  mkdirSync(path.dirname(outfile), { recursive: true });
  await esbuild.build({
    entryPoints: [path.join(HERE, "main.ts")],
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    format: "esm",
    target: "esnext",
    platform: "node",
    conditions: ["workerd", "worker"],
    external: ["node:*"],
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    logLevel: "silent",
    plugins: [migrations(), doubles(), reader(substitutions, applied)],
  });
  for (const one of substitutions) {
    if (!applied.has(one)) throw new Error(`${one.file} is not part of the simulation`);
  }
  return outfile;
}

/** `migrations:orders`: the texts of a folder, in their order. */
function migrations(): esbuild.Plugin {
  return {
    name: "migrations",
    setup(build) {
      build.onResolve({ filter: /^migrations:/ }, ({ path: name }) => ({
        path: name.slice("migrations:".length),
        namespace: "migrations",
      }));
      build.onLoad({ filter: /./, namespace: "migrations" }, ({ path: name }) => {
        const folder = path.join(ROOT, "migrations", name);
        const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
        const texts = files.sort().map((file) => readFileSync(path.join(folder, file), "utf8"));
        return { contents: JSON.stringify(texts), loader: "json" };
      });
    },
  };
}

function doubles(): esbuild.Plugin {
  return {
    name: "doubles",
    setup(build) {
      build.onResolve({ filter: /^cloudflare:workers$/ }, () => ({ path: double("workers.ts") }));
      build.onResolve({ filter: /^stripe$/ }, () => ({ path: double("stripe.ts") }));
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path: asked, importer, resolveDir }) => {
        if (importer.startsWith(HERE)) return null;
        const file = path.relative(ROOT, path.join(resolveDir, asked));
        const name = DOUBLES[file];
        if (name === undefined) return null;
        const isMeant = !WATCHED.has(file) || path.relative(ROOT, importer) === WATCHED_IN;
        return isMeant ? { path: double(name) } : null;
      });
    },
  };
}

function double(name: string): string {
  return path.join(HERE, "doubles", name);
}

function reader(
  substitutions: readonly Substitution[],
  applied: Set<Substitution>,
): esbuild.Plugin {
  return {
    name: "reader",
    setup(build) {
      build.onLoad({ filter: /\.tsx?$/ }, ({ path: file }) => {
        const name = path.relative(ROOT, file);
        const door = DOORS[name];
        const meant = substitutions.filter((one) => one.file === name);
        if (door === undefined && meant.length === 0) return null;
        let contents = readFileSync(file, "utf8");
        for (const one of meant) {
          contents = substitute(one, contents);
          applied.add(one);
        }
        const loader = file.endsWith("x") ? "tsx" : "ts";
        return { contents: `${contents}\n${door ?? ""}`, loader };
      });
    },
  };
}
