import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { itemIdOf } from "../domain/inventory-builders.ts";
import { fail, ok, type Problem, type Result } from "../domain/result.ts";
import { COMMAND_KEEP_MS, COMMAND_KEY_MAX, runCommand } from "./commands.ts";

let objects = 0;

/** Gives each test an object's storage of its own; StockObject has the table. */
function withStorage(test: (storage: DurableObjectStorage) => void): Promise<void> {
  objects += 1;
  const stub = env.STOCK.getByName(itemIdOf(objects));
  return runInDurableObject(stub, (_, { storage }) => test(storage));
}

const call = (key: string, fingerprint = "a", now = 1_000) => ({ key, fingerprint, now });
const mismatch = fail({ reason: "idempotency_mismatch" });

describe("runCommand()", () => {
  it("runs once per key and answers the same, success or failure", () =>
    withStorage((storage) => {
      const run = vi.fn<() => Result<number>>().mockReturnValueOnce(ok(1));
      expect(runCommand(storage, call("one"), run)).toEqual(ok(1));
      expect(runCommand(storage, call("one"), run)).toEqual(ok(1));
      const refused = fail({ reason: "sold_out", available: 0 });
      run.mockReturnValueOnce(refused);
      expect(runCommand(storage, call("two"), run)).toEqual(refused);
      expect(runCommand(storage, call("two"), run)).toEqual(refused);
      expect(run).toHaveBeenCalledTimes(2);
    }));

  it("refuses the key of another request, and keeps the first answer", () =>
    withStorage((storage) => {
      const run = () => ok(1);
      runCommand(storage, call("one"), run);
      expect(runCommand(storage, call("one", "b"), run)).toEqual(mismatch);
      expect(runCommand(storage, call("one"), run)).toEqual(ok(1));
    }));

  it("leaves no trace of what throws, so that it may be tried again", () =>
    withStorage((storage) => {
      const run = () => {
        storage.sql.exec("INSERT INTO deadlines (name, at) VALUES ('half', 1)");
        throw new Error("Disk is full");
      };
      expect(() => runCommand(storage, call("one"), run)).toThrow("Disk is full");
      expect(storage.sql.exec("SELECT * FROM deadlines").toArray()).toEqual([]);
      expect(runCommand(storage, call("one"), () => ok(2))).toEqual(ok(2));
    }));

  it("runs again when the answer is forgotten", () =>
    withStorage((storage) => {
      runCommand(storage, call("one"), () => ok(1));
      const later = call("one", "b", 1_000 + COMMAND_KEEP_MS);
      expect(runCommand(storage, later, () => ok(2))).toEqual(ok(2));
      expect(runCommand(storage, later, () => ok(3))).toEqual(ok(2));
    }));

  it("shrinks to what is still remembered", () =>
    withStorage((storage) => {
      for (let serial = 0; serial < 9; serial += 1) {
        runCommand(storage, call(`old ${serial}`), () => ok(serial));
      }
      const rows = () =>
        storage.sql.exec<{ rows: number }>("SELECT count(*) AS rows FROM commands").one().rows;
      const sizes = ["x", "y", "z"].map((key) => {
        runCommand(storage, call(key, "a", 1_000 + COMMAND_KEEP_MS), () => ok(0));
        return rows();
      });
      expect(sizes).toEqual([6, 3, 3]);
    }));

  it("refuses keys that are empty or too long", () =>
    withStorage((storage) => {
      const run = (): Result<number, Problem> => ok(1);
      expect(() => runCommand(storage, call(""), run)).toThrow(RangeError);
      const long = "x".repeat(COMMAND_KEY_MAX + 1);
      expect(() => runCommand(storage, call(long), run)).toThrow(RangeError);
    }));
});
