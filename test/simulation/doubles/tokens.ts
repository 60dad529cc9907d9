/** In place of http/tokens.ts: what was signed is believed, so that nothing waits for real threads. */
import { fail, ok, type Result } from "../../../domain/result.ts";
import type { TokenClaims, TokenProblem, VerifiedToken } from "../../../http/tokens.ts";

export async function signToken(
  _secret: string,
  claims: TokenClaims,
  { ttlMs, now }: { readonly ttlMs: number; readonly now: number },
): Promise<string> {
  return `signed:${JSON.stringify({ facts: {}, ...claims, issuedAt: now, expiresAt: now + ttlMs })}`;
}

export async function verifyToken(
  _secret: string,
  token: string,
  { type, now }: { readonly type: string; readonly now: number },
): Promise<Result<VerifiedToken, TokenProblem>> {
  if (!token.startsWith("signed:")) return fail({ reason: "token_invalid" });
  const claims: VerifiedToken = JSON.parse(token.slice("signed:".length));
  if (claims.type !== type) return fail({ reason: "token_invalid" });
  return claims.expiresAt <= now ? fail({ reason: "token_expired" }) : ok(claims);
}

export async function keyedDigest(_secret: string, purpose: string, text: string): Promise<string> {
  return `${purpose} ${text}`;
}
