/** Runs the steps of a check: one line each with its time, details only when a step fails. */
import { spawn } from "node:child_process";
import { ROOT } from "./deployables.ts";
import { styled } from "./terminal.ts";

/** A step throws, or answers what is wrong; nothing wrong is an empty list. */
export interface Step {
  readonly title: string;
  readonly run: () => Promise<readonly string[]>;
}

/** Runs the steps one after another, all of them; answers how many passed and failed. */
export async function runSteps(
  steps: readonly Step[],
): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const { title, run } of steps) {
    const startedAt = performance.now();
    const problems = await run().catch((cause: unknown) => [describe(cause)]);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const mark = problems.length === 0 ? styled("green", "✓") : styled("red", "✗");
    console.log(`${mark} ${title} ${styled("dim", `${seconds} s`)}`);
    for (const problem of problems) console.log(problem.replaceAll(/^/gm, "    "));
    if (problems.length > 0) failed += 1;
  }
  return { passed: steps.length - failed, failed };
}

/** Runs a Node program of node_modules or scripts; answers its output when it fails. */
export async function runNode(file: string, ...args: readonly string[]): Promise<string[]> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const output = Buffer.concat(chunks).toString("utf8").trimEnd();
  return code === 0 ? [] : [output === "" ? `${file} ended with ${code}` : output];
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
