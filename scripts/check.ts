/** `npm run check`: everything that can be told without running the shop. */
import { CHECKS } from "./checks.ts";
import { runSteps } from "./step.ts";

const { failed } = await runSteps(CHECKS);
if (failed > 0) process.exit(1);
