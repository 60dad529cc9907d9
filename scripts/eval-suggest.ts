/**
 * `npm run eval:suggest`: suggestions for every beginning of the searches that shoppers were typing, first of a new
 * shop, then of one that remembers what was searched for. `--catalog FILE --queries FILE --results OUT` for others.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Currency } from "../domain/money.ts";
import { catalogOf, readCatalogFile } from "./eval-catalog.ts";
import { dataFile, readRows, skipUnless } from "./eval-input.ts";
import { again, type EvalShop, startEvalShop } from "./eval-shop.ts";
import { type Figure, publish } from "./report.ts";
import { progress } from "./terminal.ts";

/** Measured before on the same data; what a new shop and an old one have to reach. */
const COLD_MIN = 0.45;
const WARM_MIN = 0.7;
/** Suggestions that count, and the fewest characters that are completed. */
const SHOWN = 5;
const TYPED_MIN = 2;
const LOGS = ["icecat-human-queries.csv", "icecat-ext-queries.csv", "icecat-synth-queries.csv"];
const TYPOS = "icecat-typo-queries.csv";
/** Each round reads in another currency: the answers of the round before are still in caches. */
const ROUNDS: Readonly<Record<Round, Currency>> = { cold: "EUR", others: "USD", warm: "JPY" };
const LOG_WAIT_MS = 60_000;
const POLL_MS = 250;
const PARALLEL = 4;

type Round = "cold" | "others" | "warm";

const ROUND_TITLES = {
  cold: "nobody has searched yet",
  others: "others have searched for other things",
  warm: "others have searched for the same",
} as const;

/** A search that somebody was typing. */
interface Target {
  readonly id: string;
  readonly query: string;
  readonly weight: number;
}

/** The lists shown after so many characters, by that number. */
type Lists = Readonly<Record<number, readonly string[]>>;

const { values: options } = parseArgs({
  options: {
    catalog: { type: "string", default: dataFile("icecat-catalog.jsonl.gz") },
    queries: { type: "string", default: dataFile("suggest-targets.csv") },
    log: { type: "string", multiple: true },
    results: { type: "string" },
  },
});
const log = options.log ?? [...LOGS, TYPOS].map(dataFile);
skipUnless([options.catalog, options.queries, ...log]);
process.exit(await evaluate());

async function evaluate(): Promise<0 | 1> {
  const targets = readRows(options.queries).map(({ query_id = "", query = "", weight }) => ({
    id: query_id,
    query,
    weight: Number(weight ?? 1),
  }));
  const shop = await startEvalShop({ catalog: catalogOf(readCatalogFile(options.catalog)) });
  const searches = searchesOf(log, targets);
  const own = new Set(targets.map(({ query }) => query));
  const cold = await complete(shop, targets, "cold");
  await play(
    shop,
    searches.filter((query) => !own.has(query)),
  );
  const others = await complete(shop, targets, "others");
  await play(
    shop,
    searches.filter((query) => own.has(query)),
  );
  const warm = await complete(shop, targets, "warm");
  await shop.dispose();
  writeResults(targets, { cold, others, warm });
  return publish({
    name: "eval-suggest",
    at: new Date().toISOString(),
    setting: {
      catalog: path.basename(options.catalog),
      queries: path.basename(options.queries),
      targets: targets.length,
      searches: searches.length,
    },
    figures: [
      ...figuresOf("cold", score(targets, cold), COLD_MIN),
      ...figuresOf("others", score(targets, others)),
      ...figuresOf("warm", score(targets, warm), WARM_MIN),
    ],
  });
}

/**
 * What shoppers searched for, each as often as the file of targets weighs it (twice where it is not
 * in there), and every misspelled search once: nobody repeats those.
 */
function searchesOf(files: readonly string[], targets: readonly Target[]): string[] {
  const weights = new Map(targets.map(({ query, weight }) => [query, weight]));
  const times = new Map<string, number>();
  for (const file of files) {
    for (const { query = "", clean_query } of readRows(file)) {
      times.set(query, clean_query === undefined ? Math.max(2, weights.get(query) ?? 2) : 1);
    }
  }
  return [...times].flatMap(([query, count]) => Array.from({ length: count }, () => query));
}

/** Searches as shoppers do, and waits until all of it was counted. */
async function play(shop: EvalShop, searches: readonly string[]): Promise<void> {
  const currencies = Object.values(ROUNDS);
  const seen = new Map<string, number>();
  const show = progress("searching");
  let done = 0;
  await inParallel(searches, async (query) => {
    const times = seen.get(query) ?? 0;
    seen.set(query, times + 1);
    // Each repetition in another currency: a cached answer is no search that the shop hears of.
    const currency = currencies[times % currencies.length] ?? "EUR";
    await shop.read("/api/search", { q: query, currency });
    done += 1;
    show(done, searches.length);
  });
  await counted(shop);
}

/** The queue is behind by a batch or two: waits until the counts stand still. */
async function counted({ core }: EvalShop): Promise<void> {
  const sum = core.SEARCH.prepare("SELECT coalesce(sum(times), 0) AS times FROM searches");
  const deadline = Date.now() + LOG_WAIT_MS;
  let last = -1;
  let still = 0;
  while (still < 8 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const times = (await again(() => sum.first<number>("times"))) ?? 0;
    still = times === last && times > 0 ? still + 1 : 0;
    last = times;
  }
}

async function complete(
  shop: EvalShop,
  targets: readonly Target[],
  round: Round,
): Promise<Map<string, Lists>> {
  const lists = new Map<string, Lists>();
  const show = progress(`completing, ${round}`);
  await inParallel(targets, async ({ id, query }) => {
    const shown: Record<number, readonly string[]> = {};
    for (let typed = TYPED_MIN; typed <= query.length; typed += 1) {
      const q = query.slice(0, typed);
      const answer = await shop.read("/api/search/suggest", { q, currency: ROUNDS[round] });
      const { suggestions } = answer as { suggestions: readonly { text: string }[] };
      shown[typed] = suggestions.slice(0, SHOWN).map(({ text }) => text);
    }
    lists.set(id, shown);
    show(lists.size, targets.length);
  });
  return lists;
}

async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

interface Score {
  readonly afterHalf: number;
  readonly afterThree: number;
  readonly keystrokes: number;
  readonly reciprocal: number;
}

/** The measures of `eval-suggest.mjs`, weighted by how often the target is searched for. */
function score(targets: readonly Target[], lists: ReadonlyMap<string, Lists>): Score {
  const sum = { weight: 0, afterHalf: 0, afterThree: 0, keystrokes: 0, reciprocal: 0 };
  for (const { id, query, weight } of targets) {
    const half = Math.max(TYPED_MIN, Math.ceil(query.length / 2));
    let first = 0;
    let reciprocal = 0;
    for (let typed = TYPED_MIN; typed <= query.length; typed += 1) {
      const rank = (lists.get(id)?.[typed] ?? []).findIndex((text) => same(text) === same(query));
      if (rank < 0) continue;
      reciprocal += 1 / (rank + 1);
      first ||= typed;
      if (typed === 3) sum.afterThree += weight;
      if (typed === half) sum.afterHalf += weight;
    }
    const places = query.length - TYPED_MIN + 1;
    sum.weight += weight;
    sum.reciprocal += places > 0 ? (weight * reciprocal) / places : 0;
    if (first > 0) sum.keystrokes += weight * Math.max(0, 1 - (first + 1) / query.length);
  }
  const { weight, ...sums } = sum;
  return {
    afterHalf: sums.afterHalf / weight,
    afterThree: sums.afterThree / weight,
    keystrokes: sums.keystrokes / weight,
    reciprocal: sums.reciprocal / weight,
  };
}

/** Lower case, letters and digits, every word in the singular. */
function same(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9 ]+/g, " ")
    .trim()
    .split(/\s+/);
  return words
    .map((word) => (word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word))
    .join(" ");
}

function figuresOf(round: Round, made: Score, atLeast?: number): Figure[] {
  const title = ROUND_TITLES[round];
  const unit = "of searches";
  return [
    {
      key: `suggest.${round}.success_half`,
      title: `In the first five after half the search, ${title}`,
      value: made.afterHalf,
      unit,
      ...(atLeast === undefined ? {} : { target: { atLeast } }),
    },
    {
      key: `suggest.${round}.success_three`,
      title: "  after three characters",
      value: made.afterThree,
      unit,
    },
    {
      key: `suggest.${round}.keystrokes_saved`,
      title: "  keystrokes saved",
      value: made.keystrokes,
      unit: "",
    },
    {
      key: `suggest.${round}.reciprocal_rank`,
      title: "  mean reciprocal rank",
      value: made.reciprocal,
      unit: "",
    },
  ];
}

/** One line for each target, in the form of `eval-suggest.mjs`: `OUT`, `OUT.others` and `OUT.warm`. */
function writeResults(
  targets: readonly Target[],
  rounds: Readonly<Record<Round, ReadonlyMap<string, Lists>>>,
): void {
  const { results } = options;
  if (results === undefined) return;
  for (const round of ["cold", "others", "warm"] as const) {
    const lines = targets.map(({ id }) =>
      JSON.stringify({ query_id: id, lists: rounds[round].get(id) ?? {} }),
    );
    writeFileSync(round === "cold" ? results : `${results}.${round}`, `${lines.join("\n")}\n`);
  }
}
