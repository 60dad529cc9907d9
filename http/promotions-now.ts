/** The promotions that a cart or a checkout may have at this moment: its codes' and those without one. */
import { promotionsOfCodes } from "../db/promotions.ts";
import { openReader } from "../db/statement.ts";
import type { Currency } from "../domain/money.ts";
import type { PromotionsNow } from "../domain/order-input.ts";
import { hasLimit, normalCode } from "../domain/promotion.ts";
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
}

/** @returns what an order or a cart is reckoned by at this moment */
export async function promotionsNow(
  env: PromotionsEnv,
  { typed, currency, customer }: PromotionsAsk,
): Promise<Required<PromotionsNow>> {
  const normal = [...new Set(typed.flatMap((code) => normalCode(code) ?? []))];
  const [{ promotions: automatic }, coded] = await Promise.all([
    rulesIn(env.CATALOG, currency, Date.now()),
    promotionsOfCodes(openReader(env.CATALOG), normal),
  ]);
  const { codes } = coded;
  const codeOf = new Map(codes.map(({ code, promotionId }) => [promotionId, code]));
  const promotions = [...automatic, ...coded.promotions];
  const limited = await Promise.all(
    promotions.filter(hasLimit).map(async ({ id, limits }) => {
      const use = { code: codeOf.get(id) ?? null, customer, currency, costMinor: 0 };
      const refusal = await callObject(
        () => couponStub(env, id),
        async (coupon) => await coupon.check(use, limits),
      );
      return { id, reason: refusal?.reason ?? null };
    }),
  );
  const refused = limited.filter(({ reason }) => reason !== null);
  const isBuyers = (each: (typeof limited)[number]) => each.reason === "customer_used_up";
  return {
    promotions,
    codes,
    usedUp: refused.filter((each) => !isBuyers(each)).map(({ id }) => id),
    usedByBuyer: refused.filter(isBuyers).map(({ id }) => id),
  };
}
