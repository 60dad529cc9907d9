/** The token that a member of the staff carries: who they are, what they may, not for long. */
import { isRole, type Role } from "../contracts/permissions.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import { signToken, type TokenProblem, verifyToken } from "./tokens.ts";

/** The longest that a token may live, in milliseconds. */
export const STAFF_TOKEN_MS_MAX = 12 * 60 * 60 * 1000;

/** A name as the audit log shows it. */
export const STAFF_NAME = /^[a-z0-9][a-z0-9._-]{0,59}$/;

/** A member of the staff. */
export interface Staff {
  readonly name: string;
  readonly role: Role;
}

/**
 * @param secret STAFF_KEY
 * @param options `ttlMs` is at most STAFF_TOKEN_MS_MAX; `now` is epoch milliseconds
 * @throws RangeError where the name or the lifetime is not acceptable
 */
export function signStaffToken(
  secret: string,
  { name, role }: Staff,
  options: { readonly ttlMs: number; readonly now: number },
): Promise<string> {
  if (!STAFF_NAME.test(name))
    throw new RangeError(`Expected a short lower-case name, got "${name}"`);
  if (!(options.ttlMs > 0 && options.ttlMs <= STAFF_TOKEN_MS_MAX)) {
    throw new RangeError(`A staff token lives up to ${STAFF_TOKEN_MS_MAX} ms`);
  }
  return signToken(secret, { type: "staff+jwt", subject: name, facts: { role } }, options);
}

/** Checks a token; one that was made to live too long is as good as forged. */
export async function verifyStaffToken(
  secret: string,
  token: string,
  now: number,
): Promise<Result<Staff, TokenProblem>> {
  const verified = await verifyToken(secret, token, { type: "staff+jwt", now });
  if (!verified.ok) return verified;
  const { subject: name, facts, issuedAt, expiresAt } = verified.value;
  const { role } = facts;
  const isShort = expiresAt - issuedAt <= STAFF_TOKEN_MS_MAX + 1000;
  if (!isShort || typeof role !== "string" || !isRole(role) || !STAFF_NAME.test(name)) {
    return fail({ reason: "token_invalid" });
  }
  return ok({ name, role });
}
