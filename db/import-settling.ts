/** What follows the rows of an import: links between products, units for their objects, pictures. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

/** Units on the way to their object. */
export interface WaitingStock {
  readonly stockItemId: Id<"stockItem">;
  readonly locationId: Id<"location">;
  readonly importId: Id<"importJob">;
  readonly quantity: number;
}

/** A link whose goal is not in the shop. */
export interface OpenLink {
  readonly row: number;
  readonly kind: string;
  readonly handle: string;
}

/** A picture to be had. */
export interface WaitingPicture {
  readonly id: Id<"media">;
  readonly productId: Id<"product">;
  readonly url: string | null;
  readonly key: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly attempts: number;
}

const place = sql.placeholder;

const linkStatement = statement<{ id: string }>(
  () => sql`
    INSERT INTO product_links (product_id, kind, linked_id, position)
    SELECT import_links.product_id, kind, products.id, position
    FROM import_links JOIN products ON products.handle = import_links.handle
    WHERE import_id = ${place("id")} AND products.id <> import_links.product_id
    ON CONFLICT (product_id, kind, linked_id) DO NOTHING`,
);

const openLinkStatement = statement<{ id: string; rows: number }>(
  () => sql`
    SELECT row, kind, handle FROM import_links
    WHERE import_id = ${place("id")}
      AND NOT EXISTS (SELECT 1 FROM products WHERE products.handle = import_links.handle)
    ORDER BY row LIMIT ${place("rows")}`,
);

const forgetLinksStatement = statement<{ id: string }>(
  () => sql`DELETE FROM import_links WHERE import_id = ${place("id")}`,
);

const stockStatement = statement<{ id: string; rows: number }>(
  () => sql`
    SELECT stock_item_id AS "stockItemId", location_id AS "locationId", import_id AS "importId",
      quantity
    FROM import_stock WHERE import_id = ${place("id")} LIMIT ${place("rows")}`,
);

const takenStatement = statement<{ taken: string }>(
  () => sql`
    DELETE FROM import_stock WHERE (stock_item_id, location_id) IN (
      SELECT value ->> 'stockItemId', value ->> 'locationId' FROM json_each(${place("taken")}))`,
);

/** Whoever takes a picture on has it until `nextAt`; a fetcher that died leaves it to the next one. */
const claimPictures = statement<{ now: number; nextAt: number; rows: number }>(
  () => sql`
    UPDATE import_pictures SET attempts = attempts + 1, next_at = ${place("nextAt")}
    WHERE id IN (SELECT id FROM import_pictures
      WHERE state = 'waiting' AND next_at <= ${place("now")} ORDER BY next_at LIMIT ${place("rows")})
    RETURNING id, product_id AS "productId", url, key, width, height, attempts`,
);

const storeMedia = statement<{ id: string; key: string; width: number; height: number }>(
  () => sql`
    INSERT INTO media (id, product_id, key, alt, width, height, option_value, position)
    SELECT import_pictures.id, product_id, ${place("key")}, alt, ${place("width")},
      ${place("height")}, option_value, position
    FROM import_pictures JOIN products ON products.id = import_pictures.product_id
    WHERE import_pictures.id = ${place("id")}
    ON CONFLICT (id) DO NOTHING`,
);

const storeVariantMedia = statement<{ id: string }>(
  () => sql`
    INSERT INTO variant_media (variant_id, media_id, position)
    SELECT variants.id, import_pictures.id, import_pictures.position
    FROM import_pictures JOIN json_each(import_pictures.variants) AS choice
    JOIN variants ON variants.product_id = import_pictures.product_id
      AND variants.option_values = choice.value
    WHERE import_pictures.id = ${place("id")}
    ON CONFLICT DO NOTHING`,
);

const markStored = statement<{ id: string }>(
  () => sql`
    UPDATE import_pictures SET state = 'stored', problem = NULL WHERE id = ${place("id")}`,
);

/** Every page with the product shows what its version says. */
const countUp = statement<{ id: string; now: number }>(
  () => sql`
    UPDATE products SET version = version + 1, updated_at = ${place("now")}
    WHERE id = (SELECT product_id FROM import_pictures WHERE id = ${place("id")})`,
);

const markProblem = statement<{ id: string; state: string; nextAt: number; problem: string }>(
  () => sql`
    UPDATE import_pictures SET state = ${place("state")}, next_at = ${place("nextAt")},
      problem = ${place("problem")}
    WHERE id = ${place("id")}`,
);

const dueStatement = statement<{ now: number }>(
  () => sql`
    SELECT 1 FROM import_pictures WHERE state = 'waiting' AND next_at <= ${place("now")} LIMIT 1`,
);

/** Makes the links whose goals are there. @returns some of those whose goals are not */
export async function settleLinks(
  db: Database,
  id: Id<"importJob">,
  rows: number,
): Promise<OpenLink[]> {
  const [, open] = await db.batch<OpenLink>([
    linkStatement.bind(db, { id }),
    openLinkStatement.bind(db, { id, rows }),
  ]);
  return open?.results ?? [];
}

/** @returns the statement that forgets an import's links */
export function forgetLinks(db: Database, id: Id<"importJob">): D1PreparedStatement {
  return forgetLinksStatement.bind(db, { id });
}

/** @returns units that their objects have not taken in yet */
export async function waitingStock(
  db: Database,
  id: Id<"importJob">,
  rows: number,
): Promise<WaitingStock[]> {
  const { results } = await stockStatement.bind(db, { id, rows }).all<WaitingStock>();
  return results;
}

/** Notes that the objects have taken units in. */
export async function stockTaken(db: Database, taken: readonly WaitingStock[]): Promise<void> {
  if (taken.length > 0) await takenStatement.bind(db, { taken: JSON.stringify(taken) }).run();
}

/** Takes pictures on until `nextAt`. */
export async function takePictures(
  db: Database,
  values: { now: number; nextAt: number; rows: number },
): Promise<WaitingPicture[]> {
  const { results } = await claimPictures.bind(db, values).all<WaitingPicture>();
  return results;
}

/** Shows a picture that lies in the bucket now. Safe to repeat. */
export async function storePicture(
  db: Database,
  { now, ...values }: { id: Id<"media">; key: string; width: number; height: number; now: number },
): Promise<void> {
  const { id } = values;
  await db.batch([
    storeMedia.bind(db, values),
    storeVariantMedia.bind(db, { id }),
    markStored.bind(db, { id }),
    countUp.bind(db, { id, now }),
  ]);
}

/** Notes why a picture could not be had, and when to try again; `failed` is for good. */
export async function pictureProblem(
  db: Database,
  values: { id: Id<"media">; state: "waiting" | "failed"; nextAt: number; problem: string },
): Promise<void> {
  await markProblem.bind(db, values).run();
}

/** @returns whether a picture waits to be fetched now */
export async function hasDuePictures(db: Database, now: number): Promise<boolean> {
  return (await dueStatement.bind(db, { now }).first()) !== null;
}
