/** Messages to people: one row per kind and subject, claimed before anything is sent. */
import { sql } from "drizzle-orm";
import { type Id, idFromBytes } from "../domain/id.ts";
import { sha256 } from "../runtime/digest.ts";
import { notices } from "./orders-tables.ts";
import { type Database, statement } from "./statement.ts";

/** What a person is told, and about what. */
export interface Notice {
  readonly kind: string;
  readonly subjectId: string;
}

/** Whose turn it is to send a notice. */
export type NoticeClaim =
  | { readonly status: "claimed"; readonly id: Id<"notice">; readonly attempt: number }
  | { readonly status: "sent" }
  /** Another sender is at it until then. */
  | { readonly status: "sending"; readonly leaseUntil: number };

const place = sql.placeholder;

/** A new row, or one whose sender has had its time. */
const claimStatement = statement<{
  id: string;
  kind: string;
  subjectId: string;
  now: number;
  leaseUntil: number;
}>(
  () => sql`
    INSERT INTO notices (id, kind, subject_id, status, attempts, created_at, lease_until)
    VALUES (${place("id")}, ${place("kind")}, ${place("subjectId")}, 'sending', 1, ${place("now")},
      ${place("leaseUntil")})
    ON CONFLICT (kind, subject_id) DO UPDATE SET
      attempts = notices.attempts + 1, lease_until = excluded.lease_until
    WHERE notices.status = 'sending' AND notices.lease_until <= ${place("now")}
    RETURNING attempts AS attempt`,
);

const oneStatement = statement<{ id: string }>(
  () => sql`
    SELECT ${notices.status}, ${notices.leaseUntil} AS "leaseUntil"
    FROM ${notices} WHERE ${notices.id} = ${place("id")}`,
);

const sentStatement = statement<{ id: string; now: number }>(
  () => sql`
    UPDATE notices SET status = 'sent', sent_at = ${place("now")}
    WHERE id = ${place("id")} AND status = 'sending'`,
);

const releaseStatement = statement<{ id: string }>(
  () => sql`UPDATE notices SET lease_until = 0 WHERE id = ${place("id")} AND status = 'sending'`,
);

/** The row is missing, or its sender neither finished nor gave it back. */
const untoldStatement = statement<{
  kind: string;
  since: number;
  until: number;
  attempts: number;
  rows: number;
}>(
  () => sql`
    SELECT orders.id, orders.confirmed_at AS "confirmedAt" FROM orders
    LEFT JOIN notices ON notices.kind = ${place("kind")} AND notices.subject_id = orders.id
    WHERE orders.status = 'confirmed' AND orders.placed_at > ${place("since")}
      AND orders.confirmed_at < ${place("until")}
      AND (notices.id IS NULL OR (notices.status = 'sending' AND notices.attempts < ${place("attempts")}
        AND notices.lease_until BETWEEN 1 AND ${place("until")}))
    ORDER BY orders.placed_at DESC LIMIT ${place("rows")}`,
);

/**
 * Confirmed orders whose shopper was not told although the time for it has passed, because a
 * queue lost the message. What a sender gave back is left out: that is among the dead letters.
 */
export async function untoldOrders(
  db: Database,
  kind: string,
  bounds: {
    /** Placed after, confirmed before: epoch ms. */
    readonly since: number;
    readonly until: number;
    /** Senders that had their turn and did not finish. */
    readonly attempts: number;
    readonly rows: number;
  },
): Promise<{ readonly id: Id<"order">; readonly confirmedAt: number }[]> {
  const { results } = await untoldStatement
    .bind(db, { kind, ...bounds })
    .all<{ id: Id<"order">; confirmedAt: number }>();
  return results;
}

/** Claims a notice until `now + leaseMs`: of any number of callers one may send it. */
export async function claimNotice(
  db: Database,
  notice: Notice,
  { now, leaseMs }: { readonly now: number; readonly leaseMs: number },
): Promise<NoticeClaim> {
  const { kind, subjectId } = notice;
  const id = await noticeId(notice);
  const claimed = await claimStatement
    .bind(db, { id, kind, subjectId, now, leaseUntil: now + leaseMs })
    .first<{ attempt: number }>();
  if (claimed !== null) return { status: "claimed", id, attempt: claimed.attempt };
  const row = await oneStatement
    .bind(db, { id })
    .first<{ status: "sending" | "sent"; leaseUntil: number }>();
  if (row === null) throw new Error(`Expected the notice ${id} that refused to be claimed`);
  const { status, leaseUntil } = row;
  return status === "sent" ? { status } : { status, leaseUntil };
}

/** The notice left the house. */
export async function markNoticeSent(db: Database, id: Id<"notice">, now: number): Promise<void> {
  await sentStatement.bind(db, { id, now }).run();
}

/** It was certainly not sent: the next one may try at once. */
export async function releaseNotice(db: Database, id: Id<"notice">): Promise<void> {
  await releaseStatement.bind(db, { id }).run();
}

async function noticeId({ kind, subjectId }: Notice): Promise<Id<"notice">> {
  return idFromBytes("notice", await sha256(`${kind}\n${subjectId}`));
}
