/** A closed loop of load: so many at a time, each beginning anew as soon as it is done, until the time is up. */

/** How long and how hard. */
export interface LoadBounds {
  readonly concurrency: number;
  /** How long new ones are begun, in milliseconds. */
  readonly ms: number;
  readonly countMax: number;
}

/** What was done. */
export interface Load {
  readonly elapsedMs: number;
  /** One for each that was done, in milliseconds. */
  readonly latenciesMs: readonly number[];
}

/** Makes one of the loop's hands: called once for each, and answers what it repeats. */
export type Hand = (index: number) => () => Promise<void>;

/** Runs the loop. The first failure ends it. */
export async function runLoad(
  hand: Hand,
  { concurrency, ms, countMax }: LoadBounds,
): Promise<Load> {
  const latenciesMs: number[] = [];
  let begun = 0;
  const startedAt = performance.now();
  const repeat = async (index: number): Promise<void> => {
    const once = hand(index);
    while (begun < countMax && performance.now() - startedAt < ms) {
      begun += 1;
      const calledAt = performance.now();
      await once();
      latenciesMs.push(performance.now() - calledAt);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, index) => repeat(index)));
  return { elapsedMs: performance.now() - startedAt, latenciesMs };
}
