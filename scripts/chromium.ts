/** Finds a Chromium for the browser tests, and installs one where there is none. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const KNOWN_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const INSTALL_TIMEOUT_MS = 8 * 60_000;

/** The path of a Chromium on this machine, or null. */
export function findChromium(): string | null {
  const candidates = [process.env.CHROMIUM_PATH, ...KNOWN_PATHS, chromium.executablePath()];
  return candidates.find((file) => file !== undefined && existsSync(file)) ?? null;
}

/** Installs a Chromium if there is none; answers its path, or null when that failed. */
export function ensureChromium(): string | null {
  const found = findChromium();
  if (found !== null) return found;
  console.log("Installing Chromium, once (a minute or so)...");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) installWithApt();
  else installWithPlaywright();
  return findChromium();
}

function installWithApt(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update"], env);
  run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"], env);
}

function installWithPlaywright(): void {
  run(process.execPath, [
    "node_modules/@playwright/test/cli.js",
    "install",
    "--with-deps",
    "chromium",
  ]);
}

function run(program: string, args: readonly string[], env = process.env): void {
  const { status, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    env,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: INSTALL_TIMEOUT_MS,
  });
  if (status !== 0) console.error(stderr.trim().split("\n").slice(-5).join("\n"));
}
