/** The part of Stripe's search language that finds a payment by its metadata or status. */

/** One condition; a query is all of its conditions together. */
export interface SearchClause {
  readonly field: string;
  /** The metadata key, or null for a plain field. */
  readonly key: string | null;
  readonly value: string;
  readonly negated: boolean;
}

const CLAUSES_MAX = 10;
const CLAUSE = /^(-?)(?:metadata\[(["'])((?:(?!\2).)+)\2\]|([a-z_]+)):(["'])((?:\\.|(?!\5).)*)\5$/;

/** Reads `metadata['order_id']:'ord_1' AND status:'succeeded'`; null when it is not understood. */
export function parseSearch(query: string): readonly SearchClause[] | null {
  const parts = query.trim().split(/\s+AND\s+/i);
  if (parts.length > CLAUSES_MAX) return null;
  const clauses: SearchClause[] = [];
  for (const part of parts) {
    const match = CLAUSE.exec(part.trim());
    if (match === null) return null;
    clauses.push({
      negated: match[1] === "-",
      field: match[4] ?? "metadata",
      key: match[3] ?? null,
      value: (match[6] ?? "").replaceAll(/\\(.)/g, "$1"),
    });
  }
  return clauses;
}

/** Whether an object meets every condition. */
export function matchesSearch(
  clauses: readonly SearchClause[],
  object: Readonly<Record<string, unknown>>,
): boolean {
  return clauses.every((clause) => holds(clause, object) !== clause.negated);
}

function holds(clause: SearchClause, object: Readonly<Record<string, unknown>>): boolean {
  const value = object[clause.field];
  if (clause.key === null) return String(value) === clause.value;
  if (typeof value !== "object" || value === null) return false;
  return Reflect.get(value, clause.key) === clause.value;
}
