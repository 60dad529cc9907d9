/** A running shop as a command sees it: its staff API under a token, with failures as sentences. */
import { styleText } from "node:util";
import { problemBodySchema } from "../contracts/problem.ts";
import { signStaffToken } from "../http/staff-token.ts";
import { UsageError } from "./kiosk-command.ts";
import { loadLocalSecrets } from "./local-secrets.ts";
import { readHolder } from "./local-state.ts";

/** Where `npm start` opens the shop, unless it was given another port. */
const LOCAL_PORT = 8787;
const HOUR_MS = 60 * 60 * 1000;
const STAFF_NAME = "local";

/** How to reach a shop. */
export interface ShopAccess {
  readonly shop: string;
  readonly token: string;
}

/** The shop's answer where it is no success. */
export class ShopRefusal extends UsageError {}

/** @returns the shop that the options name, and a token for it; minted where it is the local one */
export async function openAccess(options: {
  readonly shop?: string | undefined;
  readonly token?: string | undefined;
}): Promise<ShopAccess> {
  const { shop = await localShop(), token = process.env.KIOSK_TOKEN } = options;
  if (!/^https?:\/\//.test(shop) || !URL.canParse(shop)) {
    throw new UsageError(`Expected a shop like https://shop.example, got "${shop}".`);
  }
  const { origin } = new URL(shop);
  if (token !== undefined) return { shop: origin, token };
  const secret = process.env.STAFF_KEY ?? loadLocalSecrets().STAFF_KEY;
  if (secret === undefined) throw new UsageError("Name a token: --token.");
  const staff = { name: STAFF_NAME, role: "owner" } as const;
  const minted = await signStaffToken(secret, staff, { ttlMs: HOUR_MS, now: Date.now() });
  return { shop: origin, token: minted };
}

/** @returns the shop that runs on this machine, or where it would run */
async function localShop(): Promise<string> {
  const holder = await readHolder();
  return `http://127.0.0.1:${holder?.port ?? LOCAL_PORT}`;
}

/** Asks the staff API. @throws ShopRefusal with the shop's own words */
export async function askShop(
  { shop, token }: ShopAccess,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${token}`);
  const response = await fetch(`${shop}/admin/api${path}`, { ...init, headers }).catch(() => {
    throw new ShopRefusal(`Nobody answers at ${shop}. Is the shop running? npm start`);
  });
  if (response.ok) return response;
  const body = problemBodySchema.safeParse(await response.json().catch(() => null));
  if (!body.success) throw new ShopRefusal(`The shop answers ${response.status}.`);
  const { title, detail, errors = [] } = body.data;
  const lines = errors.map((error) => `  ${error.pointer}: ${error.detail}`);
  throw new ShopRefusal(
    [`${title}.${detail === undefined ? "" : ` ${detail}`}`, ...lines].join("\n"),
  );
}

/** Text for error lines that stands out where somebody watches. */
export function loud(text: string): string {
  return styleText("red", text, { stream: process.stdout });
}
