/** Values of foreign attributes in the kinds that the shop's own attributes have. */
import type { AttributeKind, AttributeValue } from "./import-product.ts";

/** @returns the choices, with those that the value has and they did not */
export function withChoices(choices: readonly string[], value: AttributeValue): readonly string[] {
  const told = Array.isArray(value) ? value.map(String) : [String(value)];
  const missing = told.filter((choice) => !choices.includes(choice));
  return missing.length === 0 ? choices : [...choices, ...missing];
}

/** @returns the value in the kind, or null where it is none of it */
export function attributeValue(kind: AttributeKind, value: AttributeValue): AttributeValue | null {
  switch (kind) {
    case "number": {
      const number = typeof value === "string" ? Number(value.trim() || Number.NaN) : value;
      return typeof number === "number" && Number.isFinite(number) ? number : null;
    }
    case "boolean": {
      if (typeof value === "boolean") return value;
      const word = String(value).toLowerCase();
      return word === "true" || word === "yes"
        ? true
        : word === "false" || word === "no"
          ? false
          : null;
    }
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
    case "choice":
    case "swatch":
      return typeof value === "object" ? value : String(value);
    default:
      return typeof value === "object" ? value.join(", ") : String(value);
  }
}
