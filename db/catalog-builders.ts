/** A small catalog for tests. */
import { flatMethod } from "../domain/checkout-rules.ts";
import { type IdKind, idFromBytes } from "../domain/id.ts";

/** The last of them is a draft. */
export const MUG_COUNT = 30;

/** @returns the same id for the same number */
export function idOf<Kind extends IdKind>(kind: Kind, number: number) {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, number);
  return idFromBytes(kind, bytes);
}

const STANDARD = flatMethod(
  {
    methodId: "standard",
    label: "Standard",
    daysMin: 2,
    daysMax: 4,
    amountMinor: 490,
    freeFromMinor: 5000,
  },
  "EUR",
);

const EXPRESS = {
  ...flatMethod(
    {
      methodId: "express",
      label: "Express",
      daysMin: 1,
      daysMax: 1,
      amountMinor: 990,
      freeFromMinor: null,
    },
    "EUR",
  ),
  freeFrom: null,
};

/** Thirty mugs: rank falls in pairs, so that keys repeat; number 1 has two colours and everything. */
export function mugRows(): string[] {
  const rows = [
    `INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1), ('JPY', 1, 'JP', 2)`,
    `INSERT INTO tax_rules (id, country, label, rate_bp) VALUES ('de', 'DE', 'MwSt', 1900), ('us', 'US', 'Sales tax', 0)`,
    `INSERT INTO shipping_zones (id, label, places, methods, position) VALUES ('all', 'All', '[]', '${JSON.stringify([STANDARD, EXPRESS])}', 0)`,
    `INSERT INTO categories (id, parent_id, handle, title, image_key, image_alt, position) VALUES
      ('${idOf("category", 1)}', NULL, 'kitchen', 'Kitchen', 'categories/kitchen.webp', 'A kitchen', 0),
      ('${idOf("category", 2)}', '${idOf("category", 1)}', 'mugs', 'Mugs', NULL, '', 0),
      ('${idOf("category", 3)}', NULL, 'garden', 'Garden', NULL, '', 1)`,
    `INSERT INTO brands (id, handle, title) VALUES ('${idOf("brand", 1)}', 'tide', 'Tide')`,
    `INSERT INTO attributes (id, handle, label, kind, unit, choices, position) VALUES
      ('${idOf("attribute", 1)}', 'volume', 'Volume', 'number', 'ml', NULL, 0),
      ('${idOf("attribute", 2)}', 'dishwasher', 'Dishwasher safe', 'boolean', NULL, NULL, 1)`,
  ];
  for (let number = 1; number <= MUG_COUNT; number += 1) {
    const product = idOf("product", number);
    const status = number === MUG_COUNT ? "draft" : "published";
    rows.push(
      `INSERT INTO products (id, handle, status, title, brand_id, option_names, tags, rank, created_at, updated_at)
        VALUES ('${product}', 'mug-${number}', '${status}', 'Mug ${number}', '${idOf("brand", 1)}',
        '["Colour"]', '["new"]', ${100 - Math.floor(number / 2)}, ${1000 + number}, 0)`,
      `INSERT INTO product_categories VALUES ('${idOf("category", 2)}', '${product}', 1), ('${idOf("category", 1)}', '${product}', 0)`,
      `INSERT INTO variants (id, product_id, stock_item_id, sku, option_values, position)
        VALUES ('${idOf("variant", number)}', '${product}', '${idOf("stockItem", number)}', 'M${number}', '["Sage"]', 1)`,
      `INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor) VALUES ('${idOf("variant", number)}', 'EUR', ${1000 + (number % 5)}, NULL)`,
      `INSERT INTO product_price_ranges VALUES ('${product}', 'EUR', ${1000 + (number % 5)}, ${1000 + (number % 5)})`,
    );
  }
  const [mug, red] = [idOf("product", 1), idOf("variant", 101)];
  rows.push(
    `INSERT INTO variants (id, product_id, stock_item_id, sku, option_values, position)
      VALUES ('${red}', '${mug}', '${idOf("stockItem", 101)}', 'M1R', '["Red"]', 0)`,
    `INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor) VALUES ('${red}', 'EUR', 900, 1200), ('${red}', 'JPY', 1500, NULL)`,
    `UPDATE product_price_ranges SET min_minor = 900 WHERE product_id = '${mug}'`,
    `INSERT INTO product_price_ranges VALUES ('${mug}', 'JPY', 1500, 1500)`,
    `INSERT INTO product_attributes VALUES
      ('${mug}', '${idOf("attribute", 2)}', 'true'), ('${mug}', '${idOf("attribute", 1)}', '350')`,
    `INSERT INTO media VALUES
      ('${idOf("media", 1)}', '${mug}', 'products/mug/red 1.webp', 'Red', 1200, 1200, 'Red', 0),
      ('${idOf("media", 2)}', '${mug}', 'products/mug/sage.webp', 'Sage', 1200, 1200, 'Sage', 1),
      ('${idOf("media", 3)}', '${mug}', 'products/mug/red-2.webp', 'Red again', 1200, 1200, 'Red', 2)`,
    `INSERT INTO translations VALUES
      ('${mug}', 'de', 'title', 'Becher'), ('${mug}', 'de', 'option:Colour', 'Farbe'),
      ('${mug}', 'de', 'value:Red', 'Rot'), ('${idOf("media", 1)}', 'de', 'alt', 'Roter Becher'),
      ('${idOf("brand", 1)}', 'de', 'title', 'Gezeit'),
      ('${idOf("category", 1)}', 'de', 'title', 'Küche'),
      ('${idOf("attribute", 1)}', 'de', 'label', 'Fassungsvermögen')`,
    `INSERT INTO stock_levels VALUES
      ('${idOf("stockItem", 101)}', 'loc_harbour', 5, 1, 1, 1, 0),
      ('${idOf("stockItem", 101)}', 'loc_mill', 1, 0, 0, 1, 0),
      ('${idOf("stockItem", 2)}', 'loc_mill', 60, 0, 0, 1, 0)`,
  );
  return rows;
}
