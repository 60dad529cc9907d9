/** The promotions that a cart or a checkout may have at this moment: its codes' and those without one. */
import { promotionsOfCodes } from "../db/promotions.ts";
import { openReader } from "../db/statement.ts";
import type { UseOutlook, UseRefusal } from "../domain/coupon.ts";
import type { Id } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import type { PromotionsNow } from "../domain/order-input.ts";
import { hasLimit, normalCode, type Promotion } from "../domain/promotion.ts";
import type { EnteredCode } from "../domain/promotion-cart.ts";
import type { CouponObject } from "../durable-objects/coupon-object.ts";
import { callObject, couponStub } from "../durable-objects/stubs.ts";
import { rulesIn } from "./shop-rules.ts";

/** What is asked. */
export interface PromotionsEnv {
  readonly CATALOG: D1Database;
  readonly COUPON: DurableObjectNamespace<CouponObject>;
}

/** Who asks for promotions, and for what. */
export interface PromotionsAsk {
  /** Codes as the shopper wrote them; what holds no letter and no digit is none. */
  readonly typed: readonly string[];
  readonly currency: Currency;
  /** What limits per customer know the buyer by; null where nobody has told. */
  readonly customer: string | null;
  /** The shopper's own order, whose uses do not stand in their way; null where there is none. */
  readonly orderId: Id<"order"> | null;
}

/** What limits say of a promotion, or of one of its codes. */
interface Limited {
  readonly id: Id<"promotion">;
  readonly code: string | null;
  readonly reason: UseRefusal["reason"] | null;
  /** What its budget has left, in minor units; null where it has none. */
  readonly leftMinor: number | null;
}

/** @returns what an order or a cart is reckoned by at this moment */
export async function promotionsNow(
  env: PromotionsEnv,
  asked: PromotionsAsk,
): Promise<Required<PromotionsNow>> {
  const { typed, currency } = asked;
  const normal = [...new Set(typed.flatMap((code) => normalCode(code) ?? []))];
  const [{ promotions: automatic }, coded] = await Promise.all([
    rulesIn(env.CATALOG, currency, Date.now()),
    promotionsOfCodes(openReader(env.CATALOG), normal),
  ]);
  // One that applies by itself may have codes from before it did: it is had once all the same.
  const each = new Map([...automatic, ...coded.promotions].map((of) => [of.id, of]));
  const promotions = [...each.values()];
  const limited = await Promise.all(
    promotions.filter(hasLimit).flatMap((promotion) => {
      const own = coded.codes.filter(({ promotionId }) => promotionId === promotion.id);
      const codes = own.length === 0 ? [null] : own.map(({ code }) => code);
      return codes.map((code) => limitsOf(env, promotion, { ...asked, code }));
    }),
  );
  const idsOf = (...reasons: Limited["reason"][]) => [
    ...new Set(limited.flatMap(({ id, reason }) => (reasons.includes(reason) ? [id] : []))),
  ];
  return {
    promotions,
    codes: coded.codes.map((code) => withUse(code, limited)),
    usedUp: idsOf("used_up", "budget_spent", "released"),
    usedByBuyer: idsOf("customer_used_up"),
    budgetLeft: Object.fromEntries(
      limited.flatMap(({ id, leftMinor }) => (leftMinor === null ? [] : [[id, leftMinor]])),
    ),
  };
}

async function limitsOf(
  env: PromotionsEnv,
  { id, limits }: Promotion,
  { code, customer, currency, orderId }: Omit<PromotionsAsk, "typed"> & { code: string | null },
): Promise<Limited> {
  const use = { code, customer, currency, costMinor: 0 };
  const { refusal, leftMinor } = await callObject(
    () => couponStub(env, id),
    async (coupon): Promise<UseOutlook> => await coupon.outlook(use, limits, orderId),
  );
  return { id, code, reason: refusal?.reason ?? null, leftMinor };
}

/** A code that others have had as often as it is good for, beside others that nobody had. */
function withUse(entered: EnteredCode, limited: readonly Limited[]): EnteredCode {
  const isUsedUp = limited.some(
    ({ code, reason }) => code === entered.code && reason === "code_used_up",
  );
  return isUsedUp ? { ...entered, isUsedUp } : entered;
}
