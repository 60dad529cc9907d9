import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { substitute } from "./bundle.ts";
import { MUTANTS } from "./mutants.ts";

const ROOT = path.join(import.meta.dirname, "../..");

describe("MUTANTS", () => {
  it.each(MUTANTS)("say what the core says, exactly once: $name", (mutant) => {
    const contents = readFileSync(path.join(ROOT, mutant.file), "utf8");
    expect(substitute(mutant, contents)).not.toBe(contents);
  });

  it("have names of their own", () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });
});
