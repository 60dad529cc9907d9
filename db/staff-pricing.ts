/** Promotions, taxes and zones as staff read and write them. */
import { sql } from "drizzle-orm";
import type { WritePromotion } from "../contracts/promotion.ts";
import type { TaxSettings } from "../domain/checkout-rules.ts";
import type { Id } from "../domain/id.ts";
import type { Promotion } from "../domain/promotion.ts";
import type { ShippingZone } from "../domain/shipping-rates.ts";
import { promotionCodes, promotions, shippingZones, taxSettings } from "./pricing-tables.ts";
import { promotionOf } from "./promotions.ts";
import { type Database, statement, type Value } from "./statement.ts";

/** A promotion with what only staff see. */
export interface StaffPromotionRow extends Promotion {
  readonly status: "draft" | "active" | "stopped";
  readonly codeCount: number;
}

const place = sql.placeholder;

const listStatement = statement<{
  status: Value;
  after: string;
  rows: number;
  id: Value;
  code: Value;
}>(
  () => sql`
    SELECT ${promotions}.*, (SELECT count(*) FROM ${promotionCodes}
      WHERE ${promotionCodes.promotionId} = ${promotions.id}) AS code_count
    FROM ${promotions}
    WHERE ${promotions.status} = coalesce(${place("status")}, ${promotions.status})
      AND ${promotions.id} = coalesce(${place("id")}, ${promotions.id})
      AND ${promotions.id} > ${place("after")}
      AND (${place("code")} IS NULL OR ${promotions.id} = (SELECT ${promotionCodes.promotionId}
        FROM ${promotionCodes} WHERE ${promotionCodes.code} = ${place("code")}))
    ORDER BY ${promotions.id} LIMIT ${place("rows")}`,
);

const insertStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO promotions (id, label, status, is_by_code, starts_at, ends_at, conditions, effect,
      stacking, limits, version, created_at, updated_at)
    VALUES (${place("id")}, ${place("label")}, 'draft', ${place("isByCode")}, ${place("startsAt")},
      ${place("endsAt")}, ${place("conditions")}, ${place("effect")}, ${place("stacking")},
      ${place("limits")}, 1, ${place("now")}, ${place("now")})`,
);

/** A version that moved meanwhile breaks the NOT NULL of the label, and with it the whole batch. */
const updateStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE promotions SET
      label = CASE WHEN version = ${place("version")} THEN ${place("label")} END,
      is_by_code = ${place("isByCode")}, starts_at = ${place("startsAt")},
      ends_at = ${place("endsAt")}, conditions = ${place("conditions")},
      effect = ${place("effect")}, stacking = ${place("stacking")}, limits = ${place("limits")},
      version = version + 1, updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

const statusStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE promotions SET
      status = CASE WHEN version = ${place("version")} THEN ${place("status")} END,
      version = version + 1, updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

const codesStatement = statement<{ codes: string; promotionId: string; now: number }>(
  () => sql`
    INSERT INTO promotion_codes (code, promotion_id, created_at)
    SELECT value, ${place("promotionId")}, ${place("now")} FROM json_each(${place("codes")})`,
);

const codePageStatement = statement<{ promotionId: string; after: string; rows: number }>(
  () => sql`
    SELECT ${promotionCodes.code} FROM ${promotionCodes}
    WHERE ${promotionCodes.promotionId} = ${place("promotionId")}
      AND ${promotionCodes.code} > ${place("after")}
    ORDER BY ${promotionCodes.code} LIMIT ${place("rows")}`,
);

const takenStatement = statement<{ code: string }>(
  () => sql`SELECT 1 FROM ${promotionCodes} WHERE ${promotionCodes.code} = ${place("code")}`,
);

/** Those that are over or were stopped make room. */
const automaticCountStatement = statement<{ now: number }>(
  () => sql`
    SELECT count(*) AS running FROM ${promotions}
    WHERE ${promotions.status} = 'active' AND ${promotions.isByCode} = 0
      AND coalesce(${promotions.endsAt} > ${place("now")}, 1)`,
);

const taxVersionStatement = statement<Record<string, never>>(
  () => sql`SELECT ${taxSettings.version} FROM ${taxSettings}`,
);

const zonesVersionStatement = statement<Record<string, never>>(
  () => sql`SELECT coalesce(max(${shippingZones.version}), 1) AS version FROM ${shippingZones}`,
);

const taxSettingsStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE tax_settings SET
      rounding = CASE WHEN version = ${place("version")} THEN ${place("rounding")} END,
      shipping_class = ${place("shippingClass")}, exempt_countries = ${place("exemptCountries")},
      provider = ${place("provider")}, falls_back = ${place("fallsBack")}, codes = ${place("codes")},
      version = version + 1`,
);

const taxRulesStatement = statement<{ rules: string }>(
  () => sql`
    INSERT INTO tax_rules (id, country, region, postal_from, postal_to, tax_class, label, rate_bp)
    SELECT value ->> 'id', value ->> 'country', value ->> 'region', value ->> 'postalFrom',
      value ->> 'postalTo', value ->> 'taxClass', value ->> 'label', value ->> 'rateBp'
    FROM json_each(${place("rules")})`,
);

/** Written with the version after the caller's; any other that stands there breaks the batch. */
const zonesStatement = statement<{ zones: string; version: number }>(
  () => sql`
    INSERT INTO shipping_zones (id, label, places, methods, position, version)
    SELECT value ->> 'id', value ->> 'label', value -> 'places', value -> 'methods', key,
      ${place("version")} + 1
    FROM json_each(${place("zones")})`,
);

const zonesGuardStatement = statement<{ version: number }>(
  () => sql`
    UPDATE shipping_zones SET label = NULL
    WHERE (SELECT max(version) FROM shipping_zones) <> ${place("version")}`,
);

type Row = Parameters<typeof promotionOf>[0] & {
  readonly status: StaffPromotionRow["status"];
  readonly code_count: number;
};

/** @returns a page of promotions by id, the oldest first */
export async function listPromotions(
  db: Database,
  {
    status,
    code,
    after,
    limit,
  }: {
    status?: string | undefined;
    /** Normalised: the one promotion that it leads to. */
    code?: string | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<StaffPromotionRow[]> {
  const values = {
    status: status ?? null,
    after: after ?? "",
    rows: limit,
    id: null,
    code: code ?? null,
  };
  const { results } = await listStatement.bind(db, values).all<Row>();
  return results.map(rowOf);
}

/** @returns the promotion, or null where there is none */
export async function readPromotion(
  db: Database,
  id: Id<"promotion">,
): Promise<StaffPromotionRow | null> {
  const row = await listStatement
    .bind(db, { status: null, after: "", rows: 1, id, code: null })
    .first<Row>();
  return row === null ? null : rowOf(row);
}

/** @returns the statement that writes a draft */
export function insertPromotion(
  db: Database,
  id: Id<"promotion">,
  { promotion, now }: { readonly promotion: WritePromotion; readonly now: number },
): D1PreparedStatement {
  return insertStatement.bind(db, { id, ...columnsOf(promotion), now });
}

/** @returns the statement that replaces a promotion whose version is still `version` */
export function replacePromotion(
  db: Database,
  id: Id<"promotion">,
  given: { readonly promotion: WritePromotion; readonly version: number; readonly now: number },
): D1PreparedStatement {
  const { promotion, version, now } = given;
  return updateStatement.bind(db, { id, ...columnsOf(promotion), version, now });
}

/** @returns the statement that starts or stops a promotion whose version is still `version` */
export function setPromotionStatus(
  db: Database,
  id: Id<"promotion">,
  given: { readonly status: "active" | "stopped"; readonly version: number; readonly now: number },
): D1PreparedStatement {
  return statusStatement.bind(db, { id, ...given });
}

/** @returns the statement that gives codes to a promotion; one that is taken breaks the batch */
export function insertCodes(
  db: Database,
  promotionId: Id<"promotion">,
  { codes, now }: { readonly codes: readonly string[]; readonly now: number },
): D1PreparedStatement {
  return codesStatement.bind(db, { codes: JSON.stringify(codes), promotionId, now });
}

/** @returns a page of a promotion's codes, in their order */
export async function listCodes(
  db: Database,
  promotionId: Id<"promotion">,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const { results } = await codePageStatement
    .bind(db, { promotionId, after, rows: limit })
    .all<{ code: string }>();
  return results.map(({ code }) => code);
}

/** @returns whether a promotion has the code already */
export async function isCodeTaken(db: Database, code: string): Promise<boolean> {
  return (await takenStatement.bind(db, { code }).first()) !== null;
}

/** @returns how many promotions apply by themselves */
export async function countAutomatic(db: Database, now: number): Promise<number> {
  return (await automaticCountStatement.bind(db, { now }).first<number>("running")) ?? 0;
}

/** @returns the versions of how the shop taxes and ships */
export async function rulesVersions(db: Database): Promise<{ taxes: number; zones: number }> {
  const [taxes, zones] = await Promise.all([
    taxVersionStatement.bind(db, {}).first<number>("version"),
    zonesVersionStatement.bind(db, {}).first<number>("version"),
  ]);
  return { taxes: taxes ?? 1, zones: zones ?? 1 };
}

/** @returns the statements that replace every tax rule, where the version is still `version` */
export function replaceTaxes(
  db: Database,
  taxes: TaxSettings & { readonly version: number },
): D1PreparedStatement[] {
  const { rounding, shippingClass, exemptCountries, rules, version, provider } = taxes;
  const settings = {
    rounding,
    shippingClass,
    exemptCountries: JSON.stringify(exemptCountries),
    provider,
    fallsBack: Number(taxes.fallsBack),
    codes: JSON.stringify(taxes.codes),
  };
  return [
    taxSettingsStatement.bind(db, { ...settings, version }),
    db.prepare("DELETE FROM tax_rules"),
    taxRulesStatement.bind(db, { rules: JSON.stringify(rules) }),
  ];
}

/** @returns the statements that replace every zone, where the version is still `version` */
export function replaceZones(
  db: Database,
  { zones, version }: { readonly zones: readonly ShippingZone[]; readonly version: number },
): D1PreparedStatement[] {
  return [
    zonesGuardStatement.bind(db, { version }),
    db.prepare("DELETE FROM shipping_zones"),
    zonesStatement.bind(db, { zones: JSON.stringify(zones), version }),
  ];
}

/** @returns whether a batch failed because somebody else changed the rules meanwhile */
export function isRuleConflict(error: unknown): boolean {
  return (
    error instanceof Error &&
    /NOT NULL constraint failed: (?:currencies|promotions|tax_settings|shipping_zones|price_lists|dynamic_prices|delivery_calendar)\./.test(
      error.message,
    )
  );
}

/** @returns whether a batch failed because somebody else took one of the codes meanwhile */
export function isCodeConflict(error: unknown): boolean {
  return (
    error instanceof Error && /UNIQUE constraint failed: promotion_codes\.code/.test(error.message)
  );
}

function rowOf(row: Row): StaffPromotionRow {
  return { ...promotionOf(row), status: row.status, codeCount: row.code_count };
}

function columnsOf(promotion: WritePromotion) {
  const { label, isByCode, startsAt, endsAt, conditions, effect, stacking, limits } = promotion;
  return {
    label,
    isByCode: Number(isByCode),
    startsAt: startsAt === null ? null : Date.parse(startsAt),
    endsAt: endsAt === null ? null : Date.parse(endsAt),
    conditions: JSON.stringify(conditions),
    effect: JSON.stringify(effect),
    stacking: JSON.stringify(stacking),
    limits: JSON.stringify(limits),
  };
}
