import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Account, ApiError, type CallApi } from "./deploy-account.ts";
import type { Question } from "./deploy-answers.ts";
import { deployShop } from "./deploy-shop.ts";
import type { RunWrangler } from "./deploy-wrangler.ts";
import { type Deployable, readDeployables } from "./deployables.ts";

const ALL = readDeployables();
const WORKERS = ALL.filter(({ local }) => !local).map(({ name }) => name);
const ENV = {
  MAIL_FROM: "orders@example.com",
  STRIPE_PUBLISHABLE_KEY: "pk_live_1",
  STRIPE_SECRET_KEY: "sk_live_secret",
  STRIPE_WEBHOOK_SECRET: "whsec_secret",
};
const LOCAL_ORIGIN = "http://127.0.0.1:8787";
const DONE = { code: 0, stdout: "", stderr: "" };

/** A Worker as the pretended account keeps it. */
interface KeptWorker {
  readonly vars: Record<string, unknown>;
  readonly secrets: Record<string, string>;
  readonly config: { readonly services?: readonly { readonly service: string }[] };
}

/** An account that exists in memory; wrangler and the API both change it. */
class PretendedAccount {
  readonly stores = new Map<string, string[]>();
  readonly workers = new Map<string, KeptWorker>();
  readonly wrangler: string[] = [];
  readonly created: string[] = [];
  readonly secretFiles: string[] = [];
  refusesSelfBinding = false;
  brokenWorker = "";

  readonly call: CallApi = async (method, target, body) => {
    const [where = ""] = target.split("?");
    const worker = /^\/workers\/scripts\/([^/]+)\/settings$/.exec(where)?.[1];
    if (worker !== undefined) return { bindings: this.#bindings(worker) };
    if (where === "/workers/subdomain") return { subdomain: "ada" };
    const names = this.stores.get(where) ?? [];
    if (method === "POST") {
      const [name = ""] = Object.values(body ?? {});
      if (names.includes(name)) throw new ApiError(1, `${name} exists`);
      this.stores.set(where, [...names, name]);
      this.created.push(name);
      return {};
    }
    if (where === "/r2/buckets") return { buckets: names.map((name) => ({ name })) };
    const rows = names.map((name) => ({
      name,
      title: name,
      id: `${name}-id`,
      uuid: `${name}-id`,
      queue_name: name,
      queue_id: "q",
    }));
    return target.endsWith("page=1") ? rows : [];
  };

  readonly run: RunWrangler = async (...args) => {
    this.wrangler.push(args.slice(0, 3).join(" "));
    if (args[0] !== "deploy") return DONE;
    const config = JSON.parse(readFileSync(flagValue(args, "--config"), "utf8"));
    const file = args.includes("--secrets-file") ? flagValue(args, "--secrets-file") : null;
    if (file !== null) this.secretFiles.push(file);
    const fresh = file === null ? {} : JSON.parse(readFileSync(file, "utf8"));
    const before = this.workers.get(config.name);
    const secrets = { ...before?.secrets, ...fresh };
    const bound = config.services?.map((each: { service: string }) => each.service) ?? [];
    const unknown = bound.find((name: string) => !this.workers.has(name) && name !== config.name);
    const selfRefused = this.refusesSelfBinding && !before && bound.includes(config.name);
    if (unknown !== undefined || selfRefused) return failure("Worker not found [code: 10143]");
    if (config.name === this.brokenWorker) return failure("Uncaught SyntaxError");
    const missing = config.secrets?.required.filter((name: string) => !(name in secrets)) ?? [];
    if (missing.length > 0) return failure(`required secrets: ${missing.join()}`);
    this.workers.set(config.name, { vars: config.vars ?? {}, secrets, config });
    return DONE;
  };

  #bindings(name: string) {
    const worker = this.workers.get(name);
    if (worker === undefined) throw new ApiError(10_007, "This Worker does not exist");
    return [
      ...Object.entries(worker.vars).map(([key, text]) => ({
        type: "plain_text",
        name: key,
        text,
      })),
      ...Object.keys(worker.secrets).map((key) => ({ type: "secret_text", name: key })),
    ];
  }
}

let folder: string;
let cloud: PretendedAccount;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-deploy-test-"));
  cloud = new PretendedAccount();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function deploy({
  env = ENV as Record<string, string>,
  rotate = [] as string[],
  ask = async (_question: Question): Promise<string | null> => null,
} = {}) {
  const said: string[] = [];
  const done = deployShop(ALL, build, {
    account: new Account(cloud.call),
    run: cloud.run,
    ask,
    say: (line) => said.push(line),
    env,
    rotate,
    localSecrets: {},
  });
  return done.then((deployment) => ({ ...deployment, said: said.join("\n") }));
}

async function build(deployables: readonly Deployable[]) {
  return deployables.map(({ name }) => {
    const file = path.join(folder, name, "index.js");
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "export default {};");
    return { name, file, bytes: 18, sources: ["worker.ts"] };
  });
}

describe("deployShop() in an empty account", () => {
  it("creates every store, migrates, and deploys each Worker after those it binds", async () => {
    const { origin, webhookUrl } = await deploy();
    expect(origin).toBe("https://kiosk-storefront.ada.workers.dev");
    expect(webhookUrl).toBe(`${origin}/webhooks/stripe`);
    expect([...cloud.workers.keys()].sort()).toEqual(WORKERS.toSorted());
    expect(cloud.created).toEqual(expect.arrayContaining(["kiosk-catalog", "kiosk-media"]));
    expect(cloud.wrangler.slice(0, 2)).toEqual(Array(2).fill("d1 migrations apply"));
  });

  it("tells the shop's origin to every Worker that asks, and no Worker a local value", async () => {
    await deploy();
    const told = [...cloud.workers].filter(([, { vars }]) => "SHOP_ORIGIN" in vars);
    expect(told.map(([name]) => name).sort()).toEqual([
      "kiosk-admin",
      "kiosk-checkout",
      "kiosk-core",
      "kiosk-storefront",
    ]);
    for (const [, { vars }] of told) {
      expect(vars).toMatchObject({ SHOP_ORIGIN: "https://kiosk-storefront.ada.workers.dev" });
    }
    const values = [...cloud.workers.values()].map(({ vars }) => vars);
    expect(JSON.stringify(values)).not.toContain(LOCAL_ORIGIN);
  });

  it("gives each secret to the Workers that ask for it only, one signing key to all", async () => {
    await deploy();
    for (const { name, config } of ALL.filter(({ local }) => !local)) {
      const { secrets = {} } = cloud.workers.get(name) ?? {};
      expect(Object.keys(secrets).sort()).toEqual(config.secrets?.required?.toSorted());
    }
    const keys = [...cloud.workers.values()].flatMap(({ secrets }) => secrets.SIGNING_KEY ?? []);
    expect([keys.length, new Set(keys).size, keys[0]?.length]).toEqual([4, 1, 43]);
  });

  it("says no secret, and leaves none on the disk", async () => {
    const { said, newSecrets } = await deploy();
    const minted = [...cloud.workers.values()].flatMap(({ secrets }) => Object.values(secrets));
    for (const secret of minted) expect(said).not.toContain(secret);
    expect([...newSecrets].sort()).toEqual([
      "SIGNING_KEY",
      "STAFF_KEY",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
    ]);
    expect(cloud.secretFiles.length).toBeGreaterThan(0);
    expect(cloud.secretFiles.filter((file) => existsSync(file))).toEqual([]);
  });

  it("uses the shop's own domain when it is named", async () => {
    await deploy({ env: { ...ENV, SHOP_ORIGIN: "https://shop.example.com" } });
    expect(cloud.workers.get("kiosk-storefront")?.config).toMatchObject({
      workers_dev: false,
      routes: [{ pattern: "shop.example.com", custom_domain: true }],
    });
  });

  it("deploys a Worker that binds itself even where the account refuses that at first", async () => {
    cloud.refusesSelfBinding = true;
    await deploy();
    const core = ALL.find(({ name }) => name === "kiosk-core");
    const services = cloud.workers.get("kiosk-core")?.config.services?.map((each) => each.service);
    expect(services).toEqual(core?.config.services?.map((each) => each.service));
  });

  it("asks for what it does not know, hiding secrets, and names the webhook's address", async () => {
    const questions: Question[] = [];
    const answers: Record<string, string> = ENV;
    await deploy({
      env: {},
      ask: async (question) => {
        questions.push(question);
        return answers[question.name] ?? null;
      },
    });
    const hidden = questions.filter((each) => each.hidden).map(({ name }) => name);
    expect(hidden.sort()).toEqual(["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"]);
    const webhook = questions.find(({ name }) => name === "STRIPE_WEBHOOK_SECRET");
    expect(webhook?.text).toContain("https://kiosk-storefront.ada.workers.dev/webhooks/stripe");
  });

  it.each([
    [{ STRIPE_SECRET_KEY: "" }, "STRIPE_SECRET_KEY is not known yet"],
    [{ STRIPE_SECRET_KEY: "sk_test_kiosk_ab" }, "stand-in"],
    [{ STRIPE_SECRET_KEY: "pk_live_1" }, "does not look right"],
    [{ STRIPE_SECRET_KEY: "sk_test_1" }, "use a pair"],
    [{ MAIL_FROM: "" }, "MAIL_FROM is not known yet"],
    [{ SHOP_ORIGIN: "http://shop.example.com" }, "SHOP_ORIGIN does not look right"],
  ])("refuses %j before anything is made", async (change, sentence) => {
    await expect(deploy({ env: { ...ENV, ...change } })).rejects.toThrow(sentence);
    expect([cloud.created, cloud.wrangler]).toEqual([[], []]);
  });
});

describe("deployShop() a second time", () => {
  it("creates nothing, keeps every secret and setting, and asks nothing", async () => {
    await deploy({ env: { ...ENV, SHOP_ORIGIN: "https://shop.example.com" } });
    const before = structuredClone([...cloud.workers]);
    cloud.created.length = 0;
    cloud.secretFiles.length = 0;
    const { origin, newSecrets } = await deploy({
      env: {},
      ask: async ({ name }) => expect.fail(`asked for ${name}`),
    });
    expect(origin).toBe("https://shop.example.com");
    expect([cloud.created, cloud.secretFiles, newSecrets.size]).toEqual([[], [], 0]);
    expect([...cloud.workers]).toEqual(before);
  });

  it("replaces a secret that the environment names, at the one who holds it", async () => {
    await deploy();
    await deploy({ env: { STRIPE_SECRET_KEY: "sk_live_newer" } });
    const values = [...cloud.workers.values()].map(({ secrets }) => secrets.STRIPE_SECRET_KEY);
    expect(values.filter(Boolean)).toEqual(["sk_live_newer"]);
  });

  it("mints a key anew only when told to", async () => {
    await deploy();
    const before = cloud.workers.get("kiosk-api")?.secrets.SIGNING_KEY;
    await deploy({ env: {}, rotate: ["SIGNING_KEY"] });
    const keys = [...cloud.workers.values()].flatMap(({ secrets }) => secrets.SIGNING_KEY ?? []);
    expect(new Set(keys).size).toBe(1);
    expect(keys).not.toContain(before);
  });
});

describe("deployShop() after a deployment that broke off", () => {
  it("takes up where it stopped, with one signing key for all", async () => {
    cloud.brokenWorker = "kiosk-checkout";
    await expect(deploy()).rejects.toThrow(
      "kiosk-checkout was not deployed:\nUncaught SyntaxError",
    );
    cloud.brokenWorker = "";
    await deploy();
    const keys = [...cloud.workers.values()].flatMap(({ secrets }) => secrets.SIGNING_KEY ?? []);
    expect([keys.length, new Set(keys).size]).toEqual([4, 1]);
  });

  it("does not replace a key in use silently", async () => {
    await deploy();
    const api = cloud.workers.get("kiosk-api");
    if (api) cloud.workers.set("kiosk-api", { ...api, secrets: {} });
    await expect(deploy({ env: {} })).rejects.toThrow("--rotate SIGNING_KEY");
  });
});

function failure(stderr: string) {
  return { code: 1, stdout: "", stderr };
}

function flagValue(args: readonly string[], flag: string): string {
  return args[args.indexOf(flag) + 1] ?? "";
}
