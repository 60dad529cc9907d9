/** What changed since the shopper saw it: before and now, row by row. */
import type { CheckoutChangeView } from "../../contracts/checkout.ts";
import { priceText } from "../../ui/price.tsx";

const KINDS: Readonly<Record<CheckoutChangeView["kind"], string>> = {
  price: "Price",
  quantity: "In stock",
  discount: "Discount",
  shipping: "Shipping",
  tax: "Tax",
};

/** Nothing at all where nothing changed. */
export function ChangesList({ changes }: { changes: readonly CheckoutChangeView[] }) {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes-title" class="changes">
      <h2 id="changes-title">What changed</h2>
      <dl class="review-list">
        {changes.map((change) => (
          <div>
            <dt>{KINDS[change.kind]}</dt>
            <dd>{change.label}</dd>
            <dd>
              <s class="soft">
                <span class="only-heard">before </span>
                {textOf(change, "before")}
              </s>{" "}
              → <span class="only-heard">now </span>
              <strong>{textOf(change, "after")}</strong>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function textOf(change: CheckoutChangeView, when: "before" | "after"): string {
  const amount = change[when];
  if (amount === null) {
    return String((when === "before" ? change.unitsBefore : change.unitsAfter) ?? 0);
  }
  if (amount.minor !== 0) return priceText(amount);
  return change.kind === "shipping" || change.kind === "price" ? "free" : "none";
}
