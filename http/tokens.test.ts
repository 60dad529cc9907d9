import { base64url, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { signToken, type TokenType, verifyToken } from "./tokens.ts";

const NOW = 1_700_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const secretOf = (fill: number) => base64url.encode(new Uint8Array(32).fill(fill));
const SECRET = secretOf(7);
const TYPES: readonly TokenType[] = ["cart+jwt", "quote+jwt", "order+jwt", "staff+jwt"];

function sign(type: TokenType = "cart+jwt") {
  const claims = { type, subject: "crt_1", facts: { total: 1299 } };
  return signToken(SECRET, claims, { ttlMs: DAY_MS, now: NOW });
}

const invalid = { ok: false, problem: { reason: "token_invalid" } };

describe("verifyToken()", () => {
  it("gives back what was signed", async () => {
    const token = await sign();
    expect(await verifyToken(SECRET, token, { type: "cart+jwt", now: NOW + 1000 })).toEqual({
      ok: true,
      value: {
        type: "cart+jwt",
        subject: "crt_1",
        facts: { total: 1299 },
        issuedAt: NOW,
        expiresAt: NOW + DAY_MS,
      },
    });
  });

  it("refuses a token of another purpose, each by each", async () => {
    for (const type of TYPES) {
      const token = await sign(type);
      for (const other of TYPES) {
        const checked = await verifyToken(SECRET, token, { type: other, now: NOW });
        expect(checked.ok).toBe(type === other);
      }
    }
  });

  it("refuses an expired token, from the very moment on", async () => {
    const token = await sign();
    const at = (now: number) => verifyToken(SECRET, token, { type: "cart+jwt", now });
    expect(await at(NOW + DAY_MS - 1000)).toMatchObject({ ok: true });
    expect(await at(NOW + DAY_MS)).toEqual({ ok: false, problem: { reason: "token_expired" } });
  });

  it("refuses every token with one character changed", async () => {
    const token = await sign();
    for (let at = 0; at < token.length; at += 3) {
      const changed = token[at] === "A" ? "B" : "A";
      const forged = token.slice(0, at) + changed + token.slice(at + 1);
      const checked = await verifyToken(SECRET, forged, { type: "cart+jwt", now: NOW });
      expect(checked, `character ${at}`).toEqual(invalid);
    }
  });

  it("refuses another secret, and the secret itself as a key", async () => {
    const token = await sign();
    const verify = (word: string, secret = SECRET) =>
      verifyToken(secret, word, { type: "cart+jwt", now: NOW });
    expect(await verify(token, secretOf(8))).toEqual(invalid);
    const claims = new SignJWT({ sub: "crt_2" })
      .setIssuer("kiosk")
      .setAudience("kiosk:cart+jwt")
      .setIssuedAt(NOW / 1000)
      .setExpirationTime(NOW / 1000 + 60)
      .setProtectedHeader({ alg: "HS256", typ: "cart+jwt" });
    expect(await verify(await claims.sign(base64url.decode(SECRET)))).toEqual(invalid);
  });

  it("refuses alg none and what is no token", async () => {
    const unsigned = new UnsecuredJWT({ sub: "crt_1" })
      .setIssuer("kiosk")
      .setAudience("kiosk:cart+jwt")
      .setIssuedAt(NOW / 1000)
      .setExpirationTime(NOW / 1000 + 60)
      .encode();
    const [, payload = ""] = unsigned.split(".");
    const header = base64url.encode('{"alg":"none","typ":"cart+jwt"}');
    for (const word of [unsigned, `${header}.${payload}.`, "", "x", "a.b.c", "....", "ü.ü.ü"]) {
      expect(await verifyToken(SECRET, word, { type: "cart+jwt", now: NOW })).toEqual(invalid);
    }
  });
});

describe("signToken()", () => {
  it("refuses a short secret", async () => {
    const short = base64url.encode(new Uint8Array(16));
    await expect(
      signToken(short, { type: "cart+jwt", subject: "x" }, { ttlMs: 1, now: NOW }),
    ).rejects.toThrow(RangeError);
  });
});
