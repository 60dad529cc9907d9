/** Signed tokens: guest carts, quotes, order links, staff. One algorithm, one purpose each. */
import { base64url, errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { fail, ok, type Result } from "../domain/result.ts";

const ALGORITHM = "HS256";
const ISSUER = "kiosk";
/** Enough of a digest that no two people share one. */
const DIGEST_BYTES = 16;
/** Distinct secrets times purposes that one isolate remembers. */
const KEYS_MAX = 32;

/** The purpose of a token: its `typ` and its audience. A token of one is refused by the others. */
export type TokenType = "cart+jwt" | "quote+jwt" | "order+jwt" | "staff+jwt";

/** What a key is derived for. */
type Purpose = TokenType | "customer";

/** What a token says. */
export interface TokenClaims {
  readonly type: TokenType;
  /** Whom or what it is about, such as the id of a cart. */
  readonly subject: string;
  /** Anything else that the reader needs; never a secret, for the bearer can read it. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** A token that was checked. */
export interface VerifiedToken extends TokenClaims {
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Why a token is refused; outsiders are told no more than this. */
export type TokenProblem =
  | { readonly reason: "token_invalid" }
  | { readonly reason: "token_expired" };

/**
 * Signs a token.
 * @param secret at least 32 bytes in base64url, as in SIGNING_KEY and STAFF_KEY
 * @param claims what it says
 * @param options `ttlMs` rounds up to whole seconds; `now` is epoch milliseconds
 */
export async function signToken(
  secret: string,
  claims: TokenClaims,
  options: { readonly ttlMs: number; readonly now: number },
): Promise<string> {
  const issuedSeconds = Math.floor(options.now / 1000);
  return new SignJWT({ ...claims.facts })
    .setProtectedHeader({ alg: ALGORITHM, typ: claims.type })
    .setIssuer(ISSUER)
    .setAudience(audienceOf(claims.type))
    .setSubject(claims.subject)
    .setIssuedAt(issuedSeconds)
    .setExpirationTime(Math.ceil((options.now + options.ttlMs) / 1000))
    .sign(await keyFor(secret, claims.type));
}

/** Checks signature, algorithm, type, issuer, audience and expiry of a token. */
export async function verifyToken(
  secret: string,
  token: string,
  options: { readonly type: TokenType; readonly now: number },
): Promise<Result<VerifiedToken, TokenProblem>> {
  const key = await keyFor(secret, options.type);
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      typ: options.type,
      issuer: ISSUER,
      audience: audienceOf(options.type),
      requiredClaims: ["sub", "iat", "exp"],
      currentDate: new Date(options.now),
    });
    // Only its own key signs a purpose; a subject of another shape is still no subject.
    if (typeof payload.sub !== "string") return fail({ reason: "token_invalid" });
    return ok(verified(options.type, payload));
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) return fail({ reason: "token_expired" });
    if (cause instanceof errors.JOSEError) return fail({ reason: "token_invalid" });
    throw cause;
  }
}

/** @returns a digest that only who has the secret can make: the same text has the same one */
export async function keyedDigest(
  secret: string,
  purpose: Exclude<Purpose, TokenType>,
  text: string,
): Promise<string> {
  const key = await keyFor(secret, purpose);
  const digest = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return base64url.encode(new Uint8Array(digest).subarray(0, DIGEST_BYTES));
}

function verified(type: TokenType, payload: JWTPayload): VerifiedToken {
  const { sub = "", iat = 0, exp = 0, iss: _iss, aud: _aud, ...rest } = payload;
  const facts: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      facts[name] = value;
    }
  }
  return { type, subject: sub, facts, issuedAt: iat * 1000, expiresAt: exp * 1000 };
}

function audienceOf(purpose: Purpose): string {
  return `${ISSUER}:${purpose}`;
}

/** Importing a key costs more than using it, so an isolate does it once per secret and purpose. */
const keys = new Map<string, Promise<CryptoKey>>();

function keyFor(secret: string, purpose: Purpose): Promise<CryptoKey> {
  const name = `${purpose}.${secret}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= KEYS_MAX) keys.clear();
  const key = deriveKey(secret, purpose);
  keys.set(name, key);
  return key;
}

/** A key of its own per purpose (HKDF), so that a signature made for one cannot serve another. */
async function deriveKey(secret: string, purpose: Purpose): Promise<CryptoKey> {
  const bytes = new Uint8Array(base64url.decode(secret));
  if (bytes.length < 32) throw new RangeError("A signing key needs at least 32 bytes");
  const master = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    {
      name: "HKDF",
      hash: "SHA-256",
      salt: new Uint8Array(32),
      info: new TextEncoder().encode(audienceOf(purpose)),
    },
    master,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign", "verify"],
  );
}
