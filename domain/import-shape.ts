/** Looks at values of foreign JSON without believing them. */

/** An object of unknown fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** @returns whether the value is an object with fields */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns the field's text; a number is spelled, everything else is empty */
export function textIn(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** @returns the field's list; empty where it is none */
export function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return Array.isArray(value) ? value : [];
}

/** @returns the field's object; empty where it is none */
export function fieldsIn(fields: Fields, name: string): Fields {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return isFields(value) ? value : {};
}

/** @returns epoch milliseconds of an RFC 3339 time or of "2026-11-20 10:00:00"; null where it is none */
export function timeOf(text: string): number | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?\s*(Z|[+-]\d{2}:?\d{2}|UTC)?$/.exec(
      text.trim(),
    );
  if (match === null) return null;
  const [, day = "", clock = "00:00:00", zone = "Z"] = match;
  const at = Date.parse(`${day}T${clock}${zone === "UTC" ? "Z" : zone}`);
  return Number.isNaN(at) ? null : at;
}
