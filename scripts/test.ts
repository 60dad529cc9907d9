/** `npm test`: everything that must pass, from a clean clone to the browser. The last line counts. */
import { CHECKS } from "./checks.ts";
import { ensureChromium } from "./chromium.ts";
import { runNode, runSteps, type Step } from "./step.ts";
import { type Count, runProjects } from "./vitest-run.ts";

/** What reckons. */
const PARTS = ["pure", "core", "stripe"];
/** What starts whole shops and mostly waits: holds that lapse, memories that last seconds, pages. */
const SHOPS = ["stories", "chaos"];

const DEPLOY: Step = {
  title: "everything would deploy",
  run: () => runNode("scripts/deploy.ts", "--dry-run"),
};

const hasChromium = ensureChromium() !== null;
if (!hasChromium) {
  console.error(
    "Chromium could not be installed: install it by hand, or set CHROMIUM_PATH to one, and run npm test again.",
  );
}
const checks = await runSteps(CHECKS);
// Side by side, they take little longer than the longer one alone.
const tests = await Promise.all([
  runProjects("tests-parts", PARTS),
  runProjects("tests-shops", hasChromium ? [...SHOPS, "browser"] : SHOPS),
]);
const deploy = await runSteps([DEPLOY]);
const parts: readonly Count[] = [
  { passed: 0, failed: hasChromium ? 0 : 1, skipped: 0 },
  { ...checks, skipped: 0 },
  ...tests,
  { ...deploy, skipped: 0 },
];
const passed = sum(parts, "passed");
const failed = sum(parts, "failed");
const skipped = sum(parts, "skipped");
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);

function sum(counts: readonly Count[], key: keyof Count): number {
  return counts.reduce((total, count) => total + count[key], 0);
}
