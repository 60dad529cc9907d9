/** Products whose time has come: drafts that go into the shop, products that leave it. */
import { sql } from "drizzle-orm";
import { type Id, idFromBytes } from "../domain/id.ts";
import { sha256 } from "../runtime/digest.ts";
import { isVersionConflict, stageAudit } from "./audit.ts";
import { type Database, statement } from "./statement.ts";

/** The actor of what nobody does by hand. */
export const CLOCK = "clock";

interface Due {
  readonly id: Id<"product">;
  readonly version: number;
  readonly status: "draft" | "published";
  readonly turn: "published" | "retired";
}

const place = sql.placeholder;

/**
 * A draft that lost its last price or category since it was scheduled waits until it has one. One
 * whose time was over before a clock came to it was never to be seen later: it is retired unseen.
 */
const dueStatement = statement<{ now: number; rows: number }>(
  () => sql`
    SELECT id, version, status, 'published' AS turn FROM products
    WHERE publish_at <= ${place("now")} AND status = 'draft'
      AND (retire_at IS NULL OR retire_at > ${place("now")})
      AND EXISTS (SELECT 1 FROM product_price_ranges WHERE product_id = products.id)
      AND EXISTS (SELECT 1 FROM product_categories WHERE product_id = products.id)
    UNION ALL
    SELECT id, version, status, 'retired' AS turn FROM products
    WHERE retire_at <= ${place("now")}
      AND (status = 'published' OR (status = 'draft' AND publish_at <= ${place("now")}))
    LIMIT ${place("rows")}`,
);

const publishStatement = statement<{ id: string; now: number }>(
  () => sql`
    UPDATE products SET status = 'published', publish_at = NULL, version = version + 1,
      updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

const retireStatement = statement<{ id: string; now: number }>(
  () => sql`
    UPDATE products SET status = 'retired', publish_at = NULL, retire_at = NULL, version = version + 1,
      updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

/**
 * Publishes and retires what is due, each with its entry in the log. Safe to repeat and to do twice
 * at once: the entry is written only beside the version that was seen.
 * @param now epoch milliseconds
 * @returns how many products changed
 */
export async function applySchedule(
  db: Database,
  { now, rows }: { readonly now: number; readonly rows: number },
): Promise<number> {
  const { results } = await dueStatement.bind(db, { now, rows }).all<Due>();
  let changed = 0;
  for (const due of results) changed += (await apply(db, due, now)) ? 1 : 0;
  return changed;
}

async function apply(
  db: Database,
  { id, version, status, turn }: Due,
  now: number,
): Promise<boolean> {
  const isPublishing = turn === "published";
  const entry = {
    id: idFromBytes("audit", await sha256(`${CLOCK}\n${id}\n${version}`)),
    at: now,
    actor: CLOCK,
    role: CLOCK,
    action: isPublishing ? "product.publish" : "product.retire",
    subjectId: id,
    requestId: "",
    before: { status, version },
    after: { status: turn, version: version + 1 },
  };
  const change = isPublishing ? publishStatement : retireStatement;
  try {
    await db.batch([stageAudit(db, entry, version), change.bind(db, { id, now })]);
    return true;
  } catch (error) {
    // Staff were faster, or another clock was.
    if (isVersionConflict(error)) return false;
    throw error;
  }
}
