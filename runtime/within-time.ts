/** Waits, but not for ever: what does not come back in time counts as failed. */

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
