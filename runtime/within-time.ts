/** Waits, but not for ever. */

/** The time is over; what was waited for may still happen. */
export class TimeIsOver extends Error {
  constructor(ms: number) {
    super(`Nothing came back within ${ms} ms`);
    this.name = "TimeIsOver";
  }
}

/** @throws TimeIsOver where `work` takes longer than `ms`; it goes on unheard */
export async function withinTime<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeIsOver(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for `work`, but no longer than `ms`: then it goes on, and whoever waited does too. */
export async function waitAtMost(work: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
