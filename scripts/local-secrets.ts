/** The secrets of a shop on one machine: minted once into `.dev.vars`, never in the repository. */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./deployables.ts";

/** A Stripe key with this prefix exists on this machine only: calls go to the stand-in, not to Stripe. */
export const STAND_IN_KEY_PREFIX = "sk_test_kiosk_";

/** A carrier's key with this prefix is known to the stand-in alone. */
const CARRIER_STAND_IN_KEY_PREFIX = "shippo_test_kiosk_";

const SECRET_BYTES = 32;
const OWNER_ONLY_MODE = 0o600;

/** Fresh secrets, as a shop of one test run uses them. */
export function mintSecrets(): Record<string, string> {
  return {
    SIGNING_KEY: randomText(),
    STAFF_KEY: randomText(),
    // Stripe's own keys have letters, digits and underscores only.
    STRIPE_SECRET_KEY: `${STAND_IN_KEY_PREFIX}${randomBytes(SECRET_BYTES).toString("hex")}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(SECRET_BYTES).toString("hex")}`,
    CARRIER_API_KEY: `${CARRIER_STAND_IN_KEY_PREFIX}${randomBytes(SECRET_BYTES).toString("hex")}`,
  };
}

/** The values of `.dev.vars`; mints and stores what is missing. */
export function loadLocalSecrets(
  file: string = path.join(ROOT, ".dev.vars"),
): Record<string, string> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const known = parseVars(text);
  const missing = Object.entries(mintSecrets()).filter(([key]) => !known[key]);
  if (missing.length > 0) {
    const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    const lines = missing.map(([key, value]) => `${key}=${value}\n`);
    writeFileSync(file, `${start}${lines.join("")}`, { mode: OWNER_ONLY_MODE });
    chmodSync(file, OWNER_ONLY_MODE);
  }
  return { ...known, ...Object.fromEntries(missing) };
}

function parseVars(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => /^\s*([A-Z0-9_]+)\s*=\s*"?(.*?)"?\s*$/.exec(line));
  return Object.fromEntries(lines.flatMap((match) => (match ? [[match[1], match[2]]] : [])));
}

function randomText(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}
