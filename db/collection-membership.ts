/** Who stands in a collection that fills itself: compared product by product, written only where it differs. */
import { sql } from "drizzle-orm";
import {
  type CollectionRules,
  fulfils,
  growsOld,
  type RuledProduct,
} from "../domain/collection-rules.ts";
import type { Id } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import { type Database, statement } from "./statement.ts";

/** Collections with rules that a shop may have, and products that one comparison takes. */
export const RULED_COLLECTIONS_MAX = 500;
const CHUNK_PRODUCTS = 200;
/** How often collections of recent products are compared anew. */
const GROWS_OLD_MS = 60 * 60 * 1000;

interface RuledCollection {
  readonly id: Id<"collection">;
  readonly rules: CollectionRules;
}

interface FactsRow {
  readonly id: Id<"product">;
  readonly is_published: number;
  readonly product_type_id: Id<"productType"> | null;
  readonly brand_id: Id<"brand"> | null;
  readonly tags: string;
  readonly created_at: number;
  readonly categories: string;
  readonly prices: string;
  readonly attributes: string;
  readonly is_in_stock: number;
}

interface Membership {
  readonly collectionId: Id<"collection">;
  readonly productId: Id<"product">;
}

const place = sql.placeholder;

const collectionsStatement = statement<{ rows: number }>(
  () => sql`
    SELECT id, rules FROM collections WHERE kind = 'rules' ORDER BY id LIMIT ${place("rows")}`,
);

const factsStatement = statement<{ ids: string }>(
  () => sql`
    SELECT products.id, products.status = 'published' AS is_published, product_type_id, brand_id,
      tags, created_at,
      (SELECT json_group_array(category_id) FROM product_categories
        WHERE product_id = products.id) AS categories,
      (SELECT json_group_array(json_object('currency', currency, 'minMinor', min_minor,
          'isReduced', EXISTS (SELECT 1 FROM variants
            JOIN prices ON prices.variant_id = variants.id
              AND prices.currency = product_price_ranges.currency
            WHERE variants.product_id = products.id AND shown_compare_minor IS NOT NULL)))
        FROM product_price_ranges WHERE product_id = products.id) AS prices,
      (SELECT json_group_array(json_array(attribute_id, json(value)))
        FROM product_attributes WHERE product_id = products.id) AS attributes,
      EXISTS (SELECT 1 FROM variants
        JOIN stock_levels ON stock_levels.stock_item_id = variants.stock_item_id
        WHERE variants.product_id = products.id GROUP BY variants.stock_item_id
        HAVING sum(on_hand - held - allocated) > 0) AS is_in_stock
    FROM products WHERE products.id IN (SELECT value FROM json_each(${place("ids")}))`,
);

const membersStatement = statement<{ ids: string; collections: string }>(
  () => sql`
    SELECT collection_id AS "collectionId", product_id AS "productId" FROM collection_products
    WHERE product_id IN (SELECT value FROM json_each(${place("ids")}))
      AND collection_id IN (SELECT value FROM json_each(${place("collections")}))`,
);

/** Only while the collection still has rules: staff may just have taken them away. */
const joinStatement = statement<{ members: string }>(
  () => sql`
    INSERT INTO collection_products (collection_id, product_id, position)
    SELECT member.value ->> 'collectionId', member.value ->> 'productId', 0
    FROM json_each(${place("members")}) AS member
    JOIN collections ON collections.id = member.value ->> 'collectionId' AND kind = 'rules'
    JOIN products ON products.id = member.value ->> 'productId'
    WHERE true ON CONFLICT DO NOTHING`,
);

const leaveStatement = statement<{ members: string }>(
  () => sql`
    DELETE FROM collection_products WHERE (collection_id, product_id) IN (
      SELECT member.value ->> 'collectionId', member.value ->> 'productId'
      FROM json_each(${place("members")}) AS member
      JOIN collections ON collections.id = member.value ->> 'collectionId' AND kind = 'rules')`,
);

const chunkStatement = statement<{ after: string; rows: number }>(
  () => sql`
    SELECT id FROM products WHERE id > ${place("after")} ORDER BY id LIMIT ${place("rows")}`,
);

const pendingStatement = statement<{ rows: number }>(
  () => sql`
    SELECT id, rules, refresh_after AS "after", version FROM collections
    WHERE kind = 'rules' AND refresh_after IS NOT NULL ORDER BY id LIMIT ${place("rows")}`,
);

/** Rules that were changed meanwhile began anew and keep their place. */
const advanceStatement = statement<{
  id: string;
  version: number;
  from: string;
  after: string | null;
  now: number;
}>(
  () => sql`
    UPDATE collections SET refresh_after = ${place("after")},
      refreshed_at = CASE WHEN ${place("after")} IS NULL THEN ${place("now")} ELSE refreshed_at END
    WHERE id = ${place("id")} AND version = ${place("version")}
      AND refresh_after = ${place("from")}`,
);

const againStatement = statement<{ ids: string; before: number }>(
  () => sql`
    UPDATE collections SET refresh_after = ''
    WHERE id IN (SELECT value FROM json_each(${place("ids")}))
      AND refresh_after IS NULL AND refreshed_at < ${place("before")}`,
);

/**
 * Puts these products into the collections whose rules they fulfil now, and takes them out of the
 * others. Safe to repeat; what stays the same is not written, so that a change is told of once.
 * @param now epoch milliseconds
 * @returns how many memberships changed
 */
export async function refreshMembership(
  db: Database,
  productIds: readonly Id<"product">[],
  now: number,
): Promise<number> {
  if (productIds.length === 0) return 0;
  const ruled = await ruledCollections(db);
  if (ruled.length === 0) return 0;
  let changed = 0;
  for (let from = 0; from < productIds.length; from += CHUNK_PRODUCTS) {
    changed += await compare(db, {
      ids: productIds.slice(from, from + CHUNK_PRODUCTS),
      ruled,
      now,
    });
  }
  return changed;
}

/**
 * Goes on with collections whose rules changed, and begins anew with those that time changes.
 * @param chunks how many times some two hundred products are compared at most
 * @returns whether something is left to do
 */
export async function refreshCollections(
  db: Database,
  { now, chunks }: { readonly now: number; readonly chunks: number },
): Promise<boolean> {
  const old = (await ruledCollections(db)).filter(({ rules }) => growsOld(rules));
  if (old.length > 0) {
    const ids = JSON.stringify(old.map(({ id }) => id));
    await againStatement.bind(db, { ids, before: now - GROWS_OLD_MS }).run();
  }
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    if (!(await refreshChunk(db, now))) return false;
  }
  return true;
}

/** @returns whether there was something to do */
async function refreshChunk(db: Database, now: number): Promise<boolean> {
  const { results: pending } = await pendingStatement
    .bind(db, { rows: 1 })
    .all<{ id: Id<"collection">; rules: string; after: string; version: number }>();
  const [collection] = pending;
  if (collection === undefined) return false;
  const { id, after: from, version } = collection;
  const rows = await chunkStatement
    .bind(db, { after: from, rows: CHUNK_PRODUCTS })
    .all<{ id: Id<"product"> }>();
  const ids = rows.results.map((row) => row.id);
  const ruled = [{ id, rules: JSON.parse(collection.rules) as CollectionRules }];
  await compare(db, { ids, ruled, now });
  const after = ids.length < CHUNK_PRODUCTS ? null : (ids.at(-1) ?? null);
  await advanceStatement.bind(db, { id, version, from, after, now }).run();
  return true;
}

async function ruledCollections(db: Database): Promise<RuledCollection[]> {
  const { results } = await collectionsStatement
    .bind(db, { rows: RULED_COLLECTIONS_MAX })
    .all<{ id: Id<"collection">; rules: string }>();
  return results.map(({ id, rules }) => ({ id, rules: JSON.parse(rules) as CollectionRules }));
}

async function compare(
  db: Database,
  work: {
    readonly ids: readonly Id<"product">[];
    readonly ruled: readonly RuledCollection[];
    readonly now: number;
  },
): Promise<number> {
  const { ids, ruled, now } = work;
  if (ids.length === 0) return 0;
  const asked = JSON.stringify(ids);
  const collections = JSON.stringify(ruled.map(({ id }) => id));
  const [facts, members] = await Promise.all([
    factsStatement.bind(db, { ids: asked }).all<FactsRow>(),
    membersStatement.bind(db, { ids: asked, collections }).all<Membership>(),
  ]);
  const wanted = new Map<string, Membership>();
  for (const row of facts.results) {
    if (row.is_published === 0) continue;
    const product = ruledProduct(row);
    for (const { id: collectionId, rules } of ruled) {
      if (!fulfils(product, rules, now)) continue;
      const member = { collectionId, productId: row.id };
      wanted.set(keyOf(member), member);
    }
  }
  const standing = new Set(members.results.map(keyOf));
  const joining = [...wanted].filter(([key]) => !standing.has(key)).map(([, member]) => member);
  const leaving = members.results.filter((member) => !wanted.has(keyOf(member)));
  const statements = [
    ...(joining.length > 0 ? [joinStatement.bind(db, { members: JSON.stringify(joining) })] : []),
    ...(leaving.length > 0 ? [leaveStatement.bind(db, { members: JSON.stringify(leaving) })] : []),
  ];
  if (statements.length > 0) await db.batch(statements);
  return joining.length + leaving.length;
}

function keyOf({ collectionId, productId }: Membership): string {
  return `${collectionId} ${productId}`;
}

function ruledProduct(row: FactsRow): RuledProduct {
  const prices: { currency: Currency; minMinor: number; isReduced: number }[] = JSON.parse(
    row.prices,
  );
  type Value = string | number | boolean;
  const attributes: [Id<"attribute">, Value | Value[]][] = JSON.parse(row.attributes);
  return {
    typeId: row.product_type_id,
    categoryIds: JSON.parse(row.categories),
    brandId: row.brand_id,
    tags: JSON.parse(row.tags),
    prices: prices.map((price) => ({ ...price, isReduced: price.isReduced === 1 })),
    attributes: new Map(
      attributes.map(([id, value]) => [id, Array.isArray(value) ? value : [value]]),
    ),
    isInStock: row.is_in_stock === 1,
    createdAt: row.created_at,
  };
}
