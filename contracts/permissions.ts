/** Who of the staff may do what: the one table. What it does not allow is refused. */

/** Everything that a staff route may ask for. */
export const PERMISSIONS = [
  "catalog.read",
  "catalog.write",
  "catalog.publish",
  "catalog.import",
  "stock.read",
  "stock.write",
  "order.read",
  "order.cancel",
  "order.refund",
  "invoice.read",
  "invoice.write",
  "letter.read",
  "letter.replay",
  "reconciliation.read",
  "reconciliation.run",
  "reconciliation.resolve",
  "search.read",
  "search.write",
  "pricing.read",
  "pricing.write",
  "audit.read",
] as const;

/** Something that a caller may be allowed to do. */
export type Permission = (typeof PERMISSIONS)[number];

const READS = [
  "catalog.read",
  "stock.read",
  "order.read",
  "invoice.read",
  "search.read",
  "pricing.read",
] as const;

/** Role -> what it may do. */
export const ROLES = {
  /** Everything. */
  owner: PERMISSIONS,
  /** Runs the shop; does not read what the others did. */
  manager: PERMISSIONS.filter((permission) => permission !== "audit.read"),
  /** Packs, counts and receives. */
  fulfilment: [...READS, "stock.write"],
  /** Answers shoppers. */
  support: [...READS, "order.cancel", "order.refund"],
  /** Writes what is sold. */
  catalog: [
    "catalog.read",
    "catalog.write",
    "catalog.publish",
    "catalog.import",
    "stock.read",
    "search.read",
    "search.write",
    "pricing.read",
    "pricing.write",
  ],
  /** Looks. */
  viewer: READS,
} as const satisfies Record<string, readonly Permission[]>;

/** What a member of the staff is. */
export type Role = keyof typeof ROLES;

/** @returns whether `text` is a role */
export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

/** @returns whether the role has the permission */
export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Permission[] = ROLES[role];
  return allowed.includes(permission);
}
