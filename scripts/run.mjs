/**
 * `node scripts/run.mjs <command> [arguments]`: the only file that an old Node reads. It installs what is missing,
 * finds a Node that runs TypeScript, and starts `scripts/<command>.ts` with it.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STAMP = path.join(ROOT, "node_modules/.kiosk-install");

/** Packages without which nothing runs: a half-deleted node_modules is installed again. */
const NEEDED = ["wrangler", "miniflare", "workerd", "esbuild", "vitest", "typescript", "hono"];

/** How often to see whether the process that started this one is still there. */
const PARENT_LOOK_MS = 1_000;

/** What the tools would otherwise send, ask or print. */
const QUIET = {
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  DO_NOT_TRACK: "1",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_LOG: "error",
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_SEND_METRICS: "false",
};

const [command = "", ...rest] = process.argv.slice(2);
refuseOldNode();
const script = path.join(ROOT, "scripts", `${command}.ts`);
if (!/^[a-z-]+$/.test(command) || !existsSync(script)) {
  fail(`There is no command "${command}". Try npm start or npm test.`);
}
installIfNeeded();
run(findNode(), script);

function refuseOldNode() {
  if (version(process.version)[0] < 20) {
    fail(
      `Kiosk needs Node 20 or newer, and this is ${process.version}: install one from https://nodejs.org and try again.`,
    );
  }
}

function installIfNeeded() {
  const lock = readFileSync(path.join(ROOT, "package-lock.json"), "utf8");
  const wanted = createHash("sha256").update(lock).digest("hex");
  if (NEEDED.every(isInstalled)) {
    if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
    if (isInstalledAs(JSON.parse(lock))) {
      writeFileSync(STAMP, wanted);
      return;
    }
  }
  console.log("Installing packages, once (half a minute or so)...");
  const [program, ...prefix] = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === "win32" ? "npm.cmd" : "npm"];
  const flags = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const done = spawnSync(program, [...prefix, ...flags], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "development" },
    shell: program.endsWith(".cmd"),
  });
  if (done.status !== 0 || !NEEDED.every(isInstalled)) {
    const output = `${done.stdout ?? ""}\n${done.stderr ?? ""}\n${done.error ?? ""}`;
    const lines = output
      .split("\n")
      .filter((line) => /^npm (?:error|ERR!) (?! )|^Error/.test(line));
    console.error(lines.slice(0, 12).join("\n"));
    fail(
      'The packages could not be installed: check that this machine reaches the npm registry, then run "npm ci" to see more.',
    );
  }
  writeFileSync(STAMP, wanted);
}

function isInstalled(name) {
  return existsSync(path.join(ROOT, "node_modules", name, "package.json"));
}

/** True when npm's own record of node_modules says exactly what the lockfile says. */
function isInstalledAs(lock) {
  const record = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  const expected = lock.packages;
  const isComplete = Object.keys(expected).every(
    (key) => key === "" || expected[key].optional || expected[key].devOptional || present[key],
  );
  return (
    isComplete &&
    Object.keys(present).every((key) => expected[key]?.version === present[key].version)
  );
}

/** A Node that runs TypeScript as it is: this one, or the one that npm installed beside the tools. */
function findNode() {
  if (runsTypeScript(process.version)) return process.execPath;
  const bundled = path.join(ROOT, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(bundled)) return bundled;
  return fail(
    `Kiosk's tools need Node 22.18 or newer on this machine, and this is ${process.version}: install Node 24 from https://nodejs.org and try again.`,
  );
}

function runsTypeScript(text) {
  const [major, minor] = version(text);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

function version(text) {
  return text.replace("v", "").split(".").map(Number);
}

/** Runs the command as this process would: same terminal, same signals, same exit code. */
function run(node, file) {
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", file, ...rest], {
    cwd: ROOT,
    env: {
      ...QUIET,
      ...process.env,
      PATH: [path.dirname(node), path.join(ROOT, "node_modules/.bin"), process.env.PATH].join(
        path.delimiter,
      ),
    },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  // npm and its shell may be ended alone, by a process manager; then nobody waits for us any more.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill("SIGTERM"), PARENT_LOOK_MS).unref();
  child.on("error", (error) => fail(`Could not start ${node}: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function fail(sentence) {
  console.error(sentence);
  return process.exit(1);
}
