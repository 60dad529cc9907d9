import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  COUNT_SCRIPT,
  INLINE_SCRIPT_HASHES,
  SPECULATION_RULES,
  THEME_SCRIPT,
} from "./inline-scripts.ts";
import { PAGE_POLICY, pagePolicy } from "./page-policy.ts";

test("INLINE_SCRIPT_HASHES are those of the inline scripts", () => {
  const hashes = [THEME_SCRIPT, COUNT_SCRIPT, SPECULATION_RULES].map(
    (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`,
  );
  expect(INLINE_SCRIPT_HASHES).toEqual(hashes);
});

describe("pagePolicy()", () => {
  test("lets in nothing foreign and nothing inline but the hashed scripts", () => {
    expect(PAGE_POLICY).not.toMatch(/unsafe|https?:|\*/);
    expect(PAGE_POLICY).toContain("require-trusted-types-for 'script'");
    expect(PAGE_POLICY).toContain(`'${INLINE_SCRIPT_HASHES[0]}'`);
  });

  test("opens a page to exactly the origins that it names", () => {
    const policy = pagePolicy({
      scripts: ["https://js.example"],
      frames: ["https://pay.example"],
      hasTrustedTypes: false,
    });
    expect(policy).toMatch(/script-src 'self' [^;]*https:\/\/js\.example(;|$)/);
    expect(policy).toContain("frame-src https://pay.example");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toContain("trusted-types");
  });
});
