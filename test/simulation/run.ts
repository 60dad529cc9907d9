/** Runs the simulator in a process of its own, whose clock and chance it may replace. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { bundle, type Substitution } from "./bundle.ts";
import type { CampaignEnd } from "./campaign.ts";
import type { SmallScopeEnd } from "./small-scope.ts";

/** Young objects die young here: more room for them saves a tenth of the time. */
const NODE_FLAGS = ["--max-semi-space-size=64", "--disable-warning=ExperimentalWarning"];

/** What to play. */
export interface CampaignRun {
  readonly checkouts: number;
  readonly seed?: number;
  readonly replays?: number;
  readonly storage?: "quick" | "sqlite";
  readonly copies?: boolean;
  /** Gives up after that many seconds. */
  readonly seconds?: number;
  /** A broken promise is told as it came, not in short. */
  readonly isBrief?: boolean;
  /** Changes to the production core. */
  readonly substitutions?: readonly Substitution[];
  /** Side by side, each with seeds of its own. */
  readonly processes?: number;
  /** Told now and then how many checkouts are done. */
  readonly onProgress?: (checkouts: number) => void;
}

/** Every run may fall back to another storage. */
interface Ran {
  readonly storage: "quick" | "sqlite";
}

/** What came of a campaign. */
export type CampaignRan = CampaignEnd & Ran;

/** The seeds of two processes lie that far apart. */
const SEEDS_APART = 10_000_000;

/** Bundles the simulator. @returns its file and what removes it */
export async function build(substitutions: readonly Substitution[] = []) {
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-simulation-"));
  const file = await bundle(path.join(folder, "main.mjs"), substitutions);
  return { file, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Plays many worlds. @throws Error where the simulator itself breaks */
export async function runCampaign(campaign: CampaignRun): Promise<CampaignRan> {
  const { processes = 1, onProgress = () => {} } = campaign;
  const { file, dispose } = await build(campaign.substitutions);
  const done = Array.from({ length: processes }, () => 0);
  // A promise that broke in one of them is told at once, not when the others are through.
  const broken = new AbortController();
  const play = async (index: number): Promise<CampaignRan> => {
    const onLine = (line: string) => {
      done[index] = Number.parseInt(line, 10) || 0;
      onProgress(done.reduce((sum, one) => sum + one, 0));
    };
    const { signal } = broken;
    const end = await run<CampaignRan>(file, argumentsOf(campaign, index), { onLine, signal });
    if (end.violation !== null) broken.abort();
    return end;
  };
  try {
    const ends = await Promise.allSettled(done.map((_, index) => play(index)));
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined && !broken.signal.aborted) throw failed.reason;
    return ends.flatMap((end) => (end.status === "fulfilled" ? end.value : [])).reduce(added);
  } finally {
    dispose();
  }
}

function argumentsOf(campaign: CampaignRun, index: number): string[] {
  const { checkouts, seed = 1, replays = 0, seconds, processes = 1 } = campaign;
  return [
    ["--checkouts", String(Math.ceil(checkouts / processes))],
    ["--seed", String(seed + index * SEEDS_APART)],
    ["--replays", String(Math.ceil(replays / processes))],
    ["--storage", campaign.storage ?? "quick"],
    seconds === undefined ? [] : ["--seconds", String(seconds)],
    campaign.copies ? ["--copies"] : [],
    campaign.isBrief ? ["--brief"] : [],
  ].flat();
}

/** Two runs as one; the time is the longer one's, for they ran side by side. */
function added(left: CampaignRan, right: CampaignRan): CampaignRan {
  const sums = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(one).map(([name, count]) => [name, count + (other[name] ?? 0)]),
    );
  return {
    storage: left.storage === "quick" ? right.storage : left.storage,
    checkouts: left.checkouts + right.checkouts,
    worlds: left.worlds + right.worlds,
    steps: left.steps + right.steps,
    replayed: left.replayed + right.replayed,
    firstSeed: Math.min(left.firstSeed, right.firstSeed),
    lastSeed: Math.max(left.lastSeed, right.lastSeed),
    faults: sums(left.faults, right.faults) as CampaignRan["faults"],
    branches: sums(left.branches, right.branches) as CampaignRan["branches"],
    strayed: [...left.strayed, ...right.strayed],
    trace: (left.trace ^ right.trace) >>> 0,
    seconds: Math.max(left.seconds, right.seconds),
    violation: left.violation ?? right.violation,
  };
}

/** Plays a small world exhaustively. @throws Error where the simulator itself breaks */
export async function runSmallScope(
  args: readonly string[],
  onProgress: (line: string) => void = () => {},
): Promise<SmallScopeEnd & Ran> {
  const { file, dispose } = await build();
  try {
    return await run<SmallScopeEnd & Ran>(file, args, { onLine: onProgress });
  } finally {
    dispose();
  }
}

/** What to do meanwhile. */
interface Meanwhile {
  /** Told what the simulator says of its progress. */
  readonly onLine?: (line: string) => void;
  /** Ends the simulator before its time. */
  readonly signal?: AbortSignal;
}

async function run<End>(file: string, args: readonly string[], meanwhile: Meanwhile): Promise<End> {
  const { code, output, errors } = await start(file, args, meanwhile);
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) throw new Error(`The simulator ended with ${code}:\n${errors}`);
  return JSON.parse(last) as End;
}

/** Starts the simulator and collects what it prints. */
export async function start(
  file: string,
  args: readonly string[],
  { onLine = () => {}, signal }: Meanwhile = {},
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> {
  const child = spawn(process.execPath, [...NODE_FLAGS, file, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal === undefined ? {} : { signal }),
  });
  const output: Buffer[] = [];
  const errors: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  createInterface({ input: child.stderr }).on("line", (line) => {
    errors.push(line);
    onLine(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, output: Buffer.concat(output).toString(), errors: errors.slice(-20).join("\n") };
}

/** @returns a broken promise as a person reads it */
export function tellOf(violation: NonNullable<CampaignEnd["violation"]>): string {
  const { seed, invariant, message, faults, shoppers, history } = violation;
  return [
    `Seed ${seed} broke ${invariant}: ${message}`,
    `with the faults ${faults.join(", ") || "none"} and the shoppers ${shoppers.join(", ")}`,
    ...history,
    `Again: npm run simulate -- --replay ${seed}`,
  ].join("\n");
}
