/** `npm test`: everything that must pass, from a clean clone to the browser. The last line counts. */

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { CHECKS } from "./checks.ts";
import { ensureChromium } from "./chromium.ts";
import { ROOT } from "./deployables.ts";
import { runNode, runSteps, type Step } from "./step.ts";

const VITEST = "node_modules/vitest/vitest.mjs";
const REPORT = path.join(ROOT, "reports/tests.json");

const DEPLOY: Step = {
  title: "everything would deploy",
  run: () => runNode("scripts/deploy.ts", "--dry-run"),
};

/** Counts of one part of the run. */
interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const hasChromium = ensureChromium() !== null;
if (!hasChromium) {
  console.error(
    "Chromium could not be installed: install it by hand, or set CHROMIUM_PATH to one, and run npm test again.",
  );
}
const checks = await runSteps(CHECKS);
const tests = await runTests();
const deploy = await runSteps([DEPLOY]);
const parts: readonly Count[] = [
  { passed: 0, failed: hasChromium ? 0 : 1, skipped: 0 },
  { ...checks, skipped: 0 },
  tests,
  { ...deploy, skipped: 0 },
];
const passed = sum(parts, "passed");
const failed = sum(parts, "failed");
const skipped = sum(parts, "skipped");
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);

/** Runs every vitest project; a run that ends badly without a failed test counts as one failure. */
async function runTests(): Promise<Count> {
  mkdirSync(path.dirname(REPORT), { recursive: true });
  rmSync(REPORT, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`];
  const projects = hasChromium ? [] : ["--project=!browser"];
  const child = spawn(process.execPath, [VITEST, "run", ...reporters, ...projects], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const counted = readReport();
  const silentFailure = code !== 0 && counted.failed === 0 ? 1 : 0;
  return { ...counted, failed: counted.failed + silentFailure };
}

function readReport(): Count {
  try {
    const report = JSON.parse(readFileSync(REPORT, "utf8"));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function sum(counts: readonly Count[], key: keyof Count): number {
  return counts.reduce((total, count) => total + count[key], 0);
}
