/** StockObject against the plain memory of its rules: the shell adds storage and nothing else. */
import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StockCommand } from "../domain/inventory.ts";
import { stockMoves } from "../domain/inventory-arbitraries.ts";
import { answerAgain, itemIdOf, StockMemory } from "../domain/inventory-builders.ts";
import { type StockStub, silenceNews } from "./stock-builders.ts";
import { stockStub } from "./stubs.ts";

const RUNS = 40;

/** Asks the object what the memory is asked. */
function ask(stock: StockStub, command: StockCommand, key: string) {
  switch (command.type) {
    case "receive":
      return stock.receive({ key, ...command });
    case "adjust":
      return stock.adjust({ key, ...command });
    case "transfer":
      return stock.transfer({ key, ...command });
    case "restock":
      return stock.restock({ key, ...command });
    case "hold":
      return stock.hold(command);
    case "release":
      return stock.release(command);
    case "commit":
      return stock.commit(command);
    case "expire":
      return stock.level();
  }
}

beforeEach(() => {
  silenceNews();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("StockObject in any order", () => {
  it("answers and counts as its rules do, over restarts and alarms", async () => {
    let items = 1_000;
    const interruption = fc.constantFrom("none", "none", "none", "restart", "alarm");
    const moves = stockMoves.chain((sequence) =>
      fc.tuple(fc.constant(sequence), fc.array(interruption, { minLength: 50, maxLength: 50 })),
    );
    await fc.assert(
      fc.asyncProperty(moves, async ([sequence, interruptions]) => {
        items += 1;
        const memory = new StockMemory(itemIdOf(items));
        const stock = stockStub(env, itemIdOf(items));
        await stock.level();
        for (const [index, { command, waitMs, repeats }] of sequence.entries()) {
          memory.now += waitMs;
          vi.setSystemTime(memory.now);
          if (interruptions[index] === "restart") await evictDurableObject(stock);
          if (interruptions[index] === "alarm") {
            await runDurableObjectAlarm(stock);
            memory.run({ type: "expire" });
          }
          const answer = memory.run(command);
          for (let time = 0; time <= repeats; time += 1) {
            const given = await ask(stock, command, `${index}`);
            const expected = time === 0 ? answer : answerAgain(command, answer);
            expect("ok" in given ? given : { ok: true, value: given }).toEqual(expected);
          }
        }
        expect(await stock.ledger()).toEqual(memory.ledger);
      }),
      { numRuns: RUNS },
    );
  });
});
