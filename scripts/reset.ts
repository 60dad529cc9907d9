/** `npm run reset`: forgets the local shop's databases, objects and pictures. Secrets stay. */
import { existsSync, rmSync } from "node:fs";
import { readHolder, STATE_FOLDER } from "./local-state.ts";
import { failWith } from "./terminal.ts";

const holder = await readHolder();
if (holder !== null) {
  failWith(
    `The shop is running on port ${holder.port} (process ${holder.pid}): stop it with Ctrl-C, then reset.`,
  );
}
const existed = existsSync(STATE_FOLDER);
for (const folder of [STATE_FOLDER, `${STATE_FOLDER}.unfinished`]) {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  existed ? "Forgotten. npm start begins with a fresh shop." : "There was nothing to forget.",
);
