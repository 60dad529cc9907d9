import { describe, expect, it } from "vitest";
import { money } from "../../domain/money.ts";
import { Story } from "../../domain/order-builders.ts";
import { checkoutView } from "./checkout-view.ts";
import { endText } from "./end-text.ts";

const CONTEXT = { quote: null, orderUrl: null, publishableKey: "pk_test", now: 0 };

describe("checkoutView()", () => {
  it("counts as going back what the provider refused to give back at the first try", () => {
    const story = new Story().confirmed();
    const total = story.order.payment.capturedMinor;
    story.tell({ type: "cancel", by: "staff" });
    const [refund] = story.order.refunds;
    story.tell({ type: "refund_settled", key: refund!.key, status: "failed" });
    const view = checkoutView(story.order, CONTEXT);
    expect(view).toMatchObject({ status: "canceled", refunded: money(total, "EUR") });
    expect(endText(view).text).not.toContain("Nothing was charged");
  });
});
