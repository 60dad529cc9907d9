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

/** How a run is started. */
export interface RunOptions {
  /** Changes to the production core. */
  readonly substitutions?: readonly Substitution[];
  /** Told what the simulator says while it runs. */
  readonly onProgress?: (line: string) => void;
}

/** Every run may fall back to another storage. */
interface Ran {
  readonly storage: "quick" | "sqlite";
}

/** Bundles the simulator. @returns its file and what removes it */
export async function build(substitutions: readonly Substitution[] = []) {
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-simulation-"));
  const file = await bundle(path.join(folder, "main.mjs"), substitutions);
  return { file, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Plays many worlds. @throws Error where the simulator itself breaks */
export function runCampaign(
  args: readonly string[],
  options: RunOptions = {},
): Promise<CampaignEnd & Ran> {
  return run<CampaignEnd & Ran>(args, options);
}

/** Plays a small world exhaustively. @throws Error where the simulator itself breaks */
export function runSmallScope(
  args: readonly string[],
  options: RunOptions = {},
): Promise<SmallScopeEnd & Ran> {
  return run<SmallScopeEnd & Ran>(args, options);
}

async function run<End>(args: readonly string[], options: RunOptions): Promise<End> {
  const { file, dispose } = await build(options.substitutions);
  try {
    const { code, output, errors } = await start(file, args, options.onProgress);
    const last = output.trimEnd().split("\n").at(-1) ?? "";
    if (!last.startsWith("{")) throw new Error(`The simulator ended with ${code}:\n${errors}`);
    return JSON.parse(last) as End;
  } finally {
    dispose();
  }
}

/** Starts the simulator and collects what it prints. */
export async function start(
  file: string,
  args: readonly string[],
  onProgress: (line: string) => void = () => {},
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> {
  const child = spawn(process.execPath, [...NODE_FLAGS, file, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  const errors: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  createInterface({ input: child.stderr }).on("line", (line) => {
    errors.push(line);
    onProgress(line);
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
