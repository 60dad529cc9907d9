/** `npm run kiosk -- staff-token`: mints the short-lived token that the staff API asks for. */
import { parseArgs } from "node:util";
import { isRole, ROLES } from "../contracts/permissions.ts";
import { STAFF_NAME, STAFF_TOKEN_MS_MAX, signStaffToken } from "../http/staff-token.ts";
import { type KioskCommand, UsageError } from "./kiosk-command.ts";
import { loadLocalSecrets } from "./local-secrets.ts";

const HOUR_MS = 60 * 60 * 1000;
const HOURS_MAX = STAFF_TOKEN_MS_MAX / HOUR_MS;
const HOURS_DEFAULT = 8;
const NAME_DEFAULT = "local";
const ROLE_NAMES = Object.keys(ROLES).join(", ");

/** Prints nothing but the token, so that it can be put into a variable. */
export const STAFF_TOKEN: KioskCommand = {
  name: "staff-token",
  summary: "Mint a token for the staff API",
  usage: `npm run --silent kiosk -- staff-token --role <role> [--name <name>] [--hours <hours>]

  --role    ${ROLE_NAMES}
  --name    who acts, as the audit log shows it (default: ${NAME_DEFAULT})
  --hours   how long the token lives, up to ${HOURS_MAX} (default: ${HOURS_DEFAULT})

Signs with STAFF_KEY from the environment, or else from .dev.vars. Then:

  TOKEN=$(npm run --silent kiosk -- staff-token --role owner)
  curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8787/admin/api/orders`,

  async run(args) {
    const { role, name, hours } = read(args);
    const secret = process.env.STAFF_KEY ?? loadLocalSecrets().STAFF_KEY;
    if (secret === undefined) throw new UsageError("There is no STAFF_KEY to sign with.");
    const options = { ttlMs: hours * HOUR_MS, now: Date.now() };
    console.log(await signStaffToken(secret, { name, role }, options));
  },
};

function read(args: readonly string[]) {
  const { role, name = NAME_DEFAULT, hours: hoursText } = parse(args);
  const hours = hoursText === undefined ? HOURS_DEFAULT : Number(hoursText);
  if (role === undefined) throw new UsageError(`Name a role: ${ROLE_NAMES}.`);
  if (!isRole(role)) throw new UsageError(`There is no role "${role}": use ${ROLE_NAMES}.`);
  if (!STAFF_NAME.test(name)) {
    throw new UsageError(`Expected a short lower-case name like "ada", got "${name}".`);
  }
  if (!(hours > 0 && hours <= HOURS_MAX)) {
    throw new UsageError(`Expected up to ${HOURS_MAX} hours, got "${hoursText}".`);
  }
  return { role, name, hours };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ args: [...args], options: { role: text, name: text, hours: text } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
