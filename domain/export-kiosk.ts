/** Kiosk's own format: JSON Lines, one term or product on each line, everything that the catalog holds. */
import type { StoredProduct } from "./import-stored.ts";
import type { TermRecord } from "./import-terms.ts";

/** The first line of every file. */
export const KIOSK_HEAD = { type: "catalog", version: 1 } as const;

/** @returns the line of a term */
export function termLine(term: TermRecord): string {
  const { type, handle, ...rest } = term;
  return line({ type, handle, ...rest });
}

/** @returns the line of a product; ids and versions belong to the shop and stay there */
export function productLine(product: StoredProduct): string {
  const { variants, pictures, publishAt, retireAt, createdAt, ...rest } = product;
  const { id: _, version, handle, status, title, ...others } = rest;
  return line({
    type: "product",
    handle,
    status,
    title,
    ...others,
    publishAt: timeText(publishAt),
    retireAt: timeText(retireAt),
    createdAt: timeText(createdAt),
    variants: variants.map(({ id, stockItemId, available, ...variant }) => variant),
    pictures: pictures.map(({ id, isStored, ...picture }) => picture),
  });
}

function timeText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function line(record: object): string {
  return `${JSON.stringify(record)}\n`;
}
