/** What a deployment consists of: the Workers in order, the stores they bind, the secrets they need. */
import type { Deployable } from "./deployables.ts";

/** Kinds of store that Cloudflare keeps outside of Workers. */
export type StoreKind = "database" | "bucket" | "queue" | "namespace";

/** A store by its name in the account. */
export interface Store {
  readonly kind: StoreKind;
  readonly name: string;
}

/** The public Worker is the one that has an address of its own. */
export function isPublic({ config }: Deployable): boolean {
  return config.workers_dev === true;
}

/**
 * What is deployed, each Worker after those it binds: a binding to a Worker that does not exist is refused.
 * @throws RangeError when two Workers need each other
 */
export function deployOrder(deployables: readonly Deployable[]): Deployable[] {
  const waiting = new Set(deployables.filter(({ local }) => !local));
  const order: Deployable[] = [];
  while (waiting.size > 0) {
    const names = new Set([...waiting].map(({ name }) => name));
    const next = [...waiting].find((each) => ![...boundWorkers(each)].some((it) => names.has(it)));
    if (next === undefined) throw new RangeError(`Each waits for another: ${[...names].join()}`);
    order.push(next);
    waiting.delete(next);
  }
  return order;
}

/** Other Workers that this one binds, as a service or by a class of theirs. */
export function boundWorkers({ name, config }: Deployable): Set<string> {
  const services = config.services?.map(({ service }) => service) ?? [];
  const scripts = config.durable_objects.bindings.flatMap((each) => each.script_name ?? []);
  return new Set([...services, ...scripts].filter((other) => other !== name));
}

/** True when the Worker binds itself, which a first deployment may refuse. */
export function bindsItself({ name, config }: Pick<Deployable, "name" | "config">): boolean {
  return config.services?.some(({ service }) => service === name) ?? false;
}

/** Every store that any of the Workers binds, consumes or parks messages in, once. */
export function wantedStores(deployables: readonly Deployable[]): Store[] {
  const stores = deployables.flatMap(({ config }) => [
    ...config.d1_databases.map((each) => storeOf("database", each.database_name)),
    ...config.r2_buckets.map((each) => storeOf("bucket", each.bucket_name)),
    ...config.kv_namespaces.map((each) => storeOf("namespace", each.id)),
    ...(config.queues.producers ?? []).map((each) => storeOf("queue", each.queue)),
    ...(config.queues.consumers ?? []).flatMap(({ queue, dead_letter_queue: parked }) => [
      storeOf("queue", queue),
      ...(parked === undefined ? [] : [storeOf("queue", parked)]),
    ]),
  ]);
  return [...new Map(stores.map((store) => [`${store.kind} ${store.name}`, store])).values()];
}

function storeOf(kind: StoreKind, name: string | undefined): Store {
  if (name === undefined) throw new RangeError(`A ${kind} binding names no ${kind}`);
  return { kind, name };
}

/** Names of the secrets without which the Worker is refused. */
export function secretsOf({ config }: Deployable): readonly string[] {
  return config.secrets?.required ?? [];
}

/** Every database and the folder of its migrations, once. */
export function migrationsOf(deployables: readonly Deployable[]): ReadonlyMap<string, Deployable> {
  const owners = new Map<string, Deployable>();
  for (const deployable of deployables) {
    for (const { database_name: name, migrations_dir: folder } of deployable.config.d1_databases) {
      if (name !== undefined && folder !== undefined && !owners.has(name)) {
        owners.set(name, deployable);
      }
    }
  }
  return owners;
}
