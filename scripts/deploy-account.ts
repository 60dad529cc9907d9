/** One Cloudflare account: what it has, and how to make what it lacks. */
import * as z from "zod";
import type { Store, StoreKind } from "./deploy-plan.ts";
import type { RunWrangler } from "./deploy-wrangler.ts";

const API = "https://api.cloudflare.com/client/v4";
const CALL_MS_MAX = 30_000;
/** Bound on the pages of one list. */
const PAGES_MAX = 100;
/** Cloudflare's code for a Worker, or a workers.dev name, that does not exist. */
const NOT_FOUND_CODE = 10_007;

/** A reason for which nothing can be deployed, as sentences for the person at the terminal. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Cloudflare's API said no. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Calls the account's API: `path` starts below `/accounts/<id>`; answers `result`. */
export type CallApi = (method: "GET" | "POST", path: string, body?: object) => Promise<unknown>;

/** One kind of store at the API. */
interface StoreApi {
  readonly path: string;
  readonly query: string;
  readonly rows: z.ZodType<readonly { readonly name: string; readonly uuid: string }[]>;
  readonly body: (name: string) => object;
}

/** How each kind of store is listed, read and made. */
const STORES = {
  database: {
    path: "/d1/database",
    query: "",
    rows: z.array(z.object({ name: z.string(), uuid: z.string() })),
    body: (name: string) => ({ name }),
  },
  bucket: {
    path: "/r2/buckets",
    query: "per_page=1000&",
    rows: z
      .object({ buckets: z.array(z.object({ name: z.string() })) })
      .transform(({ buckets }) => buckets.map(({ name }) => ({ name, uuid: name }))),
    body: (name: string) => ({ name }),
  },
  queue: {
    path: "/queues",
    query: "",
    rows: z.array(
      z
        .object({ queue_name: z.string(), queue_id: z.string() })
        .transform((row) => ({ name: row.queue_name, uuid: row.queue_id })),
    ),
    body: (name: string) => ({ queue_name: name }),
  },
  namespace: {
    path: "/storage/kv/namespaces",
    query: "",
    rows: z.array(
      z
        .object({ title: z.string(), id: z.string() })
        .transform((row) => ({ name: row.title, uuid: row.id })),
    ),
    body: (name: string) => ({ title: name }),
  },
} as const satisfies Record<StoreKind, StoreApi>;

const workerSchema = z.object({
  bindings: z.array(
    z.object({ type: z.string(), name: z.string(), text: z.string().optional() }).loose(),
  ),
});

/** What a deployed Worker has been told. */
export interface DeployedWorker {
  readonly vars: ReadonlyMap<string, string>;
  /** Names only: nobody can read a secret back. */
  readonly secrets: ReadonlySet<string>;
}

/** The account, over its API. */
export class Account {
  readonly #call: CallApi;

  constructor(call: CallApi) {
    this.#call = call;
  }

  /** Ids of all stores of a kind, by name. */
  async stores(kind: StoreKind): Promise<Map<string, string>> {
    const { path, query, rows } = STORES[kind];
    const found = new Map<string, string>();
    for (let page = 1; page <= PAGES_MAX; page++) {
      const before = found.size;
      const listed = rows.parse(await this.#call("GET", `${path}?${query}page=${page}`));
      for (const { name, uuid } of listed) found.set(name, uuid);
      // A list without pages repeats itself, which brings nothing new either.
      if (found.size === before) break;
    }
    return found;
  }

  /** Makes a store. */
  async create({ kind, name }: Store): Promise<void> {
    const { path, body } = STORES[kind];
    await this.#call("POST", path, body(name));
  }

  /** What a Worker has been told, or null when it was never deployed. */
  async worker(name: string): Promise<DeployedWorker | null> {
    const settings = await this.#orNull(`/workers/scripts/${name}/settings`);
    if (settings === null) return null;
    const { bindings } = workerSchema.parse(settings);
    const texts = bindings.filter(({ type }) => type === "plain_text");
    const secrets = bindings.filter(({ type }) => type === "secret_text");
    return {
      vars: new Map(texts.map((each) => [each.name, each.text ?? ""])),
      secrets: new Set(secrets.map((each) => each.name)),
    };
  }

  /** The account's name below workers.dev, or null when it has none yet. */
  async subdomain(): Promise<string | null> {
    const found = await this.#orNull("/workers/subdomain");
    return found === null ? null : z.object({ subdomain: z.string() }).parse(found).subdomain;
  }

  async #orNull(path: string): Promise<unknown> {
    try {
      return await this.#call("GET", path);
    } catch (cause) {
      if (cause instanceof ApiError && cause.code === NOT_FOUND_CODE) return null;
      throw cause;
    }
  }
}

const tokenSchema = z.union([
  z.object({ token: z.string() }),
  z.object({ key: z.string(), email: z.string() }),
]);

const whoSchema = z.object({
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** Finds out who deploys and where to. @throws Refusal when nobody is logged in or the account is unclear */
export async function openAccount(
  run: RunWrangler,
  { CLOUDFLARE_ACCOUNT_ID: wanted }: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly id: string; readonly call: CallApi }> {
  const who = await run("whoami", "--json");
  if (who.code !== 0) {
    const [reason = ""] = who.stderr.trim().split("\n");
    throw new Refusal(
      `Nobody is logged in at Cloudflare: run npx wrangler login, or set CLOUDFLARE_API_TOKEN to a valid one (docs/deploy.md says what it must permit). ${reason}`.trim(),
    );
  }
  const { accounts } = whoSchema.parse(JSON.parse(who.stdout));
  const [only, ...others] = wanted ? accounts.filter(({ id }) => id === wanted) : accounts;
  const list = accounts.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
  if (only === undefined) {
    throw new Refusal(`The login does not reach the account "${wanted ?? ""}", only:\n${list}`);
  }
  if (others.length > 0) {
    throw new Refusal(
      `The login reaches several accounts: set CLOUDFLARE_ACCOUNT_ID to one.\n${list}`,
    );
  }
  const token = await run("auth", "token", "--json");
  if (token.code !== 0) throw new Refusal("The login has ended: run npx wrangler login again.");
  const credentials = tokenSchema.parse(JSON.parse(token.stdout));
  const headers: Record<string, string> =
    "token" in credentials
      ? { authorization: `Bearer ${credentials.token}` }
      : { "x-auth-key": credentials.key, "x-auth-email": credentials.email };
  return { id: only.id, call: apiCaller(only.id, headers) };
}

const answerSchema = z.object({
  success: z.boolean(),
  result: z.unknown(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })).default([]),
});

function apiCaller(accountId: string, headers: Readonly<Record<string, string>>): CallApi {
  return async (method, path, body) => {
    const response = await fetch(`${API}/accounts/${accountId}${path}`, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      signal: AbortSignal.timeout(CALL_MS_MAX),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = answerSchema.safeParse(await response.json().catch(() => null));
    if (answer.success && answer.data.success) return answer.data.result;
    const [error] = answer.data?.errors ?? [];
    const reason = error?.message ?? `status ${response.status}`;
    throw new ApiError(error?.code ?? 0, `Cloudflare refused ${method} ${path}: ${reason}`);
  };
}
