/** Writes a wrangler.toml anew for a real account: real ids, real values, absolute paths, the finished bundle. */
import path from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { isPublic, type StoreKind } from "./deploy-plan.ts";
import type { Deployable } from "./deployables.ts";

/** A wrangler.toml as it is written; only what is changed here has a type. */
export interface RawConfig {
  readonly [key: string]: unknown;
  readonly name?: string;
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly secrets?: { readonly required?: readonly string[] };
  readonly assets?: { readonly directory?: string };
  readonly services?: readonly { readonly service: string }[];
  readonly kv_namespaces?: readonly { readonly id: string }[];
  readonly d1_databases?: readonly {
    readonly database_name: string;
    readonly migrations_dir?: string;
  }[];
  readonly workers_dev?: boolean;
  readonly routes?: readonly { readonly pattern: string; readonly custom_domain: boolean }[];
}

/** Ids that the account gave to stores which have one beside their name. */
export type StoreIds = Readonly<Record<Extract<StoreKind, "database" | "namespace">, IdsByName>>;

type IdsByName = ReadonlyMap<string, string>;

/** What the account adds to a wrangler.toml. */
export interface AccountValues {
  readonly ids: StoreIds;
  /** Vars by name; each Worker receives those that its wrangler.toml declares. */
  readonly settings: ReadonlyMap<string, string>;
  /** Absolute path of the finished bundle. */
  readonly bundle: string;
  /** Whether parts of it lie beside it, to be loaded later. */
  readonly hasParts: boolean;
}

/** What is uploaded beside the bundle. */
const PARTS = { type: "ESModule", globs: ["part-*.js"] } as const;

/** Hosts that Cloudflare gives away; any other origin is a domain of the account. */
const WORKERS_DEV = ".workers.dev";

/** Values that only make sense on a developer's machine. */
const LOCAL_VALUE = /^https?:\/\/(?:127\.|localhost)|^[ps]k_test_kiosk|\.example$/;

/** True for a var's value that must not reach a real account. */
export function isLocalValue(value: string): boolean {
  return LOCAL_VALUE.test(value);
}

/** Names of the vars that a deployment has to be told, because wrangler.toml has a local value. */
export function settingNames(deployables: readonly Deployable[]): string[] {
  const names = deployables.flatMap(({ config }) =>
    Object.entries(config.vars).flatMap(([name, value]) =>
      typeof value === "string" && isLocalValue(value) ? [name] : [],
    ),
  );
  return [...new Set(names)].sort();
}

/** The committed wrangler.toml with the account's values in it; anything else stays as it was. */
export function deployConfig(deployable: Deployable, values: AccountValues): RawConfig {
  const raw = readConfig(deployable);
  const { settings, bundle, hasParts } = values;
  return {
    ...raw,
    main: bundle,
    no_bundle: true,
    ...(hasParts ? { find_additional_modules: true, rules: [PARTS] } : {}),
    preview_urls: false,
    ...(raw.vars ? { vars: { ...raw.vars, ...declared(raw.vars, settings) } } : {}),
    ...storesOf(deployable, raw, values.ids),
    ...assetsOf(deployable, raw),
    ...(isPublic(deployable) ? doorOf(settings.get("SHOP_ORIGIN")) : {}),
  };
}

function readConfig({ configPath }: Deployable): RawConfig {
  return experimental_readRawConfig({ config: configPath }).rawConfig;
}

function storesOf({ folder }: Deployable, raw: RawConfig, ids: StoreIds): Partial<RawConfig> {
  const databases = raw.d1_databases?.map(({ migrations_dir: migrations, ...each }) => ({
    ...each,
    database_id: idOf(ids.database, each.database_name),
    ...(migrations === undefined ? {} : { migrations_dir: path.resolve(folder, migrations) }),
  }));
  const namespaces = raw.kv_namespaces?.map((each) => ({
    ...each,
    id: idOf(ids.namespace, each.id),
  }));
  return {
    ...(databases ? { d1_databases: databases } : {}),
    ...(namespaces ? { kv_namespaces: namespaces } : {}),
  };
}

function assetsOf({ folder }: Deployable, { assets }: RawConfig): Partial<RawConfig> {
  if (assets?.directory === undefined) return {};
  return { assets: { ...assets, directory: path.resolve(folder, assets.directory) } };
}

/** The same configuration without the bindings to itself, for the time before the Worker exists. */
export function withoutSelf(config: RawConfig): RawConfig {
  const services = config.services?.filter(({ service }) => service !== config.name);
  return services === undefined ? config : { ...config, services };
}

function declared(vars: object, settings: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...settings].filter(([name]) => name in vars));
}

/** Through which address the public Worker is reached: one, so that cookies have one home. */
function doorOf(origin: string | undefined): Partial<RawConfig> {
  if (origin === undefined) return {};
  const { hostname } = new URL(origin);
  if (hostname.endsWith(WORKERS_DEV)) return { workers_dev: true };
  return { workers_dev: false, routes: [{ pattern: hostname, custom_domain: true }] };
}

function idOf(ids: IdsByName, name: string | undefined): string {
  const id = ids.get(name ?? "");
  if (id === undefined) throw new RangeError(`The account has no id for ${name}`);
  return id;
}
