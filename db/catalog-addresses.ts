/** Where a page has gone whose address leads to nothing: renamed, retired, or never there. */
import { sql } from "drizzle-orm";
import { type Database, statement } from "./statement.ts";

/** Kinds of subjects that have a page under their handle. */
export type PageKind = "product" | "category" | "collection" | "brand";

/** What is known of an address without a page; null where it was never given out. */
export type Whereabouts =
  | { readonly kind: "moved"; readonly handle: string }
  | { readonly kind: "gone" }
  | null;

interface Found {
  readonly handle: string;
  readonly status: "published" | "draft" | "retired";
}

const place = sql.placeholder;
const former = (kind: PageKind) => sql`(SELECT subject_id FROM former_handles
  WHERE kind = ${sql.raw(`'${kind}'`)} AND handle = ${place("handle")})`;

/** A subject that has the handle now comes before one that had it once. */
const STATEMENTS = {
  product: statement<{ handle: string }>(
    () => sql`
      SELECT handle, status FROM products WHERE handle = ${place("handle")}
      UNION ALL SELECT handle, status FROM products WHERE id = ${former("product")} LIMIT 1`,
  ),
  category: statement<{ handle: string }>(
    () => sql`
      SELECT handle, 'published' AS status FROM categories WHERE id = ${former("category")}`,
  ),
  brand: statement<{ handle: string }>(
    () => sql`SELECT handle, 'published' AS status FROM brands WHERE id = ${former("brand")}`,
  ),
  collection: statement<{ handle: string }>(
    () => sql`
      SELECT handle, status FROM collections WHERE handle = ${place("handle")}
      UNION ALL SELECT handle, status FROM collections WHERE id = ${former("collection")} LIMIT 1`,
  ),
} as const;

/** For an address that no page answers: a published subject is only told of under another handle. */
export async function whereabouts(
  db: Database,
  kind: PageKind,
  handle: string,
): Promise<Whereabouts> {
  const found = await STATEMENTS[kind].bind(db, { handle }).first<Found>();
  if (found === null || found.status === "draft") return null;
  if (found.status === "retired") return { kind: "gone" };
  return found.handle === handle ? null : { kind: "moved", handle: found.handle };
}
