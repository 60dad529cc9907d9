/** StockObject in workerd: concurrency, storage, alarms and idempotency. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HARBOUR, HOLD_MS, holding, MILL, START } from "../domain/inventory-builders.ts";
import { HOLD_KEEP_MS } from "../domain/inventory-hold.ts";
import { findLedgerBreak, foldLedger, type LedgerEntry } from "../domain/inventory-ledger.ts";
import { ALARM_RETRY_MS } from "../runtime/alarms.ts";
import { COMMAND_KEEP_MS } from "../runtime/commands.ts";
import { log } from "../runtime/log.ts";
import {
  alarmOf,
  countRows,
  deadlinesOf,
  execIn,
  type StockStub,
  silenceNews,
  stocked,
  wait,
} from "./stock-builders.ts";
import type { StockObject } from "./stock-object.ts";
import { PUBLISH_DELAY_MS } from "./stock-publisher.ts";

const HOUR_MS = 60 * 60 * 1000;

beforeEach(() => {
  vi.setSystemTime(START);
  silenceNews();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function expectLedgerToAgree(stock: StockStub): Promise<void> {
  const entries: LedgerEntry[] = [];
  for (let page = await stock.ledger(); page.length > 0; ) {
    entries.push(...page);
    page = await stock.ledger({ after: entries.length });
  }
  const level = await stock.level();
  expect(findLedgerBreak(entries)).toBeNull();
  expect(foldLedger(entries)).toEqual(level.locations);
  expect(entries.length).toBe(level.version);
}

describe("StockObject hold()", () => {
  it("gives ten units to exactly ten of a hundred who ask at once", async () => {
    const stock = await stocked(10);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, serial) => stock.hold(holding(serial))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    expect(answers.find(({ ok }) => !ok)).toEqual({
      ok: false,
      problem: { reason: "sold_out", available: 0 },
    });
    expect(await stock.level()).toMatchObject({ onHand: 10, held: 10, available: 0 });
    await expectLedgerToAgree(stock);
  });

  it("answers the same to the same question asked at once and again after a restart", async () => {
    const stock = await stocked(3);
    const answers = await Promise.all(Array.from({ length: 5 }, () => stock.hold(holding(1))));
    await evictDurableObject(stock);
    answers.push(await stock.hold(holding(1)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await stock.level()).toMatchObject({ held: 1, available: 2, version: 2 });
  });

  it("counts two holds of one order", async () => {
    const stock = await stocked(3);
    await stock.hold(holding(1, { quantity: 2 }));
    const second = { ...holding(1, { quantity: 2 }), holdId: holding(2).holdId };
    expect(await stock.hold(second)).toMatchObject({ problem: { reason: "sold_out" } });
    expect((await stock.hold({ ...second, quantity: 1 })).ok).toBe(true);
  });

  it("is never sold out by holds that lapsed, however many, though no alarm came", async () => {
    const stock = await stocked(250);
    await Promise.all(Array.from({ length: 250 }, (_, serial) => stock.hold(holding(serial))));
    wait(HOLD_MS - 1);
    const late = holding(900, { quantity: 250, expiresAt: START + 2 * HOLD_MS });
    expect((await stock.hold(late)).ok).toBe(false);
    wait(1);
    expect((await stock.hold(late)).ok).toBe(true);
    expect(await stock.level()).toMatchObject({ held: 250, available: 0 });
    await expectLedgerToAgree(stock);
  });
});

describe("StockObject alarm()", () => {
  it("lets lapsed holds go and plans for the next ones", async () => {
    const stock = await stocked(5);
    await stock.hold(holding(1));
    await stock.hold(holding(2, { expiresAt: START + HOLD_MS + 2_500 }));
    await stock.release(holding(3));
    wait(PUBLISH_DELAY_MS);
    expect(await runDurableObjectAlarm(stock)).toBe(true);
    expect(await alarmOf(stock)).toBe(HOLD_MS);
    wait(HOLD_MS - PUBLISH_DELAY_MS);
    expect(await runDurableObjectAlarm(stock)).toBe(true);
    expect(await deadlinesOf(stock)).toMatchObject({
      expire: HOLD_MS + 3_000,
      publish: HOLD_MS + PUBLISH_DELAY_MS,
    });
    await evictDurableObject(stock);
    wait(3_000);
    expect(await runDurableObjectAlarm(stock)).toBe(true);
    expect(await deadlinesOf(stock)).not.toHaveProperty("expire");
    expect(await stock.level()).toMatchObject({ held: 0, available: 5 });
    await expectLedgerToAgree(stock);
  });

  it("forgets holds that are long over and then sleeps", async () => {
    const stock = await stocked(5);
    for (let serial = 0; serial < 120; serial += 1) await stock.release(holding(serial));
    await stock.commit(holding(200));
    wait(PUBLISH_DELAY_MS);
    await runDurableObjectAlarm(stock);
    expect(await countRows(stock, "holds")).toBe(121);
    wait(HOLD_KEEP_MS + HOUR_MS);
    await runDurableObjectAlarm(stock);
    expect(await countRows(stock, "holds")).toBe(1);
    expect(await deadlinesOf(stock)).toEqual({});
    expect(await alarmOf(stock)).toBeNull();
  });

  it("is armed again before it works and survives its own failure", async () => {
    const stock = await stocked(1);
    await stock.hold(holding(1));
    wait(HOLD_MS);
    await execIn(stock, "ALTER TABLE ledger RENAME TO ledger_gone");
    const error = vi.spyOn(log, "error").mockReturnValue();
    expect(await runDurableObjectAlarm(stock)).toBe(true);
    expect(error).toHaveBeenCalledTimes(1);
    expect(await alarmOf(stock)).toBe(HOLD_MS + ALARM_RETRY_MS);
    await execIn(stock, "ALTER TABLE ledger_gone RENAME TO ledger");
    wait(ALARM_RETRY_MS);
    await runDurableObjectAlarm(stock);
    expect(await stock.level()).toMatchObject({ held: 0, available: 1 });
  });
});

describe("StockObject commands with a key", () => {
  it("act once and answer the same", async () => {
    const stock = await stocked(5);
    const again = await stock.receive({ key: "first", location: HARBOUR, quantity: 5 });
    expect(again).toMatchObject({ ok: true, value: { onHand: 5, version: 1 } });
    const move = { key: "move", from: HARBOUR, to: MILL, quantity: 9 };
    const refused = await stock.transfer(move);
    await stock.receive({ key: "second", location: HARBOUR, quantity: 5 });
    await evictDurableObject(stock);
    expect(await stock.transfer(move)).toEqual(refused);
    expect(await stock.level()).toMatchObject({ onHand: 10 });
  });

  it("are refused where the key belongs to another command", async () => {
    const stock = await stocked(5);
    const mismatch = { ok: false, problem: { reason: "idempotency_mismatch" } };
    expect(await stock.receive({ key: "first", location: HARBOUR, quantity: 6 })).toEqual(mismatch);
    expect(await stock.adjust({ key: "first", location: HARBOUR, delta: 5 })).toEqual(mismatch);
    expect(await stock.level()).toMatchObject({ onHand: 5, version: 1 });
  });

  it("restock once, however often they come", async () => {
    const stock = await stocked(5);
    await stock.commit(holding(1, { quantity: 3 }));
    const back = { key: "back", holdId: holding(1).holdId, quantity: 2 };
    const answers = await Promise.all([stock.restock(back), stock.restock(back)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await stock.level()).toMatchObject({ allocated: 1, available: 4 });
  });

  it("are forgotten after a while, in passing", async () => {
    const stock = await stocked(1);
    await stock.receive({ key: "second", location: HARBOUR, quantity: 1 });
    wait(COMMAND_KEEP_MS);
    await stock.receive({ key: "third", location: HARBOUR, quantity: 1 });
    expect(await countRows(stock, "commands")).toBe(1);
  });
});

describe("StockObject storage", () => {
  it("keeps everything over a restart", async () => {
    const stock = await stocked(5);
    await stock.receive({ key: "mill", location: MILL, quantity: 1, reason: "found" });
    await stock.hold(holding(1, { quantity: 6 }));
    await stock.commit(holding(2));
    const before = await stock.why();
    await evictDurableObject(stock);
    expect(await stock.why()).toEqual(before);
    expect(before.level.itemId).toMatch(/^itm_/);
    expect(before.holds).toMatchObject([{ quantity: 6, parts: [{}, {}] }]);
    expect(before.allocations).toEqual([]);
    expect(before.lastMovements).toMatchObject([
      { kind: "hold", location: MILL },
      { kind: "hold", location: HARBOUR },
      { kind: "receive", reason: "found" },
      { kind: "receive" },
    ]);
  });

  it("refuses rows that must never be", async () => {
    const stock = await stocked(5);
    await stock.hold(holding(1));
    const forbidden = [
      "UPDATE levels SET on_hand = -1",
      "UPDATE levels SET held = 6",
      "UPDATE levels SET held = 3, allocated = 3",
      "UPDATE levels SET allocated = -1",
      "UPDATE holds SET status = 'gone'",
      "UPDATE holds SET parts = NULL",
      "UPDATE holds SET restocked = 2",
      "UPDATE ledger SET quantity = 9",
      "DELETE FROM ledger",
    ];
    await runInDurableObject(stock, (_, { storage }) => {
      for (const sql of forbidden) {
        expect(() => storage.sql.exec(sql), sql).toThrow(/constraint|ledger keeps/i);
      }
    });
    await expectLedgerToAgree(stock);
  });

  it("takes a command back whole when it fails halfway", async () => {
    const stock = await stocked(5);
    await execIn(stock, "ALTER TABLE ledger RENAME TO ledger_gone");
    const failing = runInDurableObject(stock, (object: StockObject) => {
      expect(() => object.hold(holding(1))).toThrow("no such table");
    });
    await failing;
    await execIn(stock, "ALTER TABLE ledger_gone RENAME TO ledger");
    expect(await stock.level()).toMatchObject({ held: 0, version: 1 });
    expect((await stock.hold(holding(1))).ok).toBe(true);
    await expectLedgerToAgree(stock);
  });
});

describe("StockObject ledger()", () => {
  it("is read by pages", async () => {
    const stock = await stocked(5);
    for (let serial = 1; serial <= 4; serial += 1) await stock.hold(holding(serial));
    const first = await stock.ledger({ limit: 2 });
    expect(first.map(({ seq }) => seq)).toEqual([1, 2]);
    const rest = await stock.ledger({ after: 2 });
    expect(rest.map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(foldLedger(rest, foldLedger(first))).toEqual((await stock.level()).locations);
  });
});
