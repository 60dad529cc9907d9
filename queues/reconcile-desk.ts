/** What waits for people: letters that nobody sent again, shoppers who were not told. */
import { lettersReplayed, lettersWaiting, ordersTold, ordersUntold } from "../db/lookout.ts";
import { openSubjects } from "../db/reconciliation.ts";
import type { Finding } from "../domain/reconciliation.ts";
import type { Env } from "../env.gen.ts";
import type { Job } from "./job.ts";
import { Look } from "./look.ts";

const HOUR_MS = 60 * 60 * 1000;
/** A letter, and a shopper, that waits for longer is somebody's matter. */
const WAITING_AFTER_MS = HOUR_MS;
/** Orders that are looked through for shoppers who were not told. */
const UNTOLD_SINCE_MS = 3 * 24 * HOUR_MS;
const ROWS = 100;
const NOTICE = "order_confirmation";

/** Every few minutes. What leaves the window unanswered stays open until a person settles it. */
export const compareDesk: Job = {
  name: "desk",
  everyMs: 0,
  pagesMax: 1,
  async page(env, _cursor, { now }) {
    const counts = await Promise.all([lookAtLetters(env, now), lookAtNotices(env, now)]);
    return { cursor: null, count: counts.reduce((sum, count) => sum + count, 0) };
  },
};

async function lookAtLetters({ ORDERS }: Pick<Env, "ORDERS">, now: number): Promise<number> {
  const look = new Look(["letter_waiting"]);
  const open = await openSubjects(ORDERS, ["letter_waiting"], ROWS);
  for (const id of await lettersReplayed(ORDERS, open)) await look.at(id, []);
  const letters = await lettersWaiting(ORDERS, { before: now - WAITING_AFTER_MS, rows: ROWS });
  for (const { id, queue, diedAt } of letters) {
    const details = { queue, diedAt };
    await look.at(id, [{ type: "letter_waiting", subject: id, details, remedy: "none" }]);
  }
  await look.keep(ORDERS, now);
  return letters.length;
}

async function lookAtNotices({ ORDERS }: Pick<Env, "ORDERS">, now: number): Promise<number> {
  const look = new Look(["notice_unsent"]);
  const open = await openSubjects(ORDERS, ["notice_unsent"], ROWS);
  for (const id of await ordersTold(ORDERS, NOTICE, open)) await look.at(id, []);
  const bounds = { since: now - UNTOLD_SINCE_MS, before: now - WAITING_AFTER_MS, rows: ROWS };
  const untold = await ordersUntold(ORDERS, NOTICE, bounds);
  for (const { id, confirmedAt } of untold) {
    const details = { kind: NOTICE, confirmedAt };
    const finding: Finding = { type: "notice_unsent", subject: id, details, remedy: "none" };
    await look.at(id, [finding]);
  }
  await look.keep(ORDERS, now);
  return untold.length;
}
