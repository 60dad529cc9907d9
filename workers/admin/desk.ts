/** The desk: letters that died and can be sent again, and the log of who did what. */
import { Hono } from "hono";
import { adminApi } from "../../contracts/api-admin.ts";
import { isStream, STREAMS } from "../../contracts/streams.ts";
import { listAudit } from "../../db/audit.ts";
import {
  type DeadLetter,
  deadLetter,
  listDeadLetters,
  markReplayed,
} from "../../db/dead-letters.ts";
import { fail, invariant, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { cursorOf } from "./cursor.ts";
import { runDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { staffRoute } from "./staff-route.ts";

/** Routes of the desk. */
export const deskRoutes = new Hono<AppEnv<Env>>();

staffRoute(deskRoutes, adminApi.listDeadLetters, async (c, { query }) => {
  const cursor = cursorOf(query.cursor);
  if (!cursor.ok) return cursor;
  const { limit } = query;
  const { rows, nextCursor } = await listDeadLetters(c.env.ORDERS, { cursor: cursor.value, limit });
  return ok({ letters: rows.map(letterOf), nextCursor });
});

/** The letter is sent before it is marked: one sent twice is taken in once. */
staffRoute(deskRoutes, adminApi.replayDeadLetter, (c, { params: { id }, ...call }) =>
  runDeed(c, call, async () => {
    const letter = await deadLetter(c.env.ORDERS, id);
    if (letter === null) return fail({ reason: "not_found" });
    const deed = { action: "letter.replay", subjectId: id, before: stateOf(letter) };
    if (letter.replayedAt !== null) {
      return ok({ ...deed, value: letterOf(letter), after: stateOf(letter) });
    }
    const { queue, body } = letter;
    invariant(isStream(queue), `the letter's queue ${queue} is one of the shop's`);
    await c.env[STREAMS[queue]].send(body);
    const now = Date.now();
    const actor = call.staff.name;
    const replayed = { ...letter, replayedAt: now, replayedBy: actor };
    return ok({
      ...deed,
      value: letterOf(replayed),
      after: stateOf(replayed),
      statements: [markReplayed(c.env.ORDERS, id, { actor, now })],
    });
  }),
);

staffRoute(deskRoutes, adminApi.listAudit, async (c, { query }) => {
  const cursor = cursorOf(query.cursor);
  if (!cursor.ok) return cursor;
  const { subject, limit } = query;
  const page = await listAudit(c.env.ORDERS, { subject, cursor: cursor.value, limit });
  const entries = page.rows.map((entry) => ({ ...entry, at: timeOf(entry.at) }));
  return ok({ entries, nextCursor: page.nextCursor });
});

function letterOf(letter: DeadLetter) {
  const { diedAt, replayedAt } = letter;
  return {
    ...letter,
    diedAt: timeOf(diedAt),
    replayedAt: replayedAt === null ? null : timeOf(replayedAt),
  };
}

function stateOf({ queue, replayedAt, replayedBy }: DeadLetter) {
  return { queue, replayedAt, replayedBy };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
