import { describe, expect, it } from "vitest";
import type { EdgeEntry } from "./edge-entry.ts";
import { EdgeMemory } from "./edge-memory.ts";

const NOW = 1_800_000_000_000;
const MEGABYTE = 1024 * 1024;

function entry({ bytes = 10, freshMs = 60_000 } = {}): EdgeEntry {
  return {
    body: new Uint8Array(bytes),
    headers: new Headers(),
    etag: '"one"',
    tags: [],
    startedAt: NOW,
    freshUntil: NOW + freshMs,
    shownUntil: NOW + 2 * freshMs,
  };
}

describe("recall()", () => {
  it("shows a fresh answer for ten seconds and an old one for one", () => {
    const memory = new EdgeMemory();
    memory.keep("/fresh", entry(), NOW);
    memory.keep("/old", entry({ freshMs: 0 }), NOW);
    expect(memory.recall("/fresh", NOW + 9_999)).toBeDefined();
    expect(memory.recall("/fresh", NOW + 10_000)).toBeUndefined();
    expect(memory.recall("/old", NOW + 999)).toBeDefined();
    expect(memory.recall("/old", NOW + 1_000)).toBeUndefined();
  });

  it("knows nothing of what was forgotten, wherever it stood", () => {
    const memory = new EdgeMemory();
    memory.keep("/once", entry(), NOW);
    memory.keep("/twice", entry(), NOW);
    memory.recall("/twice", NOW);
    for (const key of ["/once", "/twice"]) {
      memory.forget(key);
      expect(memory.peek(key)).toBeUndefined();
    }
  });
});

describe("keep()", () => {
  it("does not drive out what was asked for again by what is asked for once", () => {
    const memory = new EdgeMemory();
    memory.keep("/hot", entry(), NOW);
    memory.recall("/hot", NOW);
    for (let page = 0; page < 5_000; page += 1) memory.keep(`/crawled/${page}`, entry(), NOW);
    expect(memory.peek("/hot")).toBeDefined();
    expect(memory.peek("/crawled/4999")).toBeDefined();
    expect(memory.peek("/crawled/0")).toBeUndefined();
  });

  it("leaves an answer where it stood when it is made anew", () => {
    const memory = new EdgeMemory();
    memory.keep("/hot", entry(), NOW);
    memory.recall("/hot", NOW);
    memory.keep("/hot", entry(), NOW + 60_000);
    for (let page = 0; page < 5_000; page += 1) memory.keep(`/crawled/${page}`, entry(), NOW);
    expect(memory.recall("/hot", NOW + 60_001)).toBeDefined();
  });

  it("never holds more than 20 MiB", () => {
    const memory = new EdgeMemory();
    const keys = Array.from({ length: 40 }, (_, index) => `/${index}`);
    for (const key of keys) {
      memory.keep(key, entry({ bytes: MEGABYTE }), NOW);
      memory.recall(key, NOW);
    }
    memory.keep("/new", entry({ bytes: MEGABYTE }), NOW);
    const held = [...keys, "/new"].filter((key) => memory.peek(key) !== undefined);
    expect(held).toHaveLength(17);
    expect(held.at(-1)).toBe("/new");
  });
});
