import { describe, expect, it } from "vitest";
import { ShortMemory } from "./short-memory.ts";

function counting() {
  let count = 0;
  return async () => {
    count += 1;
    return count;
  };
}

describe("ShortMemory.recall()", () => {
  it("reads once while the answer is fresh and again when it is old", async () => {
    const memory = new ShortMemory<number>({ keepMs: 10, entriesMax: 2 });
    const read = counting();
    expect(await memory.recall("a", 0, read)).toBe(1);
    expect(await memory.recall("a", 9, read)).toBe(1);
    expect(await memory.recall("a", 10, read)).toBe(2);
  });

  it("forgets the oldest where there are too many", async () => {
    const memory = new ShortMemory<number>({ keepMs: 10, entriesMax: 2 });
    const read = counting();
    for (const key of ["a", "b", "c"]) await memory.recall(key, 0, read);
    expect(await memory.recall("c", 1, read)).toBe(3);
    expect(await memory.recall("a", 1, read)).toBe(4);
  });

  it("keeps neither failures nor what is not worth keeping", async () => {
    const memory = new ShortMemory<number>({
      keepMs: 10,
      entriesMax: 2,
      isWorthKeeping: (value) => value > 1,
    });
    const read = counting();
    await expect(memory.recall("a", 0, () => Promise.reject(new Error("down")))).rejects.toThrow();
    expect(await memory.recall("a", 0, read)).toBe(1);
    expect(await memory.recall("a", 0, read)).toBe(2);
    expect(await memory.recall("a", 0, read)).toBe(2);
  });
});
