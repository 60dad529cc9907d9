/** A whole shop for one test file: every Worker, the stand-ins, its own state, and shoppers with cookies. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { inject } from "vitest";
import type { KeptMessage } from "../dev/inbox/mailbox.ts";
import type { Env as CoreEnv } from "../env.gen.ts";
import { freePort } from "../scripts/free-port.ts";
import { type LocalShop, startLocalShop, type WorkerLog } from "../scripts/local-shop.ts";
import type {} from "./setup/build.ts";
import { Shopper } from "./shopper.ts";

/** Queues deliver at once instead of waiting for a fuller batch. */
const BATCH_WAIT_SECONDS = 0.01;

/** What one test file may change about its shop. */
export interface TestShopOptions {
  /** Overrides of vars, such as a short HOLD_MS. */
  readonly vars?: Readonly<Record<string, string>>;
}

/** A request over TLS. */
export interface TlsInit {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A running shop, as a test sees it. */
export interface TestShop {
  readonly origin: string;
  /** The core Worker's bindings: CATALOG, ORDERS, STOCK, ORDER, the queues. */
  readonly core: CoreEnv;
  /** The bucket of pictures. */
  readonly media: R2Bucket;
  /** The search index and the documents. */
  readonly indexing: LocalShop["indexing"];
  readonly secrets: Readonly<Record<string, string>>;
  /** Everything the Workers logged so far. */
  readonly logs: readonly WorkerLog[];
  /** Somebody with an empty cookie jar. */
  shopper(): Shopper;
  /** One request as it comes over TLS, to `https://shop.example`; its redirect is not followed. */
  overTls(target: string, init?: TlsInit): Promise<Response>;
  /** The object that owns one item's stock. */
  stock(itemId: string): ReturnType<CoreEnv["STOCK"]["getByName"]>;
  /** The e-mails sent so far, newest first. */
  inbox(): Promise<KeptMessage[]>;
  /** Calls the Stripe stand-in's control API: `/dev/stripe/control/<what>`. */
  stripe(what: string, init?: RequestInit): Promise<Response>;
  /** Runs the core Worker's crons now; they are told that it is so much later, in milliseconds. */
  runCron(laterMs?: number): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts a shop on a free port with a copy of the seeded demo state. */
export async function startShop({ vars = {} }: TestShopOptions = {}): Promise<TestShop> {
  const { bundles, template, states, secrets } = inject("builtShop");
  const persist = mkdtempSync(path.join(states, "shop-"));
  cpSync(template, persist, { recursive: true });
  const logs: WorkerLog[] = [];
  const shop = await startLocalShop({
    port: await freePort(),
    persist,
    vars: { ...secrets, ...vars },
    bundles,
    batchWaitSeconds: BATCH_WAIT_SECONDS,
    log: (line) => logs.push(line),
  });
  const { origin } = shop.url;
  return {
    origin,
    core: shop.core,
    media: shop.media,
    indexing: shop.indexing,
    secrets,
    logs,
    shopper: () => new Shopper(origin),
    async overTls(target, init = {}) {
      const { href } = new URL(target, "https://shop.example");
      const answer = await shop.mf.dispatchFetch(href, { ...init, redirect: "manual" });
      const { status, headers } = answer;
      const body = await answer.arrayBuffer();
      return new Response(body.byteLength === 0 ? null : body, { status, headers: [...headers] });
    },
    stock: (itemId) => shop.core.STOCK.getByName(itemId),
    inbox: () => readInbox(origin),
    stripe: (what, init) => fetch(`${origin}/dev/stripe/control/${what}`, init),
    async runCron(laterMs = 0) {
      const core = await shop.mf.getWorker("kiosk-core");
      const scheduledTime = new Date(Date.now() + laterMs);
      await core.scheduled({ cron: "*/5 * * * *", scheduledTime });
    },
    async dispose() {
      await shop.dispose();
      rmSync(persist, { recursive: true, force: true });
    },
  };
}

async function readInbox(origin: string): Promise<KeptMessage[]> {
  const response = await fetch(`${origin}/dev/inbox.json`);
  const { messages } = (await response.json()) as { messages: KeptMessage[] };
  return messages;
}
