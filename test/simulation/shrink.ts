/** Makes the story of a broken promise short: without the faults and the people it does not need. */
import { FAULT_NAMES, type FaultName } from "./faults.ts";
import { play, type WorldEnd, type WorldOptions } from "./world.ts";

/** How many worlds are played to find out what matters. */
const TRIES_MAX = 150;
/** Lines of history that are kept. */
const LINES_MAX = 120;

/** A broken promise with the least that breaks it. */
export interface Shrunk {
  readonly seed: number;
  readonly invariant: string;
  readonly message: string;
  /** Faults without which it does not break. */
  readonly faults: readonly FaultName[];
  /** Shoppers that are needed for it, of all. */
  readonly shoppers: readonly number[];
  readonly history: readonly string[];
}

type Without = Required<Pick<WorldOptions, "off" | "absent">>;

/** Plays the world again and again with less in it, as long as the same promise breaks. */
export function shrink(
  end: WorldEnd,
  base: Pick<WorldOptions, "storage" | "copies" | "script">,
): Shrunk {
  const { seed } = end;
  const invariant = end.violation?.invariant ?? "";
  let tries = 0;
  const breaks = (without: Without): boolean => {
    tries += 1;
    return play({ ...base, seed, ...without }).violation?.invariant === invariant;
  };
  let without: Without = { off: new Set(), absent: new Set() };
  const attempt = (less: Without) => {
    if (tries < TRIES_MAX && breaks(less)) without = less;
  };
  const everybody = Array.from({ length: end.shoppers }, (_, number) => number);
  for (let size = Math.ceil(everybody.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < everybody.length; from += size) {
      const leaving = everybody.slice(from, from + size);
      if (leaving.every((number) => without.absent.has(number))) continue;
      attempt({ ...without, absent: new Set([...without.absent, ...leaving]) });
    }
  }
  for (const name of FAULT_NAMES) {
    if (end.faults[name] > 0) attempt({ ...without, off: new Set([...without.off, name]) });
  }
  const last = play({ ...base, seed, ...without, isTold: true });
  return {
    seed,
    invariant,
    message: last.violation?.message ?? end.violation?.message ?? "",
    faults: FAULT_NAMES.filter((name) => last.faults[name] > 0),
    shoppers: everybody.filter((number) => !without.absent.has(number)),
    history: excerpt(last),
  };
}

/** A broken promise as it came. */
export function told({ seed, violation, shoppers, faults }: WorldEnd): Shrunk {
  return {
    seed,
    invariant: violation?.invariant ?? "",
    message: violation?.message ?? "",
    faults: FAULT_NAMES.filter((name) => faults[name] > 0),
    shoppers: Array.from({ length: shoppers }, (_, number) => number),
    history: [],
  };
}

/** The lines that speak of the order or the item in question, or simply the last ones. */
export function excerpt({ history, violation }: WorldEnd): string[] {
  const ids = violation?.message.match(/(?:ord|itm|pi)_\w+/g) ?? [];
  const marks = ids.flatMap((id) => [id, ` ${id.slice(-5)}`]);
  const about = history.filter((line) => marks.some((mark) => line.includes(mark)));
  const lines = about.length > 0 ? about : history;
  return lines.slice(-LINES_MAX).map((line) => line.slice(0, 240));
}
