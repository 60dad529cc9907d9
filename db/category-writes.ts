/** What follows where a category moves or goes: who stands in which category, and old addresses. */
import { type SQL, sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

/** The products that staff put into a category or below it. */
const insideOf = (category: SQL) => sql`
  WITH RECURSIVE below (id) AS (
    SELECT ${category}
    UNION SELECT categories.id FROM below JOIN categories ON categories.parent_id = below.id)
  SELECT DISTINCT product_id FROM product_categories
  WHERE is_primary = 1 AND category_id IN (SELECT id FROM below)`;

const forgetFrom = (inside: SQL) =>
  sql`DELETE FROM product_categories WHERE is_primary = 0 AND product_id IN (${inside})`;

const inheritFrom = (inside: SQL) => sql`
    INSERT INTO product_categories (category_id, product_id, is_primary)
    WITH RECURSIVE moved (id) AS (${inside}), up (product_id, id) AS (
      SELECT product_id, category_id FROM product_categories
      WHERE is_primary = 1 AND product_id IN (SELECT id FROM moved)
      UNION SELECT up.product_id, categories.parent_id
      FROM up JOIN categories ON categories.id = up.id WHERE categories.parent_id IS NOT NULL)
    SELECT id, product_id, 0 FROM up WHERE true ON CONFLICT DO NOTHING`;

const byId = () => insideOf(sql`${place("id")}`);
const byHandle = () => insideOf(sql`(SELECT id FROM categories WHERE handle = ${place("handle")})`);

const forgetStatement = statement<{ id: string }>(() => forgetFrom(byId()));
const inheritStatement = statement<{ id: string }>(() => inheritFrom(byId()));
const forgetNamedStatement = statement<{ handle: string }>(() => forgetFrom(byHandle()));
const inheritNamedStatement = statement<{ handle: string }>(() => inheritFrom(byHandle()));

const leadOnStatement = statement<{ id: string; parentId: string; now: number }>(
  () => sql`
    INSERT INTO former_handles (kind, handle, subject_id, since)
    SELECT 'category', handle, ${place("parentId")}, ${place("now")}
    FROM categories WHERE id = ${place("id")}
    ON CONFLICT (kind, handle) DO UPDATE SET subject_id = excluded.subject_id`,
);

const leadAllOnStatement = statement<{ id: string; parentId: string }>(
  () => sql`
    UPDATE former_handles SET subject_id = ${place("parentId")}
    WHERE kind = 'category' AND subject_id = ${place("id")}`,
);

const forgetHandlesStatement = statement<{ id: string }>(
  () => sql`DELETE FROM former_handles WHERE kind = 'category' AND subject_id = ${place("id")}`,
);

const descendsStatement = statement<{ id: string; parentId: string }>(
  () => sql`
    WITH RECURSIVE up (id) AS (
      SELECT ${place("parentId")}
      UNION SELECT categories.parent_id FROM up JOIN categories ON categories.id = up.id
      WHERE categories.parent_id IS NOT NULL)
    SELECT (SELECT count(*) FROM up) AS depth,
      EXISTS (SELECT 1 FROM up WHERE id = ${place("id")}) AS is_loop,
      EXISTS (SELECT 1 FROM categories WHERE id = ${place("parentId")}) AS is_known`,
);

/** How a category would stand below a parent. */
export interface Standing {
  /** Categories from the root to the parent. */
  readonly depth: number;
  readonly isLoop: boolean;
  readonly isKnown: boolean;
}

/** @returns how the category would stand below the parent */
export async function standingBelow(
  db: Database,
  id: Id<"category"> | "",
  parentId: Id<"category">,
): Promise<Standing> {
  const row = await descendsStatement
    .bind(db, { id, parentId })
    .first<{ depth: number; is_loop: number; is_known: number }>();
  return { depth: row?.depth ?? 0, isLoop: row?.is_loop === 1, isKnown: row?.is_known === 1 };
}

/** @returns whether a batch failed because a category would have stood below itself */
export function isCategoryLoop(error: unknown): boolean {
  return error instanceof Error && error.message.includes("category_loop");
}

/** The statements after a move: every product below stands in the new ancestors, and in no old one. */
export function inheritCategories(db: Database, id: Id<"category">): D1PreparedStatement[] {
  return [forgetStatement.bind(db, { id }), inheritStatement.bind(db, { id })];
}

/** The same for a category by the handle that it has after the move. */
export function inheritNamedCategory(db: Database, handle: string): D1PreparedStatement[] {
  return [forgetNamedStatement.bind(db, { handle }), inheritNamedStatement.bind(db, { handle })];
}

/** The statements before a category goes: its addresses lead to the one above, if there is one. */
export function leadToParent(
  db: Database,
  { id, parentId }: { readonly id: Id<"category">; readonly parentId: Id<"category"> | null },
  now: number,
): D1PreparedStatement[] {
  if (parentId === null) return [forgetHandlesStatement.bind(db, { id })];
  return [
    leadAllOnStatement.bind(db, { id, parentId }),
    leadOnStatement.bind(db, { id, parentId, now }),
  ];
}
