/** `npm run verify`: the long simulation, the mutants and the chaos, one after the other, and what they promised. */
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./deployables.ts";
import { type Figure, publish, type Report } from "./report.ts";
import { failWith, styled } from "./terminal.ts";
import {
  type Ended,
  PARTS,
  type Part,
  type PartOutcome,
  parseReport,
  troubleOf,
  troublesOf,
  VERIFY_MINUTES_MAX,
  verifyFigures,
} from "./verify-figures.ts";

const REPORTS = path.join(ROOT, "reports");
/** Between the wish to stop and the order to, in milliseconds. */
const STOP_MS_MAX = 10_000;
const LINES_SHOWN = 15;

const isShort = readOptions();
/** What to end when this process is told to end. */
let stopPart: (() => void) | null = null;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    stopPart?.();
    process.exit(1);
  });
}
process.exitCode = await verify();

async function verify(): Promise<0 | 1> {
  const startedAt = Date.now();
  mkdirSync(REPORTS, { recursive: true });
  const outcomes = new Map<string, PartOutcome>();
  for (const part of PARTS) {
    const leftMs = VERIFY_MINUTES_MAX * 60_000 - (Date.now() - startedAt);
    const outcome = await runPart(part, Math.min(part.msMax, leftMs));
    outcomes.set(part.name, outcome);
    say(part, outcome);
  }
  const figures: Figure[] = [
    ...verifyFigures(outcomes, { isShort }),
    {
      key: "minutes",
      title: "everything",
      value: (Date.now() - startedAt) / 60_000,
      unit: "min",
      target: { below: VERIFY_MINUTES_MAX },
    },
  ];
  const troubles = troublesOf(outcomes);
  console.log("");
  const status = publish(
    {
      // A quick look never stands where the figures of a long run are read.
      name: isShort ? "verify-short" : "verify",
      at: new Date().toISOString(),
      setting: settingOf(outcomes),
      figures,
    },
    figures.map((figure) => marked(figure, outcomes)),
  );
  for (const trouble of troubles) console.error(trouble);
  return troubles.length > 0 ? 1 : status;
}

async function runPart(part: Part, msMax: number): Promise<PartOutcome> {
  const startedAt = Date.now();
  if (!existsSync(path.join(ROOT, part.script))) {
    return { report: null, trouble: "not there", ms: 0 };
  }
  const minutes = (msMax / 60_000).toFixed(1);
  console.log(`${part.name}: ${minutes} min at most, told in reports/verify-${part.name}.log`);
  const ended = await runScript(part, msMax);
  const report = readReport(part.name, startedAt);
  const ms = Date.now() - startedAt;
  return { report, trouble: troubleOf(ended, report), ms };
}

/** Runs the script in a process group of its own, so that what it started ends with it. */
async function runScript(part: Part, msMax: number): Promise<Ended> {
  const log = openSync(logOf(part.name), "w");
  const flags = ["--disable-warning=ExperimentalWarning"];
  const args = [...flags, part.script, ...(isShort ? part.shortArgs : [])];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const order = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  };
  let isLate = false;
  let lastOrder: NodeJS.Timeout | undefined;
  const limit = setTimeout(() => {
    isLate = true;
    order("SIGTERM");
    lastOrder = setTimeout(() => order("SIGKILL"), STOP_MS_MAX);
  }, msMax);
  stopPart = () => order("SIGTERM");
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  stopPart = null;
  clearTimeout(limit);
  clearTimeout(lastOrder);
  return { code, isLate };
}

function readReport(name: string, since: number): Report | null {
  const file = path.join(REPORTS, `${name}.json`);
  return existsSync(file) ? parseReport(readFileSync(file, "utf8"), since) : null;
}

/** A part's own table stays in its log; how it ended is one line. */
function say({ name }: Part, { trouble, ms }: PartOutcome): void {
  const took = styled("dim", `${(ms / 1000).toFixed(0)} s`);
  const mark = trouble === null ? styled("green", "✓") : styled("red", "✗");
  console.log(`${mark} ${name}${trouble === null ? "" : `: ${trouble}`} ${took}`);
  if (trouble === null || ms === 0) return;
  const lines = readFileSync(logOf(name), "utf8")
    .trimEnd()
    .split(/[\r\n]+/);
  console.error(styled("dim", lines.slice(-LINES_SHOWN).join("\n")));
}

/** Where a figure could not be measured, the table says why. */
function marked(figure: Figure, outcomes: ReadonlyMap<string, PartOutcome>): Figure {
  if (!Number.isNaN(figure.value)) return figure;
  const trouble = outcomes.get(figure.key.split(".")[0] ?? "")?.trouble ?? "not measured";
  return { ...figure, title: `${figure.title} (${trouble})` };
}

function settingOf(outcomes: ReadonlyMap<string, PartOutcome>): Report["setting"] {
  const parts = [...outcomes].flatMap(([name, { report, trouble, ms }]) => [
    [name, trouble ?? `${(ms / 1000).toFixed(0)} s`],
    ...Object.entries(report?.setting ?? {}).map(([key, value]) => [`${name}.${key}`, value]),
  ]);
  const cpu = cpus()[0]?.model ?? "unknown";
  return { ...Object.fromEntries(parts), node: process.version, cpu, cores: cpus().length };
}

function logOf(name: string): string {
  return path.join(REPORTS, `verify-${name}.log`);
}

function readOptions(): boolean {
  try {
    const { values } = parseArgs({ options: { short: { type: "boolean", default: false } } });
    return values.short;
  } catch (error) {
    return failWith(error instanceof Error ? error.message : String(error));
  }
}
