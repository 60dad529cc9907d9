/** Tells when a source file changed. */
import { readdirSync, watch } from "node:fs";
import path from "node:path";
import { ROOT } from "./deployables.ts";

const QUIET_MS = 120;

/** Folders without sources of the running shop. */
const IGNORED = new Set(["node_modules", "dist", "docs", "reports", "test", "test-results"]);

/** Files that the build itself writes, and what editors leave. */
const NOISE = /(?:^|\/)public\/assets(?:\/|$)|\.gen\.ts$|\.test\.tsx?$|~$|\.sw.$|(?:^|\/)\.[^/]*$/;

/** Calls back once per burst of changes, never twice at the same time, until the process ends. */
export function watchSources(changed: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const notice = (name: string | null) => {
    if (name !== null && NOISE.test(name.split(path.sep).join("/"))) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(changed);
    }, QUIET_MS);
  };
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith(".") && !IGNORED.has(entry.name),
  );
  for (const { name } of folders) {
    watch(path.join(ROOT, name), { recursive: true }, (_event, file) => notice(file));
  }
  watch(ROOT, (_event, file) => {
    if (file !== null && /\.(?:ts|toml)$/.test(file)) notice(file);
  });
}
