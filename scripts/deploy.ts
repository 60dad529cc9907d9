/** `npm run deploy`: puts the shop into a Cloudflare account; `-- --dry-run` does all that needs no account. */
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { STRIPE_EVENTS } from "../gateways/stripe-webhook.ts";
import { Account, openAccount, Refusal } from "./deploy-account.ts";
import type { Question } from "./deploy-answers.ts";
import { dryRun } from "./deploy-dry-run.ts";
import { secretsOf } from "./deploy-plan.ts";
import { type Deployment, deployShop } from "./deploy-shop.ts";
import { buildForDeploy } from "./deploy-uploads.ts";
import { wranglerRunner } from "./deploy-wrangler.ts";
import { ROOT, readDeployables } from "./deployables.ts";
import { loadLocalSecrets } from "./local-secrets.ts";
import { box, failWith } from "./terminal.ts";

const FOLDER = path.join(ROOT, ".wrangler/deploy");
const USAGE = `npm run deploy -- [--dry-run] [--origin https://shop.your-domain.com] [--rotate SECRET]...
docs/deploy.md explains it.`;

const deployables = readDeployables();
const options = readOptions();
const localSecrets = existsSync(path.join(ROOT, ".dev.vars")) ? loadLocalSecrets() : {};
try {
  await (options.dryRun ? tryOut() : deploy());
} catch (cause) {
  if (cause instanceof Refusal) failWith(cause.message);
  throw cause;
}

async function tryOut(): Promise<void> {
  const problems = await dryRun(deployables, { run: wranglerRunner(), localSecrets });
  if (problems.length > 0) failWith(`\nNothing of this may be deployed:\n${problems.join("\n")}`);
}

async function deploy(): Promise<void> {
  const { id, call } = await openAccount(wranglerRunner(), process.env);
  const env = options.origin ? { ...process.env, SHOP_ORIGIN: options.origin } : process.env;
  const done = await deployShop(deployables, (each) => buildForDeploy(each, FOLDER), {
    account: new Account(call),
    run: wranglerRunner({ CLOUDFLARE_ACCOUNT_ID: id }),
    ask,
    say: (line) => console.log(line),
    env,
    rotate: options.rotate,
    localSecrets,
  });
  console.log(`\n${summary(done)}`);
}

function summary({ origin, webhookUrl, newSecrets }: Deployment): string {
  return box("The shop is deployed", [
    ["Shop", `${origin}/`],
    ["API", `${origin}/openapi.json`],
    ["Stripe posts to", webhookUrl],
    ...STRIPE_EVENTS.map((type, index) => [index === 0 ? "the events" : "", type] as const),
    ["New secrets", newSecrets.size === 0 ? "none" : [...newSecrets].join(", ")],
  ]);
}

function readOptions() {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      options: {
        "dry-run": { type: "boolean", default: false },
        origin: text,
        rotate: { ...text, multiple: true, default: [] },
      },
    });
    const known = new Set(deployables.flatMap(secretsOf));
    const unknown = values.rotate.find((name) => !known.has(name));
    if (unknown !== undefined)
      failWith(`There is no secret "${unknown}": ${[...known].join(", ")}`);
    const origin = values.origin?.replace(/\/$/, "");
    return { dryRun: values["dry-run"], origin, rotate: values.rotate };
  } catch (error) {
    return failWith(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/** Asks at the terminal; nobody can answer where there is none. */
async function ask({ text, hidden }: Question): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  process.stdout.write(`${text}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: hidden ? silent : process.stdout,
    terminal: true,
  });
  try {
    return await new Promise((resolve) => {
      lines.once("line", (line) => resolve(line.trim()));
      lines.once("close", () => resolve(null));
    });
  } finally {
    lines.close();
    if (hidden) process.stdout.write("\n");
  }
}
