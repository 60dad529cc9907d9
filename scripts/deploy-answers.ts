/** Decides every var and secret of a deployment: from the environment, from what is deployed, or by asking. */
import { randomBytes } from "node:crypto";
import { type DeployedWorker, Refusal } from "./deploy-account.ts";
import { isLocalValue, settingNames } from "./deploy-config.ts";
import { isPublic, secretsOf } from "./deploy-plan.ts";
import type { Deployable } from "./deployables.ts";

const SECRET_BYTES = 32;

/** Keys that need nobody's knowledge: the deployment invents them. */
const MINTED = new Set(["SIGNING_KEY", "STAFF_KEY"]);

/** What a value has to look like; what is not listed may be anything. */
const SHAPES: Readonly<Record<string, { readonly is: RegExp; readonly like: string }>> = {
  SHOP_ORIGIN: { is: /^https:\/\/[a-z0-9.-]+$/, like: "https://shop.your-domain.com" },
  MAIL_FROM: { is: /^[^@\s]+@[^@\s]+\.[^@\s]+$/, like: "orders@your-domain.com" },
  STRIPE_PUBLISHABLE_KEY: { is: /^pk_(?:live|test)_\w+$/, like: "pk_live_..." },
  STRIPE_SECRET_KEY: { is: /^[rs]k_(?:live|test)_\w+$/, like: "sk_live_..." },
  STRIPE_WEBHOOK_SECRET: { is: /^whsec_\w+(?:,\s*whsec_\w+)*$/, like: "whsec_..." },
  SIGNING_KEY: { is: /^\S{32,}$/, like: "32 characters or more" },
  STAFF_KEY: { is: /^\S{32,}$/, like: "32 characters or more" },
};

/** A question to the person at the terminal; the answer of a hidden one does not show. */
export interface Question {
  readonly name: string;
  readonly text: string;
  readonly hidden: boolean;
}

/** Asks; null where nobody can answer. */
export type Ask = (question: Question) => Promise<string | null>;

/** All that an answer may come from. */
export interface Sources {
  /** Workers in the order of deployment. */
  readonly deployables: readonly Deployable[];
  /** What each Worker has been told before; null for one that does not exist. */
  readonly deployed: ReadonlyMap<string, DeployedWorker | null>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The shop's origin when nobody names one: its address below workers.dev, if there is any. */
  readonly freeOrigin: string | null;
  /** Secrets to be minted anew although they are set. */
  readonly rotate: readonly string[];
  readonly ask: Ask;
}

/** Values for the vars that wrangler.toml cannot know. @throws Refusal for what is missing or malformed */
export async function decideSettings(sources: Sources): Promise<Map<string, string>> {
  const settings = new Map<string, string>();
  for (const name of settingNames(sources.deployables)) {
    const value =
      sources.env[name] ||
      deployedValue(sources, name) ||
      (name === "SHOP_ORIGIN" ? sources.freeOrigin : null) ||
      (await sources.ask({ name, text: questionOf(name, settings), hidden: false })) ||
      unanswered(name, settings);
    settings.set(name, checked(name, value));
  }
  return settings;
}

/** New secrets for each Worker; whatever is set already stays unless the environment or `rotate` has another. */
export async function decideSecrets(
  sources: Sources,
  settings: ReadonlyMap<string, string>,
): Promise<Map<string, Map<string, string>>> {
  const decided = new Map(sources.deployables.map(({ name }) => [name, new Map<string, string>()]));
  for (const secret of new Set(sources.deployables.flatMap(secretsOf))) {
    const value = await newValue(sources, secret, settings);
    if (value === null) continue;
    for (const { name } of holdersOf(sources, secret)) {
      decided.get(name)?.set(secret, checked(secret, value));
    }
  }
  return decided;
}

async function newValue(
  sources: Sources,
  secret: string,
  settings: ReadonlyMap<string, string>,
): Promise<string | null> {
  const { env, rotate, ask } = sources;
  if (env[secret]) return env[secret];
  const lacking = holdersOf(sources, secret).filter(
    ({ name }) => !sources.deployed.get(name)?.secrets.has(secret),
  );
  const isWanted = lacking.length > 0 || rotate.includes(secret);
  if (!isWanted) return null;
  if (!MINTED.has(secret)) {
    const question = { name: secret, text: questionOf(secret, settings), hidden: true };
    return (await ask(question)) || unanswered(secret, settings);
  }
  const isNew = lacking.length === holdersOf(sources, secret).length || !isOpen(sources);
  if (isNew || rotate.includes(secret)) return randomBytes(SECRET_BYTES).toString("base64url");
  const names = lacking.map(({ name }) => name).join(" and ");
  throw new Refusal(
    `${secret} is missing at ${names} but set elsewhere, and nobody can read it back: set ${secret} to the value in use, or mint a new one with npm run deploy -- --rotate ${secret} (docs/deploy.md says what that ends).`,
  );
}

/** Before the public Worker exists nobody holds anything signed, so a key may still change. */
function isOpen({ deployables, deployed }: Sources): boolean {
  return deployables.some((each) => isPublic(each) && deployed.get(each.name) != null);
}

function holdersOf({ deployables }: Sources, secret: string): Deployable[] {
  return deployables.filter((each) => secretsOf(each).includes(secret));
}

function deployedValue({ deployed }: Sources, name: string): string | null {
  const values = [...deployed.values()].flatMap((worker) => worker?.vars.get(name) ?? []);
  return values.find((value) => !isLocalValue(value)) ?? null;
}

function checked(name: string, value: string): string {
  const shape = SHAPES[name];
  if (isLocalValue(value)) throw new Refusal(`${name} is the stand-in's: use a real one.`);
  if (shape !== undefined && !shape.is.test(value)) {
    throw new Refusal(`${name} does not look right: expected something like ${shape.like}`);
  }
  return value;
}

function questionOf(name: string, settings: ReadonlyMap<string, string>): string {
  if (name !== "STRIPE_WEBHOOK_SECRET") return name;
  return `At Stripe, add the endpoint ${webhookUrl(settings)}; its STRIPE_WEBHOOK_SECRET`;
}

function unanswered(name: string, settings: ReadonlyMap<string, string>): never {
  const like = SHAPES[name]?.like ?? "a value";
  const where =
    name === "STRIPE_WEBHOOK_SECRET" ? ` Stripe shows it for ${webhookUrl(settings)}.` : "";
  throw new Refusal(`${name} is not known yet: set it in the environment (${like}).${where}`);
}

/** Where Stripe has to post its events. */
export function webhookUrl(settings: ReadonlyMap<string, string>): string {
  return `${settings.get("SHOP_ORIGIN")}/webhooks/stripe`;
}

/** Live and test keys side by side would take money in one mode and confirm it in the other. */
export function refuseMixedModes(values: ReadonlyMap<string, string>): void {
  const modes = [...values.values()].flatMap(
    (text) => /^[prs]k_(live|test)_/.exec(text)?.[1] ?? [],
  );
  if (new Set(modes).size > 1) {
    throw new Refusal("One Stripe key is for live payments and the other for tests: use a pair.");
  }
}
