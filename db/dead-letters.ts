/** Messages that no consumer could take in, kept for staff to see and to replay. */
import { sql } from "drizzle-orm";
import { type Id, idFromBytes } from "../domain/id.ts";
import { sha256 } from "../runtime/digest.ts";
import { deadLetters } from "./orders-tables.ts";
import { type Database, statement } from "./statement.ts";
import { NEWEST, type Page, pageOf, type TimeCursor } from "./time-cursor.ts";

/** Longest reason that is kept, in characters. */
const REASON_MAX = 500;

/** A message and why it died. */
export interface DeadMessage {
  /** The queue that it should be replayed to. */
  readonly queue: string;
  /** The queue's own id of the message: the same letter is kept once. */
  readonly messageId: string;
  readonly body: unknown;
  readonly reason: string;
  readonly diedAt: number;
}

/** A dead letter as staff see it. */
export interface DeadLetter {
  readonly id: Id<"letter">;
  readonly queue: string;
  readonly body: unknown;
  readonly reason: string;
  readonly diedAt: number;
  readonly replayedAt: number | null;
  readonly replayedBy: string | null;
}

type Row = Omit<DeadLetter, "body"> & { readonly body: string };

const place = sql.placeholder;

const keepStatement = statement<{
  id: string;
  queue: string;
  body: string;
  reason: string;
  diedAt: number;
}>(
  () => sql`
    INSERT INTO dead_letters (id, queue, body, reason, died_at)
    VALUES (${place("id")}, ${place("queue")}, ${place("body")}, ${place("reason")},
      ${place("diedAt")})
    ON CONFLICT DO NOTHING`,
);

const columns = sql`
  ${deadLetters.id}, ${deadLetters.queue}, ${deadLetters.body}, ${deadLetters.reason},
  ${deadLetters.diedAt} AS "diedAt", ${deadLetters.replayedAt} AS "replayedAt",
  ${deadLetters.replayedBy} AS "replayedBy"`;

const listStatement = statement<{ at: number; after: string; rows: number }>(
  () => sql`
    SELECT ${columns} FROM ${deadLetters}
    WHERE ${deadLetters.diedAt} <= ${place("at")}
      AND (${deadLetters.diedAt} < ${place("at")} OR ${deadLetters.id} > ${place("after")})
    ORDER BY ${deadLetters.diedAt} DESC, ${deadLetters.id} LIMIT ${place("rows")}`,
);

const oneStatement = statement<{ id: string }>(
  () => sql`SELECT ${columns} FROM ${deadLetters} WHERE ${deadLetters.id} = ${place("id")}`,
);

const markStatement = statement<{ id: string; actor: string; now: number }>(
  () => sql`
    UPDATE dead_letters SET replayed_at = ${place("now")}, replayed_by = ${place("actor")}
    WHERE id = ${place("id")} AND replayed_at IS NULL`,
);

/** Keeps messages; one that is kept already stays as it is. */
export async function keepDeadLetters(
  db: Database,
  messages: readonly DeadMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const statements = messages.map(async ({ messageId, body, reason, ...message }) =>
    keepStatement.bind(db, {
      ...message,
      id: await letterId(message.queue, messageId),
      body: jsonOf(body),
      reason: reason.slice(0, REASON_MAX),
    }),
  );
  await db.batch(await Promise.all(statements));
}

/** A page of dead letters, the newest first. */
export async function listDeadLetters(
  db: Database,
  { cursor = NEWEST, limit }: { readonly cursor?: TimeCursor | undefined; readonly limit: number },
): Promise<Page<DeadLetter>> {
  const { results } = await listStatement
    .bind(db, { at: cursor.at, after: cursor.id, rows: limit + 1 })
    .all<Row>();
  return pageOf(results.map(letterOf), limit, ({ diedAt, id }) => ({ at: diedAt, id }));
}

/** @returns the letter, or null where there is none */
export async function deadLetter(db: Database, id: Id<"letter">): Promise<DeadLetter | null> {
  const row = await oneStatement.bind(db, { id }).first<Row>();
  return row === null ? null : letterOf(row);
}

/** @returns the statement that marks a letter as replayed; the first one to do so stays named */
export function markReplayed(
  db: Database,
  id: Id<"letter">,
  by: { readonly actor: string; readonly now: number },
): D1PreparedStatement {
  return markStatement.bind(db, { id, ...by });
}

function letterOf(row: Row): DeadLetter {
  return { ...row, body: JSON.parse(row.body) };
}

async function letterId(queue: string, messageId: string): Promise<Id<"letter">> {
  return idFromBytes("letter", await sha256(`${queue}\n${messageId}`));
}

/** Whatever a queue may carry, as JSON: a letter must not be lost because it is odd. */
function jsonOf(body: unknown): string {
  try {
    return JSON.stringify(body) ?? "null";
  } catch {
    return JSON.stringify(String(body));
  }
}
