import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadLocalSecrets, mintSecrets, STAND_IN_KEY_PREFIX } from "./local-secrets.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-secrets-"));
  file = path.join(folder, ".dev.vars");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("loadLocalSecrets()", () => {
  it("mints once and answers the same ever after", () => {
    const first = loadLocalSecrets(file);
    expect(Object.keys(first).sort()).toEqual(Object.keys(mintSecrets()).sort());
    expect(loadLocalSecrets(file)).toEqual(first);
  });

  it("writes a file that only its owner reads", () => {
    loadLocalSecrets(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("keeps what a developer wrote and adds what is missing", () => {
    writeFileSync(file, 'STRIPE_SECRET_KEY="sk_test_mine"\nHOLD_MS=1000');
    const secrets = loadLocalSecrets(file);
    expect(secrets).toMatchObject({ STRIPE_SECRET_KEY: "sk_test_mine", HOLD_MS: "1000" });
    expect(secrets.SIGNING_KEY).toHaveLength(43);
    expect(readFileSync(file, "utf8")).toContain("\nSIGNING_KEY=");
  });
});

describe("mintSecrets()", () => {
  it("never repeats itself and marks the key of the stand-in", () => {
    const [one, other] = [mintSecrets(), mintSecrets()];
    expect(one.SIGNING_KEY).not.toBe(other.SIGNING_KEY);
    expect(one.STRIPE_SECRET_KEY?.startsWith(STAND_IN_KEY_PREFIX)).toBe(true);
  });
});
