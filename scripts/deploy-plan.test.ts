import { describe, expect, it } from "vitest";
import { deployConfig, settingNames, withoutSelf } from "./deploy-config.ts";
import {
  bindsItself,
  boundWorkers,
  deployOrder,
  isPublic,
  migrationsOf,
  wantedStores,
} from "./deploy-plan.ts";
import { readDeployables } from "./deployables.ts";

const ALL = readDeployables();
const ORDER = deployOrder(ALL);
const CORE = ORDER[0]!;
const STOREFRONT = ORDER.find(isPublic)!;

const IDS = {
  database: new Map([
    ["kiosk-catalog", "id-of-catalog"],
    ["kiosk-orders", "id-of-orders"],
    ["kiosk-search", "id-of-search"],
  ]),
  namespace: new Map([["kiosk-documents", "id-of-documents"]]),
};
const VALUES = {
  ids: IDS,
  settings: new Map([
    ["SHOP_ORIGIN", "https://shop.example.com"],
    ["MAIL_FROM", "orders@example.com"],
  ]),
  bundle: "/built/index.js",
  hasParts: false,
};

describe("deployOrder()", () => {
  it("starts with the core, ends with the storefront and leaves out what is local", () => {
    const names = ORDER.map(({ name }) => name);
    expect(names).toHaveLength(ALL.filter(({ local }) => !local).length);
    expect([names[0], names.at(-1)]).toEqual(["kiosk-core", "kiosk-storefront"]);
    expect(names.join()).not.toContain("kiosk-dev");
  });

  it("puts every Worker after all that it binds", () => {
    ORDER.forEach((each, index) => {
      const before = ORDER.slice(0, index).map(({ name }) => name);
      expect(before).toEqual(expect.arrayContaining([...boundWorkers(each)]));
    });
  });

  it("refuses Workers that need each other", () => {
    const bound = (name: string, service: string) => ({
      ...CORE,
      name,
      config: { ...CORE.config, services: [{ binding: "OTHER", service }] },
    });
    expect(() => deployOrder([bound("one", "two"), bound("two", "one")])).toThrow("one,two");
  });
});

describe("wantedStores()", () => {
  it("names each store once, with a queue for dead letters beside every consumed queue", () => {
    const names = wantedStores(ORDER).map(({ kind, name }) => `${kind} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        "database kiosk-catalog",
        "database kiosk-orders",
        "bucket kiosk-media",
      ]),
    );
    const queues = names.filter((name) => name.startsWith("queue ") && !name.endsWith("-dlq"));
    expect(names).toEqual(expect.arrayContaining(queues.map((name) => `${name}-dlq`)));
  });
});

describe("migrationsOf()", () => {
  it("names each database once", () => {
    expect([...migrationsOf(ORDER).keys()].sort()).toEqual([
      "kiosk-catalog",
      "kiosk-orders",
      "kiosk-search",
    ]);
  });
});

describe("deployConfig()", () => {
  it("replaces ids, vars and paths, and nothing else", () => {
    const config = deployConfig(CORE, VALUES);
    expect(config).toMatchObject({ name: "kiosk-core", main: "/built/index.js", no_bundle: true });
    expect(config.vars).toMatchObject({
      SHOP_ORIGIN: "https://shop.example.com",
      MAIL_FROM: "orders@example.com",
      HOLD_MS: CORE.config.vars.HOLD_MS,
    });
    expect(config.d1_databases).toEqual([
      expect.objectContaining({ binding: "CATALOG", database_id: "id-of-catalog" }),
      expect.objectContaining({ binding: "ORDERS", database_id: "id-of-orders" }),
      expect.objectContaining({ binding: "SEARCH", database_id: "id-of-search" }),
    ]);
    expect(config.kv_namespaces).toEqual([{ binding: "DOCUMENTS", id: "id-of-documents" }]);
    expect(config.secrets).toEqual({ required: CORE.config.secrets?.required });
    expect(config.queues).toEqual(expect.objectContaining({ consumers: expect.any(Array) }));
  });

  it("sends the parts that are loaded later along", () => {
    expect(deployConfig(CORE, { ...VALUES, hasParts: true })).toMatchObject({
      find_additional_modules: true,
      rules: [{ type: "ESModule", globs: ["part-*.js"] }],
    });
  });

  it("gives a Worker no var that it does not declare", () => {
    expect(deployConfig(STOREFRONT, VALUES).vars).not.toHaveProperty("MAIL_FROM");
  });

  it("opens exactly one door: the shop's own domain, or else the one below workers.dev", () => {
    expect(deployConfig(STOREFRONT, VALUES)).toMatchObject({
      workers_dev: false,
      routes: [{ pattern: "shop.example.com", custom_domain: true }],
    });
    const settings = new Map([["SHOP_ORIGIN", "https://kiosk-storefront.ada.workers.dev"]]);
    const free = deployConfig(STOREFRONT, { ...VALUES, settings });
    expect(free.workers_dev).toBe(true);
    expect(free.routes).toBeUndefined();
    expect(deployConfig(CORE, VALUES).routes).toBeUndefined();
  });

  it("refuses to go on without a real id", () => {
    const ids = { ...IDS, database: new Map<string, string>() };
    expect(() => deployConfig(CORE, { ...VALUES, ids })).toThrow("kiosk-catalog");
  });
});

describe("withoutSelf()", () => {
  it("takes out the bindings to the Worker itself only", () => {
    const config = deployConfig(CORE, VALUES);
    const names = withoutSelf(config).services?.map(({ service }) => service) ?? [];
    expect(bindsItself(CORE)).toBe(config.services?.length !== names.length);
    expect(names).not.toContain("kiosk-core");
    expect(withoutSelf(deployConfig(STOREFRONT, VALUES)).services).toHaveLength(4);
  });
});

describe("settingNames()", () => {
  it("names the vars that only a person can know", () => {
    expect(settingNames(ORDER)).toEqual(["MAIL_FROM", "SHOP_ORIGIN", "STRIPE_PUBLISHABLE_KEY"]);
  });
});
