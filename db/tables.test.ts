import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import * as catalogModelTables from "./catalog-model-tables.ts";
import * as catalogTables from "./catalog-tables.ts";
import * as importTables from "./import-tables.ts";
import * as ordersTables from "./orders-tables.ts";
import * as pricingTables from "./pricing-tables.ts";
import * as searchRulesTables from "./search-rules-tables.ts";

const DATABASES = {
  catalog: {
    ...catalogTables,
    ...catalogModelTables,
    ...pricingTables,
    ...importTables,
    ...searchRulesTables,
  },
  orders: ordersTables,
} as const;

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
  readonly dflt_value: string | null;
}

function migrated(name: string): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  const folder = `migrations/${name}`;
  for (const file of readdirSync(folder).sort()) db.exec(readFileSync(`${folder}/${file}`, "utf8"));
  return db;
}

function columnsInDatabase(db: DatabaseSync, table: string) {
  const rows = db.prepare("SELECT * FROM pragma_table_xinfo(?)").all(table);
  return rows.map((row) => {
    const { name, type, notnull, pk, dflt_value } = row as unknown as ColumnRow;
    return {
      name,
      type: type.toLowerCase(),
      isKey: pk > 0,
      isRequired: notnull === 1 || pk > 0,
      hasDefault: dflt_value !== null,
    };
  });
}

function columnsInDrizzle(table: SQLiteTable) {
  const { columns, primaryKeys } = getTableConfig(table);
  const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
  return columns.map((column) => ({
    name: column.name,
    type: column.getSQLType().toLowerCase(),
    isKey: column.primary || keys.has(column.name),
    isRequired: column.notNull || column.primary,
    hasDefault: column.hasDefault,
  }));
}

function indexesInDatabase(db: DatabaseSync, table: string) {
  const rows = db
    .prepare("SELECT name FROM pragma_index_list(?) WHERE origin = 'c' ORDER BY name")
    .all(table);
  return rows.map(({ name }) => ({
    name,
    columns: db
      .prepare("SELECT name FROM pragma_index_info(?) ORDER BY seqno")
      .all(String(name))
      .map((column) => column.name),
  }));
}

function indexesInDrizzle(table: SQLiteTable) {
  return getTableConfig(table)
    .indexes.map(({ config }) => ({
      name: config.name,
      columns: config.columns.map((column) => ("name" in column ? column.name : String(column))),
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

describe.each(Object.entries(DATABASES))("the tables of %s", (name, module) => {
  const db = migrated(name);
  const tables = Object.values(module).filter((value): value is SQLiteTable =>
    is(value, SQLiteTable),
  );

  it("are all of the migrations' tables and no other", () => {
    const rows = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    expect(tables.map((table) => getTableConfig(table).name).sort()).toEqual(
      rows.map((row) => row.name).sort(),
    );
  });

  it.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
    "%s has the migration's columns and indexes",
    (tableName, table) => {
      expect(columnsInDrizzle(table)).toEqual(columnsInDatabase(db, tableName));
      expect(indexesInDrizzle(table)).toEqual(indexesInDatabase(db, tableName));
    },
  );
});
