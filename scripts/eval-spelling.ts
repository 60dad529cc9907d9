/**
 * `npm run eval:spelling`: misspelled words, asked for one by one through the search of a shop that has these words; and
 * searches that are right, which have to stay as they are. `--catalog FILE --queries FILE --results OUT` for others: a
 * vocabulary (word,count) and pairs (typo,correct), or a catalog and searches (query).
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { liveSlot } from "../db/search-index.ts";
import { catalogOf, type FileProduct, readCatalogFile } from "./eval-catalog.ts";
import { dataFile, readRows, skipUnless } from "./eval-input.ts";
import { again, type EvalShop, startEvalShop } from "./eval-shop.ts";
import { type Figure, publish, type Target } from "./report.ts";
import { progress } from "./terminal.ts";

/** What one run asks: the words or the products of `catalog`, the rows of `queries`. */
interface Task {
  readonly name: string;
  readonly title: string;
  readonly catalog: string;
  readonly queries: readonly string[];
  readonly target: Target;
}

/** Words right that come first; measured before: .929 and .865. Searches altered at most. */
const ICECAT_MIN = 0.92;
const HOMEDEPOT_MIN = 0.86;
const ALTERED_MAX = 0.015;
const WORDS_PER_STATEMENT = 2_000;
const PARALLEL = 4;

const TASKS: readonly Task[] = [
  {
    name: "icecat",
    title: "Words of an electronics shop corrected",
    catalog: dataFile("spelling-vocab-icecat.csv.gz"),
    queries: [dataFile("spelling-icecat.csv")],
    target: { atLeast: ICECAT_MIN },
  },
  {
    name: "homedepot",
    title: "Words of a hardware shop corrected",
    catalog: dataFile("spelling-vocab-homedepot.csv.gz"),
    queries: [dataFile("spelling-homedepot.csv")],
    target: { atLeast: HOMEDEPOT_MIN },
  },
  {
    name: "clean",
    title: "Right searches altered",
    catalog: dataFile("icecat-catalog.jsonl.gz"),
    queries: ["human", "ext", "synth"].map((kind) => dataFile(`icecat-${kind}-queries.csv`)),
    target: { atMost: ALTERED_MAX },
  },
  {
    name: "typos",
    title: "Misspelled searches made right",
    catalog: dataFile("icecat-catalog.jsonl.gz"),
    queries: [dataFile("icecat-typo-queries.csv")],
    target: { atLeast: ICECAT_MIN },
  },
];

/** A text to be asked for, and what it should become; the text itself where it is right. */
interface Question {
  readonly typed: string;
  readonly right: string;
}

const { values: options } = parseArgs({
  options: {
    catalog: { type: "string" },
    queries: { type: "string" },
    results: { type: "string" },
  },
});
const tasks = chosenTasks();
skipUnless(tasks.flatMap(({ catalog, queries }) => [catalog, ...queries]));
const figures: Figure[] = [];
const lines: string[] = [];
for (const [catalog, group] of Map.groupBy(tasks, (task) => task.catalog)) {
  const shop = await shopWith(catalog);
  for (const task of group) figures.push(await run(shop, task));
  await shop.dispose();
}
if (options.results !== undefined) writeFileSync(options.results, `${lines.join("\n")}\n`);
process.exit(
  publish({
    name: "eval-spelling",
    at: new Date().toISOString(),
    setting: Object.fromEntries(tasks.map(({ name, catalog }) => [name, path.basename(catalog)])),
    figures,
  }),
);

function chosenTasks(): readonly Task[] {
  const { catalog, queries } = options;
  if (catalog === undefined && queries === undefined) return TASKS;
  if (catalog === undefined || queries === undefined) {
    console.error("Name both --catalog FILE and --queries FILE");
    process.exit(2);
  }
  const isClean = questionsOf(queries).every(({ typed, right }) => typed === right);
  const title = isClean ? "Right searches altered" : "Misspelled texts made right";
  const target: Target = isClean ? { atMost: ALTERED_MAX } : { atLeast: HOMEDEPOT_MIN };
  return [{ name: "given", title, catalog, queries: [queries], target }];
}

async function run(shop: EvalShop, { name, title, queries, target }: Task): Promise<Figure> {
  const questions = queries.flatMap(questionsOf);
  const waiting = [...questions];
  const show = progress(`Asking ${questions.length} (${name})`);
  let good = 0;
  let done = 0;
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { typed, right } = next;
      const said = await corrected(shop, typed);
      if ("atMost" in target ? said !== null && said !== typed : said === right) good += 1;
      lines.push(
        JSON.stringify(
          typed === right
            ? { query: typed, corrected: said ?? typed }
            : { typo: typed, suggestions: said === null ? [] : [said] },
        ),
      );
      done += 1;
      show(done, questions.length);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  const unit = `of ${questions.length}`;
  return { key: `spelling.${name}`, title, value: good / questions.length, unit, target };
}

/** What the shop's own answer says was searched for instead. */
async function corrected(shop: EvalShop, q: string): Promise<string | null> {
  const answer = await shop.read("/api/search", { q });
  const { query } = answer as { query: { corrected: { text: string } | null } };
  return query.corrected?.text.toLowerCase() ?? null;
}

/** Pairs (typo,correct), misspelled searches (query,clean_query), or right ones (query). */
function questionsOf(file: string): Question[] {
  return readRows(file).flatMap((row) => {
    const typed = row.typo ?? row.query;
    if (typed === undefined || typed === "") return [];
    return [{ typed, right: row.correct ?? row.clean_query ?? typed }];
  });
}

/**
 * A shop with the products of a catalog; or one that sells a thing for each word of a vocabulary, and
 * then believes that as many of them say the word as the vocabulary counts.
 */
async function shopWith(catalog: string): Promise<EvalShop> {
  if (!/\.csv(?:\.gz)?$/.test(catalog)) {
    return startEvalShop({ catalog: catalogOf(readCatalogFile(catalog)) });
  }
  const words = readRows(catalog).map(({ word = "", count }) => ({ word, count: Number(count) }));
  const things = words.map(
    ({ word }, at): FileProduct => ({ id: String(at), title: word, price_cents: 100 }),
  );
  const shop = await startEvalShop({ catalog: catalogOf(things) });
  const db = shop.core.SEARCH;
  const slot = await again(() => liveSlot(db));
  for (let at = 0; at < words.length; at += WORDS_PER_STATEMENT) {
    const counted = db
      .prepare(
        `UPDATE words_${slot} AS words SET count = counted.value ->> 'count'
        FROM json_each(?) counted
        WHERE words.locale = 'en' AND words.word = counted.value ->> 'word'`,
      )
      .bind(JSON.stringify(words.slice(at, at + WORDS_PER_STATEMENT)));
    await again(() => counted.run());
  }
  return shop;
}
