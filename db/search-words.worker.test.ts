import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { toId } from "../domain/id.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { cutsOf } from "../domain/search-spelling.ts";
import {
  clearWordStatements,
  correctedQuery,
  unwordStatements,
  wordStatements,
} from "./search-words.ts";

const db = env.SEARCH;
const SLOT = "a";
const KEYBOARD = toId("product", `prd_${"0".repeat(25)}1`);
const CABLE = toId("product", `prd_${"0".repeat(25)}2`);

function product(given: Partial<SearchDocument> = {}): SearchDocument {
  return {
    productId: KEYBOARD,
    locale: "en",
    version: 1,
    handle: "keyboard",
    title: "Wireless keyboard",
    subtitle: "",
    description: "",
    brand: { handle: "cherry", title: "Cherry" },
    productType: null,
    categories: [[{ handle: "keyboards", title: "Keyboards" }]],
    collections: [],
    tags: [],
    codes: [],
    options: [],
    attributes: [],
    prices: [],
    isInStock: true,
    rating: null,
    ratingCount: 0,
    rank: 0,
    createdAt: 0,
    ...given,
  };
}

async function write(...documents: SearchDocument[]): Promise<void> {
  await db.batch(wordStatements(db, SLOT, documents));
}

async function counts(table: "words" | "completions"): Promise<Record<string, number>> {
  const [key, count] = table === "words" ? ["word", "count"] : ["phrase", "weight"];
  const { results } = await db
    .prepare(`SELECT ${key} AS key, ${count} AS count FROM ${table}_${SLOT} WHERE ${count} > 0`)
    .all<{ key: string; count: number }>();
  return Object.fromEntries(results.map(({ key: name, count: value }) => [name, value]));
}

beforeEach(async () => {
  await db.batch(clearWordStatements(db, SLOT));
});

describe("wordStatements()", () => {
  it("counts a product once, however often it is written", async () => {
    await write(product());
    const once = [await counts("words"), await counts("completions")];
    await write(product(), product({ productId: CABLE }));
    await db.batch(unwordStatements(db, SLOT, [CABLE]));
    expect([await counts("words"), await counts("completions")]).toEqual(once);
    expect(once[0]).toMatchObject({ wireless: 1, keyboard: 1, keyboards: 1, cherry: 1 });
  });

  it("takes back what a newer version does not say, and ignores an older one", async () => {
    await write(product(), product({ productId: CABLE, title: "Wireless cable" }));
    await write(product({ version: 3, title: "Wired keyboard" }));
    await write(product({ version: 2, title: "Broken keyboard" }));
    const words = await counts("words");
    expect(words).toMatchObject({ wireless: 1, wired: 1, keyboard: 1 });
    expect(words).not.toHaveProperty("broken");
    expect(await counts("completions")).not.toHaveProperty("broken keyboard");
  });

  it("leaves nothing of products that are gone", async () => {
    await write(product(), product({ locale: "de", title: "Tastatur, schnurlos" }));
    await db.batch(unwordStatements(db, SLOT, [KEYBOARD]));
    expect(await counts("words")).toEqual({});
    expect(await counts("completions")).toEqual({});
  });

  it("takes back what an earlier version counted, which wrote every entry whole", async () => {
    await write(product());
    const sums = [await counts("words"), await counts("completions")];
    await db.batch([
      db.prepare(
        `UPDATE product_words_${SLOT} SET words = (SELECT json_group_array(
          json_array(value ->> 0, coalesce(value ->> 1, value ->> 0))) FROM json_each(words))`,
      ),
      db.prepare(
        `UPDATE product_phrases_${SLOT} SET phrases = (SELECT json_group_array(json_array(
          value ->> 0, coalesce(nullif(value ->> 1, ''), value ->> 0), value ->> 2,
          coalesce(value ->> 3, 'query'), coalesce(value ->> 4, ''))) FROM json_each(phrases))`,
      ),
    ]);
    await write(product({ version: 2 }));
    expect([await counts("words"), await counts("completions")]).toEqual(sums);
    await db.batch(unwordStatements(db, SLOT, [KEYBOARD]));
    expect([await counts("words"), await counts("completions")]).toEqual([{}, {}]);
  });

  it.each(["mat", "lamp", "chair", "socket", "keyboard", "inkjet", "aabbaa", "refrigerator"])(
    "cuts %s as cutsOf() does",
    async (word) => {
      await write(product({ title: word, brand: null, categories: [] }));
      const { results } = await db
        .prepare(`SELECT cut FROM word_cuts_${SLOT} WHERE word = ? ORDER BY cut`)
        .bind(word)
        .all<{ cut: string }>();
      expect(results.map(({ cut }) => cut)).toEqual(cutsOf(word).toSorted());
    },
  );
});

describe("correctedQuery()", () => {
  const correct = (text: string, isKnown?: (word: string) => boolean) =>
    correctedQuery(db, SLOT, { locale: "en", text, ...(isKnown ? { isKnown } : {}) });

  beforeEach(async () => {
    await write(
      product({ title: "Wireless keyboard", description: "For the café table" }),
      product({ productId: CABLE, title: "Patch cable for a greenhouse", categories: [] }),
    );
  });

  it("replaces only the words that nothing says", async () => {
    expect(await correct("wireles  Keybaord, black?")).toBe("wireless  keyboard, black?");
  });

  it("leaves known words, other numbers of them, short ones and codes alone", async () => {
    expect(await correct("cables wireless keyboards kb TN-2110 k380x")).toBeNull();
  });

  it("parts words that were run together, and joins those torn apart", async () => {
    expect(await correct("patchcable")).toBe("patch cable");
    expect(await correct("green house")).toBe("greenhouse");
  });

  it("spells as the catalog does", async () => {
    expect(await correct("caffe table")).toBe("café table");
  });

  it("believes whoever knows more words", async () => {
    expect(await correct("cabel", (word) => word === "cabel")).toBeNull();
    expect(await correct("cabel")).toBe("cable");
  });

  it("knows the words of one language at a time", async () => {
    expect(await correctedQuery(db, SLOT, { locale: "de", text: "keybaord" })).toBeNull();
  });
});
