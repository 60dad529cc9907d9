/**
 * `npm run eval:search`: judged queries, asked for one by one at the front door of a shop that sells the catalog they
 * were judged on. `--catalog FILE --queries FILE --qrels FILE --results OUT` for others in the same formats:
 * queries (query_id,query), qrels (query_id,product_id,grade), results {"query_id": "…", "product_ids": ["…"]}.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { catalogOf, readCatalogFile } from "./eval-catalog.ts";
import { productIdAt } from "./eval-catalog-rows.ts";
import { dataFile, readRows, skipUnless } from "./eval-input.ts";
import { type Judged, mean, ndcg } from "./eval-ndcg.ts";
import { type EvalShop, startEvalShop } from "./eval-shop.ts";
import { type Figure, publish } from "./report.ts";
import { progress } from "./terminal.ts";

/** Rank that counts, products of one answer, and the best that was measured before, by set of queries. */
const K = 10;
const RESULTS_MAX = 60;
const EXT = { target: 0.85, baseline: 0.907 };
const SYNTH = { target: 0.94, baseline: 0.958 };
/** Share of its clean score that a misspelled query keeps. */
const TYPO_SHARE_MIN = 0.98;
const PARALLEL = 2;

interface QuerySet {
  readonly name: string;
  readonly title: string;
  readonly queries: string;
  readonly qrels: string | undefined;
  readonly target?: number;
}

const SETS: readonly QuerySet[] = [
  {
    name: "ext",
    title: `NDCG@10, what shoppers asked (best known ${EXT.baseline})`,
    queries: dataFile("icecat-ext-queries.csv"),
    qrels: dataFile("icecat-ext-qrels.csv"),
    target: EXT.target,
  },
  {
    name: "synth",
    title: `NDCG@10, by attribute, code and length (best known ${SYNTH.baseline})`,
    queries: dataFile("icecat-synth-queries.csv"),
    qrels: dataFile("icecat-synth-qrels.csv"),
    target: SYNTH.target,
  },
  {
    name: "typo",
    title: "NDCG@10, one word misspelled",
    queries: dataFile("icecat-typo-queries.csv"),
    qrels: dataFile("icecat-typo-qrels.csv"),
  },
  {
    name: "human",
    title: "NDCG@10, judged by people over another engine's results (that one: .64)",
    queries: dataFile("icecat-human-queries.csv"),
    qrels: dataFile("icecat-human-qrels.csv"),
  },
];

/** A query's answer: its score, where it can be judged, and how it came about. */
interface Answered {
  readonly id: string;
  readonly baseId: string | undefined;
  readonly productIds: readonly string[];
  readonly score: number | null;
  readonly isAnswerable: boolean;
  readonly ms: number;
}

const { values: options } = parseArgs({
  options: {
    catalog: { type: "string", default: dataFile("icecat-catalog.jsonl.gz") },
    queries: { type: "string" },
    qrels: { type: "string" },
    results: { type: "string" },
  },
});
const sets = chosenSets();
skipUnless([
  options.catalog,
  ...sets.flatMap(({ queries, qrels }) => [queries, ...(qrels === undefined ? [] : [qrels])]),
]);
const products = readCatalogFile(options.catalog);
const fileIds = new Map<string, string>(products.map(({ id }, at) => [productIdAt(at), id]));
const shop = await startEvalShop({ catalog: catalogOf(products) });
const answers = new Map<string, readonly Answered[]>();
for (const set of sets) answers.set(set.name, await ask(set));
await shop.dispose();
const all = [...answers.values()].flat();
if (options.results !== undefined) {
  const unique = new Map(all.toReversed().map((answer) => [answer.id, answer]));
  const lines = [...unique.values()].map(({ id, productIds }) =>
    JSON.stringify({ query_id: id, product_ids: productIds }),
  );
  writeFileSync(options.results, `${lines.join("\n")}\n`);
}
process.exit(
  publish({
    name: "eval-search",
    at: new Date().toISOString(),
    setting: { catalog: path.basename(options.catalog), products: products.length },
    figures: [...sets.flatMap(scoreFigure), ...typoFigures(), ...emptyFigures(), ...timeFigures()],
  }),
);

function chosenSets(): readonly QuerySet[] {
  const { queries, qrels } = options;
  if (queries === undefined) return SETS;
  return [{ name: "given", title: "NDCG@10", queries, qrels }];
}

async function ask({ name, queries, qrels }: QuerySet): Promise<readonly Answered[]> {
  const judged = qrels === undefined ? new Map<string, Judged>() : readQrels(qrels);
  const rows = readRows(queries);
  const waiting = [...rows];
  const show = progress(`Asking ${rows.length} queries (${name})`);
  const answered: Answered[] = [];
  const worker = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const { query_id: id = "", query = "", base_query_id: baseId } = row;
      const startedAt = performance.now();
      const productIds = await find(shop, query);
      const ms = performance.now() - startedAt;
      const score = ndcg(productIds, judged.get(id) ?? new Map(), K);
      answered.push({ id, baseId, productIds, score, isAnswerable: score !== null, ms });
      show(answered.length, rows.length);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return answered;
}

async function find({ read }: EvalShop, q: string): Promise<string[]> {
  const answer = await read("/api/search", { q, limit: String(RESULTS_MAX) });
  const { products: found } = answer as { products: readonly { id: string }[] };
  return found.flatMap(({ id }) => fileIds.get(id) ?? []);
}

function readQrels(file: string): Map<string, Map<string, number>> {
  const judged = new Map<string, Map<string, number>>();
  for (const { query_id: query = "", product_id: product = "", grade } of readRows(file)) {
    const known = judged.get(query) ?? new Map<string, number>();
    judged.set(query, known.set(product, Number(grade)));
  }
  return judged;
}

function scoreFigure({ name, title, target }: QuerySet): Figure[] {
  const scores = (answers.get(name) ?? []).flatMap(({ score }) => score ?? []);
  if (scores.length === 0) return [];
  const figure = {
    key: `search.${name}.ndcg10`,
    title,
    value: mean(scores),
    unit: `of ${scores.length}`,
  };
  return [target === undefined ? figure : { ...figure, target: { atLeast: target } }];
}

/** Over the queries that were answered both ways. */
function typoFigures(): Figure[] {
  // People judged some of the same queries again, by another measure: the first judgment counts.
  const clean = new Map<string, number>();
  for (const { id, score } of all) {
    if (score !== null && !clean.has(id)) clean.set(id, score);
  }
  const pairs = (answers.get("typo") ?? []).flatMap(({ baseId, score }) => {
    const base = clean.get(baseId ?? "");
    return score === null || base === undefined ? [] : [{ score, base }];
  });
  if (pairs.length === 0) return [];
  const share = mean(pairs.map(({ score }) => score)) / mean(pairs.map(({ base }) => base));
  return [
    {
      key: "search.typo.share",
      title: "Share of its clean score that a misspelled query keeps",
      value: share,
      unit: `of ${pairs.length}`,
      target: { atLeast: TYPO_SHARE_MIN },
    },
  ];
}

function emptyFigures(): Figure[] {
  const empty = all.filter(({ productIds }) => productIds.length === 0);
  const judged = all.some(({ isAnswerable }) => isAnswerable);
  return [
    {
      key: "search.empty.answerable",
      title: "Answerable queries without a result",
      value: empty.filter(({ isAnswerable }) => isAnswerable || !judged).length,
      unit: `of ${all.length}`,
      target: { atMost: 0 },
    },
  ];
}

/** For information: two at a time, the whole way through the front door. */
function timeFigures(): Figure[] {
  const times = all.map(({ ms }) => ms).sort((left, right) => left - right);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return [
    { key: "search.p50Ms", title: "Time of an answer, median", value: at(0.5), unit: "ms" },
    { key: "search.p95Ms", title: "Time of an answer, 95 of 100", value: at(0.95), unit: "ms" },
  ];
}
