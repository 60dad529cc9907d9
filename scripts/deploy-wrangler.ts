/** Runs wrangler quietly: what it says is kept, and shown only when it fails. */
import { spawn } from "node:child_process";
import path from "node:path";
import { ROOT } from "./deployables.ts";

const WRANGLER = path.join(ROOT, "node_modules/wrangler/bin/wrangler.js");

/** Longest run of one command, in milliseconds. */
const WRANGLER_MS_MAX = 5 * 60_000;

/** How a run of wrangler ended. */
export interface WranglerRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs wrangler with these arguments; never throws for a command that fails. */
export type RunWrangler = (...args: readonly string[]) => Promise<WranglerRun>;

/** A way to run wrangler that asks nothing and adds `env` to the environment. */
export function wranglerRunner(env: Readonly<Record<string, string>> = {}): RunWrangler {
  return async (...args) => {
    const child = spawn(process.execPath, [WRANGLER, ...args], {
      cwd: ROOT,
      env: { ...process.env, CI: "true", NO_COLOR: "1", FORCE_COLOR: "0", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: WRANGLER_MS_MAX,
    });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    return { code, stdout: stdout(), stderr: stderr() };
  };
}

/** What a failed run said, without decoration. */
export function complaint({ code, stdout, stderr }: WranglerRun): string {
  const said = [stderr, stdout].map((text) => text.trim()).filter((text) => text !== "");
  return said.length > 0 ? said.join("\n") : `wrangler ended with ${code}`;
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}
