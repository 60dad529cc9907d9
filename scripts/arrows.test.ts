import { describe, expect, it } from "vitest";
import { brokenArrows } from "./arrows.ts";

function check(files: Record<string, string>): string[] {
  return brokenArrows(new Map(Object.entries(files)));
}

describe("brokenArrows()", () => {
  it("accepts arrows that point down", () => {
    const problems = check({
      "domain/stock.ts": 'import type { Id } from "./id.ts";',
      "contracts/stock.ts": 'import * as z from "zod";\nimport { x } from "../domain/stock.ts";',
      "workers/api/worker.ts": 'import { stock } from "../../durable-objects/stubs.ts";',
      "queues/stock.ts": 'import type { StockObject } from "../durable-objects/stock-object.ts";',
      "durable-objects/stock-object.ts": 'import type { Env } from "../env.gen.ts";',
    });
    expect(problems).toEqual([]);
  });

  it.each([
    ["domain/stock.ts", 'import { x } from "../contracts/stock.ts";'],
    ["domain/stock.ts", 'import type { X } from "../contracts/stock.ts";'],
    ["domain/stock.ts", 'import * as z from "zod";'],
    ["domain/stock.ts", 'export { x } from "../db/stock.ts";'],
    ["domain/stock.ts", 'let x: import("../db/stock.ts").X;'],
    ["domain/stock.ts", 'import "node:fs";'],
    ["db/stock.ts", 'import { x } from "../gateways/stripe.ts";'],
    ["durable-objects/stock-object.ts", 'import { x } from "../db/stock.ts";'],
    ["queues/stock.ts", 'import { x } from "../durable-objects/stock-object.ts";'],
    ["workers/api/worker.ts", 'import {\n  a,\n  b,\n} from "../checkout/worker.tsx";'],
    ["workers/api/worker.ts", 'import { x } from "../../dev/stripe/worker.ts";'],
    ["dev/stripe/worker.ts", 'import { x } from "../inbox/worker.ts";'],
    ["ui/client/shop.ts", 'import { x } from "../../domain/money.ts";'],
    ["domain/stock.ts", 'import { x } from "./stock-builders.ts";'],
  ])("refuses in %s: %s", (file, text) => {
    expect(check({ [file]: text })).toHaveLength(1);
  });

  it("leaves tests and tools free", () => {
    expect(check({ "domain/stock.test.ts": 'import { x } from "../db/stock.ts";' })).toEqual([]);
    expect(check({ "domain/stock-builders.ts": 'import { it } from "vitest";' })).toEqual([]);
    expect(check({ "scripts/start.ts": 'import { x } from "../dev/demo/seed.ts";' })).toEqual([]);
  });

  it("finds a circle, and only one made of values", () => {
    const circle = {
      "domain/a.ts": 'import { b } from "./b.ts";',
      "domain/b.ts": 'import { c } from "./c.ts";',
      "domain/c.ts": 'import { a } from "./a.ts";',
    };
    expect(check(circle)).toEqual([
      "A circle: domain/a.ts -> domain/b.ts -> domain/c.ts -> domain/a.ts",
    ]);
    expect(check({ ...circle, "domain/c.ts": 'import type { A } from "./a.ts";' })).toEqual([]);
  });
});
