/** A staff API of its own for tests: its bindings, its callers and what they send. */
import { env } from "cloudflare:workers";
import type { Role } from "../../contracts/permissions.ts";
import { idOf } from "../../domain/order-builders.ts";
import { signStaffToken } from "../../http/staff-token.ts";
import type { Env } from "./env.gen.ts";
import app from "./worker.ts";

export const STAFF_KEY = "A".repeat(43);
export const ORIGIN = "https://shop.example";
/** The one picture that the tests' bucket has. */
export const PICTURE_KEY = "products/mug.webp";

/** Keys of the bucket. */
const STORED = new Set([PICTURE_KEY]);

/** The tests' bindings: the core's databases and objects, a bucket with one picture. */
export const BINDINGS: Env = {
  ...env,
  STAFF_KEY,
  RECONCILIATION: { run: async () => [] } as unknown as Env["RECONCILIATION"],
  EXCHANGE: {
    look: async () => ({ taken: [], problems: [] }),
  } as unknown as Env["EXCHANGE"],
  INDEXING: {
    ask: async () => undefined,
    status: async () => ({
      live: { generation: 0, builtAt: 0 },
      rebuild: { isUnderWay: false, products: 0, startedAt: 0, finishedAt: null },
      waiting: 0,
    }),
  } as unknown as Env["INDEXING"],
  INVOICING: { file: async () => null } as unknown as Env["INVOICING"],
  MEDIA: {
    head: async (key: string) => (STORED.has(key) ? {} : null),
    put: async (key: string) => void STORED.add(key),
  } as unknown as R2Bucket,
};

/** What a caller sends. */
export interface StaffRequest {
  readonly role?: Role;
  readonly name?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly bindings?: Env;
}

/** What came back. */
export interface StaffResponse {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever came back
  readonly body: any;
}

/** Calls the staff API as a member of the staff; the owner where no role is named. */
export async function call(
  method: string,
  path: string,
  { role = "owner", name = "ada", key, body, bindings = BINDINGS }: StaffRequest = {},
): Promise<StaffResponse> {
  const token = await signStaffToken(STAFF_KEY, { name, role }, { ttlMs: 60_000, now: Date.now() });
  const headers = new Headers({ Authorization: `Bearer ${token}` });
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (key !== undefined) headers.set("Idempotency-Key", key);
  const text = body === undefined ? null : JSON.stringify(body);
  const request = new Request(`${ORIGIN}/admin/api${path}`, { method, headers, body: text });
  const response = await app.fetch(request, bindings);
  return { status: response.status, body: await response.json() };
}

/** Two categories, one in the other, a brand, two attributes, two locations, two currencies. */
export async function seedCatalog(): Promise<void> {
  const rows = [
    `INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0), ('JPY', 1, 'JP', 1)`,
    `INSERT INTO locations (id, label, position) VALUES ('loc_harbour', 'Harbour', 0), ('loc_mill', 'Mill', 1)`,
    `INSERT INTO categories (id, parent_id, handle, title, position) VALUES
      ('${idOf("category", 1)}', NULL, 'kitchen', 'Kitchen', 0),
      ('${idOf("category", 2)}', '${idOf("category", 1)}', 'mugs', 'Mugs', 0)`,
    `INSERT INTO brands (id, handle, title) VALUES ('${idOf("brand", 1)}', 'tide', 'Tide')`,
    `INSERT INTO attributes (id, handle, label, kind, unit, choices, position) VALUES
      ('${idOf("attribute", 1)}', 'volume', 'Volume', 'number', 'ml', NULL, 0),
      ('${idOf("attribute", 2)}', 'glaze', 'Glaze', 'choice', NULL, '["Matt","Gloss"]', 1)`,
  ];
  await env.CATALOG.batch(rows.map((row) => env.CATALOG.prepare(row)));
}

/** A mug in two colours, with everything. */
export function mug(patch: Readonly<Record<string, unknown>> = {}) {
  return {
    handle: "harbour-mug",
    title: "Harbour Mug",
    subtitle: "Stoneware",
    description: "Holds coffee.",
    brandId: idOf("brand", 1),
    optionNames: ["Colour"],
    tags: ["new"],
    categoryIds: [idOf("category", 2)],
    attributes: [
      { attributeId: idOf("attribute", 1), value: 350 },
      { attributeId: idOf("attribute", 2), value: "Matt" },
    ],
    variants: [
      {
        optionValues: ["Sage"],
        sku: "MUG-S",
        prices: [
          { currency: "JPY", amountMinor: 3400 },
          { currency: "EUR", amountMinor: 2400, compareAtMinor: 2900 },
        ],
      },
      { optionValues: ["Sand"], prices: [{ currency: "EUR", amountMinor: 2100 }] },
    ],
    media: [{ key: PICTURE_KEY, alt: "A mug", width: 1200, height: 1200 }],
    ...patch,
  };
}
