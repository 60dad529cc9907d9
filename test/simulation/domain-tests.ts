/** The domain's own tests against a changed copy of it: for mutants that no world is likely to notice. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Substitution, substitute } from "./bundle.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const VITEST = path.join(ROOT, "node_modules/vitest/vitest.mjs");
/** The copy is told by no configuration of the repository. */
const ALONE = `export default { test: { include: ["domain/**/*.test.ts"] } };\n`;

/** @returns whether some of the domain's tests whose file name has `filter` in it fail */
export async function failsTests(
  filter: string,
  substitution: Substitution | null = null,
): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-mutant-"));
  try {
    cpSync(path.join(ROOT, "domain"), path.join(folder, "domain"), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    writeFileSync(path.join(folder, "vitest.config.mjs"), ALONE);
    if (substitution !== null) {
      const file = path.join(folder, substitution.file);
      writeFileSync(file, substitute(substitution, readFileSync(file, "utf8")));
    }
    return (await runTests(folder, filter)) !== 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runTests(folder: string, filter: string): Promise<number | null> {
  const child = spawn(process.execPath, [VITEST, "run", "--root", folder, filter], {
    cwd: folder,
    stdio: "ignore",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
}
