/** Who calls: reads the key of a call and decides what it may do. */
import { type ApiAnswer, refuse } from "./api-answer.ts";

/** A server with a secret key, a browser with a publishable one, or the answer that refuses. */
export type Admission =
  | { readonly ok: true; readonly caller: "server" | "browser" }
  | { readonly ok: false; readonly answer: ApiAnswer };

const SECRET = /^(?:sk|rk)_test_[A-Za-z0-9_]{1,240}$/;
const PUBLISHABLE = /^pk_test_[A-Za-z0-9_]{1,240}$/;
const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details.";
const NEEDS_SECRET =
  "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.";

/** Admits a call by its Authorization header, or by the `key` that a browser sends. */
export function admit(
  authorization: string | null,
  { key, forBrowsers }: { readonly key: string | null; readonly forBrowsers: boolean },
): Admission {
  const given = keyIn(authorization) ?? key;
  if (given === null || given === "") return refused(NO_KEY);
  if (SECRET.test(given)) return { ok: true, caller: "server" };
  if (!PUBLISHABLE.test(given)) return refused(`Invalid API Key provided: ${redact(given)}`);
  if (forBrowsers) return { ok: true, caller: "browser" };
  return refused(NEEDS_SECRET, "secret_key_required");
}

function refused(message: string, code?: string): Admission {
  return { ok: false, answer: refuse(401, code === undefined ? { message } : { code, message }) };
}

function keyIn(authorization: string | null): string | null {
  const [scheme, value] = (authorization ?? "").split(" ");
  if (value === undefined) return null;
  if (scheme?.toLowerCase() === "bearer") return value;
  if (scheme?.toLowerCase() !== "basic") return null;
  try {
    return atob(value).split(":")[0] ?? null;
  } catch {
    return null;
  }
}

function redact(key: string): string {
  return key.length <= 12 ? "****" : `${key.slice(0, 8)}****${key.slice(-4)}`;
}
