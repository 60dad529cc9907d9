/** Every test project: pure code in Node, objects and consumers in workerd, the whole shop through its front door. */
import { existsSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { mintSecrets } from "./scripts/local-secrets.ts";

const IN_WORKERD = ["durable-objects/**/*.test.ts", "queues/**/*.test.ts", "**/*.worker.test.ts"];
const NEVER = ["**/node_modules/**", "**/dist/**", "**/.wrangler/**"];
const WHOLE_SHOP = ["test/stories/**", "test/chaos/**", "test/browser/**"];
const BUILD_ONCE = ["./test/setup/build.ts"];
const WHOLE_SHOP_TIMEOUT_MS = 60_000;
const PROPERTY_TIMEOUT_MS = 20_000;
/** How long a story waits for what must happen: other tests run on the same cores. */
const PATIENCE = { poll: { timeout: 15_000 } };

/** Bundled packages point at sources that they do not ship; Vite would say so for each file. */
const QUIET = { logLevel: "error" } as const;

process.env.WRANGLER_LOG ??= "error";

/** In place of the shop, the stand-in's tests have this: it keeps what was posted and answers as told. */
const POST_BOX = `
  let status = 200, posts = [];
  export default {
    async fetch(request) {
      if (request.method === "GET") return Response.json(posts);
      if (request.method === "PUT") { status = Number(await request.text()); return new Response(null); }
      if (request.method === "DELETE") { status = 200; posts = []; return new Response(null); }
      const headers = Object.fromEntries(request.headers);
      posts.push({ url: request.url, headers, body: await request.text(), status });
      return new Response(null, { status });
    },
  };`;

function refuseOutbound({ url }: { url: string }): never {
  throw new Error(`A test must not call ${url}`);
}

export default defineConfig(async () => {
  const migrations = {
    catalog: await migrationsIn("migrations/catalog"),
    orders: await migrationsIn("migrations/orders"),
    search: await migrationsIn("migrations/search"),
  };
  const core = cloudflareTest({
    wrangler: { configPath: "./wrangler.toml" },
    miniflare: {
      bindings: { ...mintSecrets(), TEST_MIGRATIONS: migrations },
      outboundService: refuseOutbound,
    },
  });
  const stripe = cloudflareTest({
    wrangler: { configPath: "./dev/stripe/wrangler.toml" },
    miniflare: {
      bindings: mintSecrets(),
      outboundService: refuseOutbound,
      workers: [
        {
          name: "kiosk-dev-front",
          modules: [{ type: "ESModule", path: "post-box.js", contents: POST_BOX }],
          compatibilityDate: "2026-10-20",
        },
      ],
    },
  });
  return {
    test: {
      silent: "passed-only" as const,
      projects: [
        {
          test: {
            name: "pure",
            include: ["**/*.test.{ts,tsx}"],
            exclude: [...NEVER, ...IN_WORKERD, ...WHOLE_SHOP],
            testTimeout: PROPERTY_TIMEOUT_MS,
          },
        },
        {
          plugins: [core],
          ...QUIET,
          test: {
            name: "core",
            include: IN_WORKERD,
            exclude: [...NEVER, "dev/**"],
            setupFiles: ["./test/setup/assert-workerd.ts", "./test/setup/migrate.ts"],
            testTimeout: PROPERTY_TIMEOUT_MS,
          },
        },
        {
          plugins: [stripe],
          ...QUIET,
          test: {
            name: "stripe",
            include: ["dev/stripe/**/*.worker.test.ts"],
            setupFiles: ["./test/setup/assert-workerd.ts"],
            testTimeout: PROPERTY_TIMEOUT_MS,
          },
        },
        {
          test: {
            name: "stories",
            include: ["test/stories/**/*.test.ts"],
            globalSetup: BUILD_ONCE,
            fileParallelism: false,
            // Wrangler and Miniflare take a second to load; their files share nothing else.
            isolate: false,
            expect: PATIENCE,
            sequence: { groupOrder: 1 },
            testTimeout: WHOLE_SHOP_TIMEOUT_MS,
            hookTimeout: WHOLE_SHOP_TIMEOUT_MS,
          },
        },
        {
          test: {
            name: "chaos",
            include: ["test/chaos/**/*.test.ts"],
            globalSetup: BUILD_ONCE,
            fileParallelism: false,
            expect: PATIENCE,
            sequence: { groupOrder: 2 },
            testTimeout: 4 * WHOLE_SHOP_TIMEOUT_MS,
            hookTimeout: WHOLE_SHOP_TIMEOUT_MS,
          },
        },
        {
          test: {
            name: "browser",
            include: ["test/browser/**/*.test.ts"],
            globalSetup: BUILD_ONCE,
            fileParallelism: false,
            isolate: false,
            expect: PATIENCE,
            sequence: { groupOrder: 3 },
            testTimeout: 2 * WHOLE_SHOP_TIMEOUT_MS,
            hookTimeout: WHOLE_SHOP_TIMEOUT_MS,
          },
        },
      ],
    },
  };
});

async function migrationsIn(folder: string) {
  return existsSync(folder) ? readD1Migrations(folder) : [];
}
