/** Attributes of a Saleor product and of its variants: their kinds and their values. */
import type {
  AttributeKind,
  AttributeValue,
  ImportedAttribute,
  ImportedTerm,
} from "./import-product.ts";
import type { SaleorRow, SaleorTables } from "./import-saleor-tables.ts";
import { textIn } from "./import-shape.ts";
import { cleanText, handleOf } from "./import-text.ts";

const KINDS: Readonly<Record<string, AttributeKind>> = {
  dropdown: "choice",
  multiselect: "choice",
  numeric: "number",
  boolean: "boolean",
  date: "date",
  "date-time": "date",
  swatch: "choice",
  "plain-text": "text",
  "rich-text": "text",
  reference: "text",
  "single-reference": "text",
};

/** The attribute that names the maker, whatever kind it has. */
const BRAND = "brand";

/** @returns the product's attributes, and its maker where one of them names it */
export function readSaleorAttributes(
  { pk }: SaleorRow,
  tables: SaleorTables,
): { readonly attributes: ImportedAttribute[]; readonly brand: ImportedTerm | undefined } {
  const assigned = tables
    .of("attribute.assignedproductattributevalue", "product", pk)
    .flatMap(({ fields }) => tables.one("attribute.attributevalue", textIn(fields, "value")) ?? []);
  const attributes: ImportedAttribute[] = [];
  let brand: ImportedTerm | undefined;
  for (const [attributePk, values] of Map.groupBy(assigned, ({ fields }) =>
    textIn(fields, "attribute"),
  )) {
    const attribute = tables.one("attribute.attribute", attributePk);
    const [first] = values;
    if (attribute === null || first === undefined) continue;
    const { fields } = attribute;
    const label = cleanText(textIn(fields, "name"));
    const handle = handleOf(textIn(fields, "slug") || label);
    if (handle === BRAND) {
      const title = nameOf(first);
      brand = title === "" ? undefined : { handle: handleOf(title), title };
      continue;
    }
    const kind = KINDS[textIn(fields, "input_type")];
    if (kind === undefined) continue;
    const value = readValue(kind, values);
    const unit = textIn(fields, "unit") || null;
    if (value !== null) attributes.push({ handle, label, kind, unit, value });
  }
  return { attributes, brand };
}

/** @returns what the value is called */
export function nameOf({ fields }: SaleorRow): string {
  return cleanText(textIn(fields, "name") || textIn(fields, "slug"));
}

function readValue(kind: AttributeKind, values: readonly SaleorRow[]): AttributeValue | null {
  const [first] = values;
  if (first === undefined) return null;
  const { fields } = first;
  switch (kind) {
    case "boolean":
      return typeof fields.boolean === "boolean" ? fields.boolean : null;
    case "number": {
      const number = Number(textIn(fields, "name"));
      return textIn(fields, "name") !== "" && Number.isFinite(number) ? number : null;
    }
    case "date":
      return textIn(fields, "date_time").slice(0, 10) || null;
    default: {
      const names = [...new Set(values.map(nameOf))].filter((name) => name !== "");
      return names.length > 1 ? names : (names[0] ?? null);
    }
  }
}
