import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { alias, SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { products, variants } from "./catalog-tables.ts";
import { spell } from "./statement.ts";

const dialect = new SQLiteAsyncDialect();
const other = alias(products, "other");

const QUERIES: Readonly<Record<string, SQL>> = {
  "columns, tables and places": sql`SELECT ${products.id}, ${products.title} AS ${sql.identifier('a"b')}
    FROM ${products} WHERE ${eq(products.handle, sql.placeholder("handle"))}`,
  "values and lists": sql`SELECT 1 FROM ${variants} WHERE ${inArray(variants.sku, ["it's", 'a"b'])}`,
  "another name for a table": sql`SELECT ${other.id} FROM ${products} AS ${sql.identifier("other")}`,
  "values within the text": sql`SELECT ${"it's"}, ${3}, ${null}`.inlineParams(),
};

it.each(Object.entries(QUERIES))("spell() spells %s as Drizzle's dialect does", (_, query) => {
  const { sql: text, params } = dialect.sqlToQuery(query);
  expect(spell(query)).toMatchObject({ sql: text, params });
});
