import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { itemIdOf, START } from "../domain/inventory-builders.ts";
import { ALARM_RETRY_MS, Deadlines } from "./alarms.ts";
import { log } from "./log.ts";

type Name = "early" | "late";

let objects = 0;

/** Gives each test an object's storage of its own; StockObject has the table. */
function withDeadlines(
  test: (deadlines: Deadlines<Name>, storage: DurableObjectStorage) => Promise<void> | void,
): Promise<void> {
  objects += 1;
  const stub = env.STOCK.getByName(itemIdOf(objects));
  return runInDurableObject(stub, async (_, { storage }) => {
    await test(new Deadlines<Name>(storage), storage);
    await storage.deleteAlarm();
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("Deadlines", () => {
  it("keeps names and times over a restart", () =>
    withDeadlines((deadlines, storage) => {
      deadlines.set("late", START + 2);
      deadlines.set("early", START + 1);
      deadlines.set("late", null);
      const restarted = new Deadlines<Name>(storage);
      expect(restarted.at("early")).toBe(START + 1);
      expect(restarted.at("late")).toBeNull();
    }));

  it("advance() moves a deadline to an earlier time only", () =>
    withDeadlines((deadlines) => {
      for (const at of [START + 5, START + 9, START + 3]) deadlines.advance("early", at);
      expect(deadlines.at("early")).toBe(START + 3);
    }));

  it("due() names what has come, the earliest first", () =>
    withDeadlines((deadlines) => {
      deadlines.set("late", START + 2);
      deadlines.set("early", START + 1);
      expect(deadlines.due(START)).toEqual([]);
      expect(deadlines.due(START + 1)).toEqual(["early"]);
      expect(deadlines.due(START + 2)).toEqual(["early", "late"]);
      expect(deadlines.isDue("late", START + 1)).toBe(false);
    }));

  it("forget() drops what a rolled back transaction left in memory", () =>
    withDeadlines((deadlines, storage) => {
      const failing = () =>
        storage.transactionSync(() => {
          deadlines.set("early", START);
          throw new Error("Rolled back");
        });
      expect(failing).toThrow("Rolled back");
      deadlines.forget();
      expect(deadlines.at("early")).toBeNull();
    }));
});

describe("Deadlines renew()", () => {
  it("arms an alarm again that was lost, whatever this instance believes", () =>
    withDeadlines(async (deadlines, storage) => {
      deadlines.set("late", START + 9);
      deadlines.plan(START);
      await storage.deleteAlarm();
      deadlines.plan(START);
      expect(await storage.getAlarm()).toBeNull();
      deadlines.renew(START);
      expect(await storage.getAlarm()).toBe(START + 9);
      deadlines.renew(START + 20);
      expect(await storage.getAlarm()).toBe(START + 20);
    }));

  it("arms nothing where nothing is due", () =>
    withDeadlines(async (deadlines, storage) => {
      deadlines.renew(START);
      expect(await storage.getAlarm()).toBeNull();
    }));
});

describe("Deadlines plan()", () => {
  it("sets the alarm to the earliest deadline and leaves an earlier one alone", () =>
    withDeadlines(async (deadlines, storage) => {
      const setAlarm = vi.spyOn(storage, "setAlarm");
      deadlines.plan(START);
      expect(setAlarm).not.toHaveBeenCalled();
      deadlines.set("late", START + 9);
      deadlines.plan(START);
      deadlines.set("early", START + 5);
      deadlines.plan(START);
      deadlines.set("early", null);
      deadlines.plan(START);
      expect(setAlarm.mock.calls).toEqual([[START + 9], [START + 5]]);
      expect(await storage.getAlarm()).toBe(START + 5);
    }));

  it("sets an alarm again that should have rung", () =>
    withDeadlines((deadlines, storage) => {
      deadlines.set("early", START + 5);
      deadlines.plan(START);
      const setAlarm = vi.spyOn(storage, "setAlarm");
      deadlines.plan(START + 5);
      expect(setAlarm).toHaveBeenCalledExactlyOnceWith(START + 5);
    }));

  it("sets the alarm once after a restart, which knows of none", () =>
    withDeadlines((deadlines, storage) => {
      deadlines.set("early", START + 5);
      deadlines.plan(START);
      const setAlarm = vi.spyOn(storage, "setAlarm");
      const restarted = new Deadlines<Name>(storage);
      restarted.plan(START);
      restarted.plan(START);
      expect(setAlarm).toHaveBeenCalledTimes(1);
    }));
});

describe("Deadlines ring()", () => {
  it("arms the alarm before the work and plans exactly after it", () =>
    withDeadlines(async (deadlines, storage) => {
      deadlines.set("early", START);
      deadlines.set("late", START + 9);
      await deadlines.ring(START, async (due) => {
        expect(due).toEqual(["early"]);
        expect(await storage.getAlarm()).toBe(START + ALARM_RETRY_MS);
        deadlines.set("early", null);
        deadlines.set("late", START + 10 * ALARM_RETRY_MS);
        deadlines.plan(START);
      });
      expect(await storage.getAlarm()).toBe(START + 10 * ALARM_RETRY_MS);
    }));

  it("leaves no alarm where nothing is due any more", () =>
    withDeadlines(async (deadlines, storage) => {
      deadlines.set("early", START);
      await deadlines.ring(START, async () => deadlines.set("early", null));
      expect(await storage.getAlarm()).toBeNull();
      deadlines.set("late", START + 9);
      deadlines.plan(START);
      expect(await storage.getAlarm()).toBe(START + 9);
    }));

  it("logs what the work throws and rings again", () =>
    withDeadlines(async (deadlines, storage) => {
      const error = vi.spyOn(log, "error").mockReturnValue();
      deadlines.set("early", START);
      await deadlines.ring(START, async () => {
        throw new Error("Disk is full");
      });
      expect(error).toHaveBeenCalledExactlyOnceWith("alarm.failed", expect.anything());
      expect(await storage.getAlarm()).toBe(START + ALARM_RETRY_MS);
      expect(deadlines.at("early")).toBe(START);
    }));
});
