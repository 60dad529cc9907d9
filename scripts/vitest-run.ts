/** Runs some of the test projects: their lines as they come, and their counts at the end. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { ROOT } from "./deployables.ts";
import { IS_TERMINAL } from "./terminal.ts";

const VITEST = "node_modules/vitest/vitest.mjs";

/** Counts of one part of a run. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Runs the projects; a run that ends badly without a failed test counts as one failure.
 * @param name of the report below `reports/`
 */
export async function runProjects(name: string, projects: readonly string[]): Promise<Count> {
  const report = path.join(ROOT, "reports", `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const chosen = projects.map((project) => `--project=${project}`);
  const child = spawn(process.execPath, [VITEST, "run", ...reporters, ...chosen], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: IS_TERMINAL ? { FORCE_COLOR: "1", ...process.env } : process.env,
  });
  const code = await endOf(child);
  const counted = read(report);
  const silentFailure = code !== 0 && counted.failed === 0 ? 1 : 0;
  return { ...counted, failed: counted.failed + silentFailure };
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await Promise.all([pass(child.stdout, process.stdout), pass(child.stderr, process.stderr)]);
  return ended;
}

/** Whole lines, so that two runs side by side do not write into each other's. */
async function pass(from: Readable | null, to: Writable): Promise<void> {
  if (from === null) return;
  for await (const line of createInterface({ input: from })) to.write(`${line}\n`);
}

function read(report: string): Count {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    const skipped = numPendingTests + numTodoTests;
    return { passed: numPassedTests, failed: numFailedTests, skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
