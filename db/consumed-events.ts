/** The events that a database has taken in; claimed in the same batch as the write they guard. */
import { sql } from "drizzle-orm";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

const claimStatement = statement<{ consumer: string; eventId: string; now: number }>(
  () => sql`
    INSERT INTO consumed_events (consumer, event_id, consumed_at)
    VALUES (${place("consumer")}, ${place("eventId")}, ${place("now")})
    ON CONFLICT DO NOTHING`,
);

const pruneStatement = statement<{ before: number; rows: number }>(
  () => sql`
    DELETE FROM consumed_events WHERE (consumer, event_id) IN (
      SELECT consumer, event_id FROM consumed_events
      WHERE consumed_at < ${place("before")} ORDER BY consumed_at LIMIT ${place("rows")})`,
);

/** Claims an event for a consumer; it changes no row where that was done before. */
export function claimEvent(
  db: Database,
  claim: { readonly consumer: string; readonly eventId: string; readonly now: number },
): D1PreparedStatement {
  return claimStatement.bind(db, { ...claim });
}

/** Forgets the oldest claims made before `before`. @returns how many */
export async function pruneConsumedEvents(
  db: Database,
  bounds: { readonly before: number; readonly rows: number },
): Promise<number> {
  const { meta } = await pruneStatement.bind(db, { ...bounds }).run();
  return meta.changes;
}
