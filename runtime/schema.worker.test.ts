import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { itemIdOf } from "../domain/inventory-builders.ts";
import { migrate } from "./schema.ts";

const ONE = "CREATE TABLE one (a INTEGER)";
const TWO = "ALTER TABLE one ADD COLUMN b INTEGER; INSERT INTO one VALUES (1, 2)";
let objects = 0;

/** Gives each test an empty database of its own. */
function withStorage(test: (storage: DurableObjectStorage) => void): Promise<void> {
  objects += 1;
  const stub = env.STOCK.getByName(itemIdOf(objects));
  return runInDurableObject(stub, async (_, { storage }) => {
    await storage.deleteAll();
    test(storage);
  });
}

const rows = ({ sql }: DurableObjectStorage) => sql.exec("SELECT * FROM one").toArray();

describe("migrate()", () => {
  it("applies each step once", () =>
    withStorage((storage) => {
      migrate(storage, [ONE]);
      migrate(storage, [ONE]);
      migrate(storage, [ONE, TWO]);
      migrate(storage, [ONE, TWO]);
      expect(rows(storage)).toEqual([{ a: 1, b: 2 }]);
    }));

  it("applies all waiting steps or none", () =>
    withStorage((storage) => {
      migrate(storage, [ONE]);
      expect(() => migrate(storage, [ONE, TWO, "CREATE TABLE one (a)"])).toThrow("already exists");
      migrate(storage, [ONE, TWO]);
      expect(rows(storage)).toHaveLength(1);
    }));

  it("refuses a database that is newer than the program", () =>
    withStorage((storage) => {
      migrate(storage, [ONE, TWO]);
      expect(() => migrate(storage, [ONE])).toThrow("Expected schema 1 or older, got 2");
    }));
});
