/** What Linux knows of a process: its processor time, its memory, its children. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The kernel counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** Places in /proc/<pid>/stat after the name, which may contain spaces. */
const [PARENT, USER_TIME, SYSTEM_TIME] = [1, 11, 12];

/** True where processes can be measured. */
export const CAN_MEASURE = existsSync("/proc/self/stat");

/** Processor time of the processes so far, user and system, in milliseconds. */
export function cpuMs(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const fields = statOf(pid);
    return Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME]);
  });
  return ticks.reduce((sum, each) => sum + each, 0) * TICK_MS;
}

/** Memory that the processes hold now, in bytes. */
export function residentBytes(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    const [, resident] =
      /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(resident);
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) * 1024;
}

/** The processes that a process started, and those that they started. */
export function descendants(pid: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = parentOf(Number(name));
      return parent === null ? [] : [{ pid: Number(name), parent }];
    });
  const children = (of: number): number[] =>
    parents
      .filter(({ parent }) => parent === of)
      .flatMap((each) => [each.pid, ...children(each.pid)]);
  return children(pid);
}

/** Null for a process that ended between the listing and this look at it. */
function parentOf(pid: number): number | null {
  try {
    return Number(statOf(pid)[PARENT]);
  } catch {
    return null;
  }
}

function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}
