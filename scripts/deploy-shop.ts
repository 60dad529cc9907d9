/** The steps of a deployment into an account; each may be repeated, and what is there already stays. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Bundle } from "./bundles.ts";
import { type Account, Refusal } from "./deploy-account.ts";
import {
  type Ask,
  decideSecrets,
  decideSettings,
  refuseMixedModes,
  type Sources,
  webhookUrl,
} from "./deploy-answers.ts";
import { type StoreIds, withoutSelf } from "./deploy-config.ts";
import {
  bindsItself,
  deployOrder,
  isPublic,
  migrationsOf,
  type StoreKind,
  wantedStores,
} from "./deploy-plan.ts";
import { forbidden, type ReadyUpload, writeConfig, writeConfigs } from "./deploy-uploads.ts";
import { complaint, type RunWrangler, type WranglerRun } from "./deploy-wrangler.ts";
import type { Deployable } from "./deployables.ts";

const OWNER_ONLY_MODE = 0o600;

/** Cloudflare's words for a binding to a Worker that does not exist. */
const WORKER_UNKNOWN = /\b(?:10007|1014[0-9])\b|script_not_found|not found|does not exist/i;

/** What a deployment works with. */
export interface DeployTools {
  readonly account: Account;
  readonly run: RunWrangler;
  readonly ask: Ask;
  /** Tells the person at the terminal what has been done. */
  readonly say: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly rotate: readonly string[];
  /** Values of .dev.vars, none of which may be uploaded. */
  readonly localSecrets: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface Deployment {
  readonly origin: string;
  readonly webhookUrl: string;
  /** Secrets that were set by this deployment; names only. */
  readonly newSecrets: ReadonlySet<string>;
}

/**
 * Deploys the shop. `build` bundles the Workers it is given.
 * @throws Refusal with a sentence for the person at the terminal
 */
export async function deployShop(
  all: readonly Deployable[],
  build: (deployables: readonly Deployable[]) => Promise<readonly Bundle[]>,
  tools: DeployTools,
): Promise<Deployment> {
  const deployables = deployOrder(all);
  const sources = await askAccount(deployables, tools);
  const settings = await decideSettings(sources);
  const secrets = await decideSecrets(sources, settings);
  for (const own of secrets.values()) refuseMixedModes(new Map([...settings, ...own]));
  const bundles = await build(deployables);
  tools.say(`Built ${bundles.length} Workers`);
  const ids = await createMissing(deployables, tools);
  const uploads = writeConfigs(deployables, bundles, { ids, settings });
  const problems = forbidden(uploads, tools.localSecrets);
  if (problems.length > 0) throw new Refusal(problems.join("\n"));
  await migrate(uploads, tools);
  for (const upload of uploads) {
    const isNew = sources.deployed.get(upload.name) === null;
    await deployWorker(upload, { isNew, secrets: secrets.get(upload.name) ?? new Map() }, tools);
  }
  return {
    origin: settings.get("SHOP_ORIGIN") ?? "",
    webhookUrl: webhookUrl(settings),
    newSecrets: new Set([...secrets.values()].flatMap((own) => [...own.keys()])),
  };
}

async function askAccount(
  deployables: readonly Deployable[],
  { account, ask, env, rotate }: DeployTools,
): Promise<Sources> {
  const deployed = new Map<string, Awaited<ReturnType<Account["worker"]>>>();
  for (const { name } of deployables) deployed.set(name, await account.worker(name));
  const subdomain = await account.subdomain();
  const door = deployables.find(isPublic);
  const freeOrigin =
    subdomain === null || door === undefined
      ? null
      : `https://${door.name}.${subdomain}.workers.dev`;
  return { deployables, deployed, env, freeOrigin, rotate, ask };
}

/** Makes the stores that the account lacks, and answers the ids of all. */
async function createMissing(
  deployables: readonly Deployable[],
  { account, say }: DeployTools,
): Promise<StoreIds> {
  const byKind = Map.groupBy(wantedStores(deployables), ({ kind }) => kind);
  const ids = new Map<StoreKind, Map<string, string>>();
  for (const [kind, stores] of byKind) {
    const present = await account.stores(kind);
    const missing = stores.filter(({ name }) => !present.has(name));
    for (const store of missing) {
      await account.create(store);
      say(`Created the ${kind} ${store.name}`);
    }
    ids.set(kind, missing.length > 0 ? await account.stores(kind) : present);
  }
  return {
    database: ids.get("database") ?? new Map(),
    namespace: ids.get("namespace") ?? new Map(),
  };
}

async function migrate(uploads: readonly ReadyUpload[], { run, say }: DeployTools): Promise<void> {
  const owners = migrationsOf(uploads.map(({ deployable }) => deployable));
  for (const [database, { name }] of owners) {
    const config = uploads.find((upload) => upload.name === name)?.configPath ?? "";
    const done = await run("d1", "migrations", "apply", database, "--remote", "--config", config);
    if (done.code !== 0) throw new Refusal(`${database} was not migrated:\n${complaint(done)}`);
    say(`Migrated the database ${database}`);
  }
}

async function deployWorker(
  upload: ReadyUpload,
  { isNew, secrets }: { readonly isNew: boolean; readonly secrets: ReadonlyMap<string, string> },
  { run, say }: DeployTools,
): Promise<void> {
  const deploy = () =>
    withSecretsFile(secrets, (flags) => run("deploy", "--config", upload.configPath, ...flags));
  let done = await deploy();
  if (isNew && bindsItself(upload.deployable) && isWorkerUnknown(done)) {
    // It binds itself, and there is no such Worker yet: once without that binding, then with it.
    writeConfig(upload.configPath, withoutSelf(upload.config));
    done = await deploy();
    writeConfig(upload.configPath, upload.config);
    if (done.code === 0) done = await deploy();
  }
  if (done.code !== 0) throw new Refusal(`${upload.name} was not deployed:\n${complaint(done)}`);
  const names = [...secrets.keys()].join(", ");
  say(`Deployed ${upload.name}${names === "" ? "" : ` with new ${names}`}`);
}

function isWorkerUnknown(done: WranglerRun): boolean {
  return done.code !== 0 && WORKER_UNKNOWN.test(complaint(done));
}

/** Secrets go up with the code, through a file that only its owner reads and that lives for one command. */
async function withSecretsFile<Value>(
  secrets: ReadonlyMap<string, string>,
  use: (flags: readonly string[]) => Promise<Value>,
): Promise<Value> {
  if (secrets.size === 0) return use([]);
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-deploy-"));
  try {
    const file = path.join(folder, "secrets.json");
    writeFileSync(file, JSON.stringify(Object.fromEntries(secrets)), { mode: OWNER_ONLY_MODE });
    return await use(["--secrets-file", file]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
