/** Runs the whole shop in this process: the same bundles and wrangler.toml files, on Miniflare, with stand-ins. */
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  convertV4MiniflareOptions,
  Miniflare,
  type MiniflareOptions,
  NoOpLog,
  Response,
  type V4WorkerOptions,
} from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import type { Env as CoreEnv } from "../env.gen.ts";
import type { Env as AdminEnv } from "../workers/admin/env.gen.ts";
import type { Env as StorefrontEnv } from "../workers/storefront/env.gen.ts";
import { bundleFile, laterFiles } from "./bundles.ts";
import { type Deployable, ROOT, readDeployables } from "./deployables.ts";
import { applyMigrations } from "./local-migrations.ts";
import { STAND_IN_KEY_PREFIX } from "./local-secrets.ts";

const HOST = "127.0.0.1";
const ENTRY = "kiosk-dev-front";
/** Stands for everything outside: the stand-ins of Stripe and the carrier, a feed of exchange rates. */
const OUTSIDE = "kiosk-dev-outside";
const FEED_URL = "https://rates.example/latest.json";

/** Workers that call out; everything else never leaves the machine. */
const CALLERS = new Set(["kiosk-core"]);

/** Secrets that a Worker takes where they are there, and does without where they are not. */
const OPTIONAL_SECRETS: Readonly<Record<string, readonly string[]>> = {
  "kiosk-core": ["CARRIER_API_KEY"],
};

/** One line that a Worker logged. */
export interface WorkerLog {
  readonly level: string;
  readonly message: string;
}

/** What a local shop may vary. */
export interface LocalShopOptions {
  /** The port of the front; 0 picks a free one, but then SHOP_ORIGIN cannot name it. */
  readonly port: number;
  /** Folder of all state. */
  readonly persist: string;
  /** Secrets and overrides of vars; each Worker receives only names that its wrangler.toml declares. */
  readonly vars: Readonly<Record<string, string>>;
  /** Folder of the bundles; `dist` unless given. */
  readonly bundles?: string;
  /** How long a queue waits to fill a batch, in seconds, instead of what wrangler.toml says. */
  readonly batchWaitSeconds?: number;
  /** Last change to the Workers' options: direct sockets, another Worker beside them. */
  readonly adjust?: (workers: V4WorkerOptions[]) => V4WorkerOptions[];
  readonly log?: (line: WorkerLog) => void;
}

/** A running shop. */
export interface LocalShop {
  readonly url: URL;
  readonly mf: Miniflare;
  /** The core Worker's bindings: databases, objects, queues. */
  readonly core: CoreEnv;
  readonly media: R2Bucket;
  /** The search index and the documents. */
  readonly indexing: AdminEnv["INDEXING"];
  /** Restarts the Workers on their present bundles; state stays. */
  reload(): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts every Worker and applies waiting migrations. The bundles must have been built. */
export async function startLocalShop(options: LocalShopOptions): Promise<LocalShop> {
  const mf = new Miniflare(miniflareOptions(options));
  try {
    const url = await mf.ready;
    let bindings = await openBindings(mf);
    return {
      url,
      mf,
      get core() {
        return bindings.core;
      },
      get media() {
        return bindings.media;
      },
      get indexing() {
        return bindings.indexing;
      },
      async reload() {
        await mf.setOptions(miniflareOptions({ ...options, port: Number(url.port) }));
        bindings = await openBindings(mf);
      },
      dispose: () => mf.dispose(),
    };
  } catch (cause) {
    await mf.dispose();
    throw cause;
  }
}

/** The bindings of the present run, with every migration applied; a restart makes new ones. */
async function openBindings(
  mf: Miniflare,
): Promise<Pick<LocalShop, "core" | "media" | "indexing">> {
  const core = await mf.getBindings<CoreEnv>("kiosk-core");
  const { MEDIA: media } = await mf.getBindings<StorefrontEnv>("kiosk-storefront");
  const { INDEXING: indexing } = await mf.getBindings<AdminEnv>("kiosk-admin");
  await applyMigrations(core.CATALOG, path.join(ROOT, "migrations/catalog"));
  await applyMigrations(core.ORDERS, path.join(ROOT, "migrations/orders"));
  await applyMigrations(core.SEARCH, path.join(ROOT, "migrations/search"));
  return { core, media, indexing };
}

/** The shop as Miniflare takes it, for whoever starts it without its bindings; nothing is migrated then. */
export function miniflareOptions(options: LocalShopOptions): MiniflareOptions {
  const deployables = readDeployables().toSorted(
    (a, b) => Number(b.name === ENTRY) - Number(a.name === ENTRY),
  );
  const workers = deployables.map((deployable) => workerOptions(deployable, options));
  return convertV4MiniflareOptions({
    host: HOST,
    port: options.port,
    cf: false,
    log: new NoOpLog(),
    handleStructuredLogs: ({ level, message }) => options.log?.({ level, message }),
    telemetry: { enabled: false },
    unsafeLocalExplorer: false,
    unsafeObservability: false,
    resourcePersistencePath: path.join(options.persist, "v3"),
    workers: options.adjust?.(workers) ?? workers,
  });
}

function workerOptions(deployable: Deployable, options: LocalShopOptions): V4WorkerOptions {
  const { name, config } = deployable;
  const { secrets: _, ...withoutSecrets } = config;
  const declared = unstable_getMiniflareWorkerOptions(withoutSecrets);
  const worker = declared.workerOptions as Partial<V4WorkerOptions>;
  const file = bundleFile(name, options.bundles);
  const shared: Partial<V4WorkerOptions> = { ...worker };
  delete shared.modulesRules;
  delete shared.email;
  return {
    ...shared,
    name,
    modulesRoot: path.dirname(file),
    modules: [file, ...laterFiles(file)].map((each) => {
      return { type: "ESModule", path: each, contents: readFileSync(each, "utf8") };
    }),
    bindings: { ...worker.bindings, ...varsOf(deployable, options) },
    serviceBindings: { ...worker.serviceBindings, ...inboxBindings(deployable) },
    ...queueConsumers(worker, options.batchWaitSeconds),
    ...outboundService(name, options.vars),
  };
}

/** The overrides that this Worker declares, as a var or as a required secret. */
function varsOf(
  { config, name }: Deployable,
  { port, vars }: LocalShopOptions,
): Record<string, string> {
  const origin = `http://${HOST}:${port}`;
  const local: Record<string, string> = {
    SHOP_ORIGIN: origin,
    WEBHOOK_URL: `${vars.SHOP_ORIGIN ?? origin}/webhooks/stripe`,
    ...(usesStandIn(vars)
      ? { STRIPE_JS_URL: "/dev/stripe/stripe.js", EXCHANGE_FEED_URL: FEED_URL }
      : {}),
    ...vars,
  };
  const secrets = [...(config.secrets?.required ?? []), ...(OPTIONAL_SECRETS[name] ?? [])];
  const declared = new Set([...Object.keys(config.vars), ...secrets]);
  return Object.fromEntries(Object.entries(local).filter(([key]) => declared.has(key)));
}

/** Every e-mail binding becomes the local inbox, which has the same method. */
function inboxBindings({ config }: Deployable) {
  const inbox = { name: "kiosk-dev-inbox", entrypoint: "Inbox" };
  return Object.fromEntries(config.send_email.map((each) => [each.name, inbox]));
}

function queueConsumers(
  { queueConsumers: consumers }: Partial<V4WorkerOptions>,
  maxBatchTimeout: number | undefined,
): Pick<V4WorkerOptions, "queueConsumers"> {
  if (consumers === undefined || Array.isArray(consumers)) return {};
  if (maxBatchTimeout === undefined) return { queueConsumers: consumers };
  const quick = Object.entries(consumers).map(([queue, consumer]) => [
    queue,
    { ...consumer, maxBatchTimeout },
  ]);
  return { queueConsumers: Object.fromEntries(quick) };
}

function usesStandIn(vars: Readonly<Record<string, string>>): boolean {
  return vars.STRIPE_SECRET_KEY?.startsWith(STAND_IN_KEY_PREFIX) ?? true;
}

function outboundService(
  name: string,
  vars: Readonly<Record<string, string>>,
): Pick<V4WorkerOptions, "outboundService"> {
  if (!CALLERS.has(name)) return { outboundService: refuseOutbound };
  return usesStandIn(vars) ? { outboundService: OUTSIDE } : {};
}

function refuseOutbound({ url }: { url: string }): Response {
  return new Response(`A local shop does not call ${new URL(url).origin}`, { status: 502 });
}
