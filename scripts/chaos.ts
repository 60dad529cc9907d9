/** `npm run chaos`: the built shop under a crowd, a stumbling provider and SIGKILLs; then everything is checked. */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { buildDoor } from "../test/chaos/door.ts";
import type { Violation } from "../test/chaos/invariants.ts";
import { OPERATIONS } from "../test/chaos/record.ts";
import { type RushOutcome, rush } from "../test/chaos/rush.ts";
import { ShopProcess, type ShopRequest } from "../test/chaos/shop-process.ts";
import { type StormOutcome, storm } from "../test/chaos/storm.ts";
import { buildAssets } from "./assets.ts";
import { bundleWorkers } from "./bundles.ts";
import { readDeployables } from "./deployables.ts";
import { mintSecrets } from "./local-secrets.ts";
import { makeSeededState } from "./local-seed.ts";
import { type Figure, median, publish } from "./report.ts";
import { failWith, styled } from "./terminal.ts";

const FULL = { kills: 20, checkouts: 2_000, rushBuyers: 500 };
const SHORT = { kills: 4, checkouts: 120, rushBuyers: 80 };
/** Operations that each kill has to put to the test. */
const ACKNOWLEDGED_PER_KILL = 100;
const BUYERS = 24;
const WHOLE_EVERY = 3;
/** So short that orders nobody pays end within the run, in milliseconds. */
const HOLD_MS = 20_000;
/** So long that a rush is over before a hold lapses, in milliseconds. */
const RUSH_HOLD_MS = 900_000;
const RECOVERY_MS_MAX = 600_000;
const MEMORY_FOLDER = "/dev/shm";
const VIOLATIONS_SHOWN = 20;

const options = readOptions();
const folder = mkdtempSync(path.join(options.memory ? MEMORY_FOLDER : tmpdir(), "kiosk-chaos-"));
process.once("exit", () => options.keep || rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
say(`Seed ${options.seed}, state in ${folder}`);
process.exit(await chaos());

async function chaos(): Promise<0 | 1> {
  const startedAt = Date.now();
  const request = await prepare();
  const stormed = await underStorm(request);
  const rushes = await underRush(request);
  const violations = [...stormed.torn, ...stormed.violations];
  for (const { invariant, subject, says } of violations.slice(0, VIOLATIONS_SHOWN)) {
    console.error(styled("red", `${invariant} ${subject}: ${says}`));
  }
  const figures = [...stormFigures(stormed), ...rushes.flatMap(rushFigures)];
  const minutes = (Date.now() - startedAt) / 60_000;
  console.log("");
  return publish({
    name: "chaos",
    at: new Date().toISOString(),
    setting: {
      seed: options.seed,
      node: process.version,
      cpu: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      buyers: BUYERS,
      state: options.memory ? "memory" : "disk",
      minutes: Number(minutes.toFixed(1)),
    },
    figures,
  });
}

/** Builds every Worker and fills the shop with the demo. */
async function prepare(): Promise<ShopRequest> {
  const bundles = path.join(folder, "bundles");
  const persist = path.join(folder, "state");
  const vars = mintSecrets();
  await buildAssets();
  await bundleWorkers(readDeployables(), { outdir: bundles });
  await buildDoor(bundles);
  await esbuild.stop();
  await makeSeededState(persist, { vars, bundles }, () => undefined);
  say("built and filled");
  return { bundles, persist, vars };
}

async function underStorm(request: ShopRequest): Promise<StormOutcome> {
  const { seed, kills, checkouts } = options;
  const shop = await openShop(request, HOLD_MS);
  try {
    return await storm(shop, {
      seed,
      kills,
      checkouts,
      wholeEvery: WHOLE_EVERY,
      buyers: BUYERS,
      hasClock: true,
      recoveryMsMax: RECOVERY_MS_MAX,
      say,
    });
  } finally {
    await shop.close();
  }
}

async function underRush(request: ShopRequest): Promise<RushOutcome[]> {
  const { seed, rushBuyers: buyers } = options;
  const shop = await openShop(request, RUSH_HOLD_MS);
  try {
    const outcomes: RushOutcome[] = [];
    for (const units of [1, Math.floor(buyers / 5)]) {
      outcomes.push(await rush(shop, { seed, buyers, units }));
      const { sold, ms, troubles } = outcomes.at(-1) ?? {};
      say(`${buyers} buyers, ${units} units: ${sold} sold in ${ms} ms ${troubles?.join("; ")}`);
    }
    return outcomes;
  } finally {
    await shop.close();
  }
}

async function openShop(request: ShopRequest, holdMs: number): Promise<ShopProcess> {
  const vars = { ...request.vars, HOLD_MS: String(holdMs) };
  return ShopProcess.start({ ...request, vars });
}

function stormFigures(outcome: StormOutcome): Figure[] {
  const { record, torn, violations, kills, downMs, endings, recoveryMs } = outcome;
  const isLost = ({ invariant }: Violation) => invariant === "I30";
  const total = kills.workerd + kills.whole;
  const count = (key: string, title: string, value: number) => ({ key, title, value, unit: "" });
  const seconds = (ms: readonly number[]) => median(ms.map((each) => each / 1000));
  const never = { atMost: 0 };
  return [
    { ...count("kills", "SIGKILLs", total), target: { atLeast: options.kills } },
    count("kills.whole", "of the whole process group", kills.whole),
    {
      ...count("acknowledged", "acknowledged operations", record.acknowledged),
      target: { atLeast: options.kills * ACKNOWLEDGED_PER_KILL },
    },
    ...OPERATIONS.map((name) =>
      count(`acknowledged.${name}`, `  ${name.replaceAll("_", " ")}`, record.counts.get(name) ?? 0),
    ),
    { ...count("lost", "lost at the end", violations.filter(isLost).length), target: never },
    { ...count("torn", "lost or partial after a kill", torn.length), target: never },
    {
      ...count("checkouts", "checkouts", outcome.checkouts),
      target: { atLeast: options.checkouts },
    },
    {
      ...count("faults", "faults of the provider", outcome.faults),
      target: { atLeast: Math.floor(options.checkouts / 4) },
    },
    { ...count("violations", "violations", violations.length), target: never },
    { ...count("unanswered", "never answered", record.unanswered), target: never },
    count("retries", "replies lost and asked for again", record.retries),
    count("confirmed", "orders confirmed", outcome.confirmed),
    ...[...endings].map(([ending, value]) => count(`ending.${ending}`, `visits: ${ending}`, value)),
    count("letters.twice", "letters that may have come twice", outcome.lettersTwice),
    { key: "down", title: "kill to next answer", unit: "s", ...seconds(downMs) },
    { key: "recovery", title: "faults off to whole again", unit: "s", value: recoveryMs / 1000 },
  ];
}

function rushFigures({ buyers, units, sold, left, unanswered, completed }: RushOutcome): Figure[] {
  const title = `${buyers} buyers, ${units} ${units === 1 ? "unit" : "units"}`;
  const figure = (key: string, what: string, value: number) => {
    return { key: `rush.${units}.${key}`, title: `${title}: ${what}`, value, unit: "" };
  };
  return [
    { ...figure("sold", "sold", sold), target: { atLeast: units } },
    { ...figure("oversold", "oversold", Math.max(0, sold - units)), target: { atMost: 0 } },
    { ...figure("completed", "told so", completed), target: { atLeast: units } },
    { ...figure("left", "left", left), target: { atMost: 0 } },
    { ...figure("unanswered", "never answered", unanswered), target: { atMost: 0 } },
  ];
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: "string", default: String(Date.now() % 1_000_000) },
        kills: { type: "string" },
        checkouts: { type: "string" },
        short: { type: "boolean", default: false },
        memory: { type: "boolean", default: false },
        keep: { type: "boolean", default: false },
      },
    });
    const usual = values.short ? SHORT : FULL;
    return {
      ...values,
      rushBuyers: usual.rushBuyers,
      seed: wholeNumber("seed", values.seed),
      kills: wholeNumber("kills", values.kills ?? String(usual.kills)),
      checkouts: wholeNumber("checkouts", values.checkouts ?? String(usual.checkouts)),
    };
  } catch (error) {
    return failWith(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name} takes a whole number, not "${text}".`);
}

/** One line of progress, after the minutes and seconds that have passed. */
function say(line: string): void {
  const seconds = Math.floor(process.uptime());
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  console.log(styled("dim", `${clock.padStart(5)}  ${line}`));
}
