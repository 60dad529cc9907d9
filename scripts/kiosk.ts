/** `npm run kiosk -- <command>`: what a person does to a shop from a terminal. */
import { type KioskCommand, UsageError } from "./kiosk-command.ts";
import { EXPORT } from "./kiosk-export.ts";
import { IMPORT } from "./kiosk-import.ts";
import { STAFF_TOKEN } from "./kiosk-staff-token.ts";

const COMMANDS: readonly KioskCommand[] = [IMPORT, EXPORT, STAFF_TOKEN];
/** Exit status where a command was not understood. */
const MISUSED_STATUS = 2;
const HELP_WORDS = new Set(["--help", "-h", "help"]);

const [word = "help", ...rest] = process.argv.slice(2);
if (HELP_WORDS.has(word)) console.log(help());
else await start(word, rest);

async function start(name: string, args: readonly string[]): Promise<void> {
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) return misused(`There is no command "${name}".`, help());
  if (args.some((arg) => HELP_WORDS.has(arg))) return console.log(command.usage);
  try {
    await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    misused(error.message, command.usage);
  }
}

function misused(sentence: string, advice: string): void {
  console.error(`${sentence}\n\n${advice}`);
  process.exitCode = MISUSED_STATUS;
}

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const rows = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}`);
  return [
    "npm run kiosk -- <command> [options]",
    "",
    ...rows,
    "",
    "Each command explains itself: npm run kiosk -- <command> --help",
  ].join("\n");
}
