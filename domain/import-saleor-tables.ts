/** The tables of a Saleor dump, found by key and by what they point at. */
import { type Fields, isFields, textIn } from "./import-shape.ts";

/** Rows that a dump may have: it is held in memory whole. */
export const SALEOR_ROWS_MAX = 200_000;

/** A row of a table. */
export interface SaleorRow {
  /** The element of the file. */
  readonly row: number;
  readonly pk: string;
  readonly fields: Fields;
}

const TABLES: ReadonlySet<string> = new Set([
  "attribute.assignedproductattributevalue",
  "attribute.assignedvariantattribute",
  "attribute.assignedvariantattributevalue",
  "attribute.attribute",
  "attribute.attributevalue",
  "attribute.attributevariant",
  "product.category",
  "product.collection",
  "product.collectionproduct",
  "product.product",
  "product.productchannellisting",
  "product.productmedia",
  "product.producttype",
  "product.productvariant",
  "product.productvariantchannellisting",
  "product.variantmedia",
  "warehouse.stock",
  "warehouse.warehouse",
]);

/** @returns whether the element looks like a row of such a dump */
export function isSaleorRow(value: unknown): value is Fields {
  return isFields(value) && typeof value.model === "string" && isFields(value.fields);
}

/** Rows by table, by key and by a column that names another row. */
export class SaleorTables {
  readonly #tables = new Map<string, Map<string, SaleorRow>>();
  readonly #indexes = new Map<string, Map<string, SaleorRow[]>>();
  #count = 0;

  /** Takes an element. @returns whether it was a row; those of other tables are let go */
  take(value: unknown, row: number): boolean {
    if (!isSaleorRow(value) || !isFields(value.fields)) return false;
    const model = textIn(value, "model");
    if (!TABLES.has(model) || this.#count >= SALEOR_ROWS_MAX) return true;
    this.#count += 1;
    const table = this.#tables.get(model) ?? new Map<string, SaleorRow>();
    const pk = textIn(value, "pk");
    table.set(pk, { row, pk, fields: value.fields });
    this.#tables.set(model, table);
    this.#indexes.clear();
    return true;
  }

  /** @returns the rows of a table, in the order of the file */
  all(model: string): readonly SaleorRow[] {
    return [...(this.#tables.get(model)?.values() ?? [])];
  }

  /** @returns the row with the key, or null */
  one(model: string, pk: string): SaleorRow | null {
    return this.#tables.get(model)?.get(pk) ?? null;
  }

  /** @returns the rows whose column names the key, in the order of the file */
  of(model: string, column: string, pk: string): readonly SaleorRow[] {
    const name = `${model}/${column}`;
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = Map.groupBy(this.all(model), ({ fields }) => textIn(fields, column));
      this.#indexes.set(name, index);
    }
    return index.get(pk) ?? [];
  }
}
