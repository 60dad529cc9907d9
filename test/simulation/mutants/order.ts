/** Mutants of the rules of carts, checkouts, orders and money. */
import type { Mutant } from "./mutant.ts";

/** Of domain/, but for stock. */
export const ORDER_MUTANTS: readonly Mutant[] = [
  {
    name: "release before cancel",
    breaks: "R4: stock goes back while the shopper can still pay",
    file: "domain/order-payment.ts",
    text: 'return cancelIntent(order, { to: "cancelled", reason: "expired" });',
    replacement: 'return release(order, { to: "cancelled", reason: "expired" }, order.touchedAt);',
  },
  {
    name: "cancellation not awaited",
    breaks: "R4: stock goes back before the intent is seen cancelled",
    file: "domain/order-moves.ts",
    text: 'const patch = { status: "cancelling", ending, deadlineAt: null } as const;',
    replacement: `if (order.payment.intentId !== null) return release(order, ending, order.touchedAt);
  const patch = { status: "cancelling", ending, deadlineAt: null } as const;`,
  },
  {
    name: "amount of the intent not compared",
    breaks: "I13: the shopper is charged what nobody agreed to",
    file: "domain/order-payment.ts",
    text: "intent.amountMinor === order.quote.totals.grandTotalMinor && intent.currency === order.currency",
    replacement: "intent.currency === order.currency",
  },
  {
    name: "capture before commit",
    breaks: "R2: money is taken before the units are allocated",
    file: "domain/order-payment.ts",
    text: "return isOwnAmount(order, intent) ? commit(order) :",
    replacement: "return isOwnAmount(order, intent) ? capture(order) :",
  },
  {
    name: "capture at the first allocation",
    breaks: "R2: money is taken before every unit is allocated",
    file: "domain/order-stock.ts",
    text: 'if (holds.some((hold) => hold.stage !== "committed")) return next(order, { holds });',
    replacement: "",
  },
  {
    name: "sold out without cancelling",
    breaks: "R4: the goods are gone and the money stays authorised",
    file: "domain/order-stock.ts",
    text: `return order.payment.intentId === null
    ? release(short, ending, now)
    : cancelIntent(short, ending);`,
    replacement: "return release(short, ending, now);",
  },
  {
    name: "taken money not refunded",
    breaks: "I9: the order ends and the money stays",
    file: "domain/order-payment.ts",
    text: 'return refundAll(withIntent(order, intent), { ...ending, to: "cancelled" }, now);',
    replacement: 'return release(withIntent(order, intent), { ...ending, to: "cancelled" }, now);',
  },
  {
    name: "attempt fence removed",
    breaks: "late answers of an earlier attempt count",
    file: "domain/order-step.ts",
    text: "return input.attempt === order.attempt ? onAnswer(order, input, now) : ignored(order);",
    replacement: "return onAnswer(order, input, now);",
    // An answer of one attempt in the few milliseconds in which the next one asks for the same.
    tests: "order-step",
  },
  {
    name: "key not renewed",
    breaks: "R1: a key that only replays a failure is used for ever",
    file: "domain/order-payment.ts",
    text: "tries: payment.tries + 1, isInDoubt: false",
    replacement: "tries: payment.tries, isInDoubt: false",
    // It tries for ever in a world where the provider stored a failure: seen, but only after a minute.
    tests: "order-",
  },
  {
    name: "doubt forgotten",
    breaks: "R5: a capture that ended in the dark is never looked after",
    file: "domain/order-payment.ts",
    text: "const payment = { ...order.payment, isInDoubt: true };",
    replacement: "const payment = { ...order.payment, isInDoubt: false };",
  },
  {
    name: "absent without looking",
    breaks: "R5: an intent that may exist is created again, and left behind",
    file: "domain/order-payment.ts",
    text: `return next(order, {}, [effect(order, find, { name: \`\${order.payment.tries}\` })]);`,
    replacement: `void find;
  return onIntentAbsent(order, now);`,
    // What it leaves behind is let go by the daily look at the provider's books.
    tests: "order-",
  },
  {
    name: "shares of one item not summed",
    breaks: "I2, I9: two lines of one item hold the units of one",
    file: "domain/order-hold.ts",
    text: `units.set(itemId, (units.get(itemId) ?? 0) + quantity);
  return`,
    replacement: `units.set(itemId, quantity);
  return`,
  },
  {
    name: "agreed total not compared",
    breaks: "I13: another price than the one that was shown",
    file: "domain/order-checkout.ts",
    text: "if (today.quote.totals.grandTotalMinor !== input.totalMinor) {",
    replacement: "if (today.quote.totals.grandTotalMinor < 0) {",
  },
  {
    name: "holds of an attempt not let go",
    breaks: "I4: an attempt that ended still holds units",
    file: "domain/order-moves.ts",
    text: 'const open = order.holds.filter((hold) => hold.stage !== "given_back");',
    replacement: 'const open = order.holds.filter((hold) => hold.stage === "committed");',
  },
  {
    name: "given back although restocked",
    breaks: "I24: units of a partial refund are given back twice",
    file: "domain/order-moves.ts",
    text: "quantity: hold.quantity - restockedUnits(order, hold.itemId),",
    replacement: "quantity: hold.quantity,",
  },
  {
    name: "cart not settled",
    breaks: "I16: what was bought stays in the cart",
    file: "domain/order-moves.ts",
    text: 'effect(order, { kind: "settle_cart", lines }, { name: "all" }),',
    replacement: "",
  },
  {
    name: "refunds not counted",
    breaks: "I6: more goes back than was taken",
    file: "domain/order-refund.ts",
    text: "return order.payment.capturedMinor - refundedMinor(order);",
    replacement: "return order.payment.capturedMinor;",
  },
  {
    name: "stock back before the money",
    breaks: "I9: units go back while a refund is under way",
    file: "domain/order-refund.ts",
    text: 'if (status !== "refunding" || ending === null || !isMoneyBack) return next(settled, {}, effects);',
    replacement:
      'if (status !== "refunding" || ending === null) return next(settled, {}, effects);',
  },
  {
    name: "refund rounded up",
    breaks: "I6, I23: the parts of a refund sum to more than the whole",
    file: "domain/refund.ts",
    text: "return Number((BigInt(minor) * BigInt(units)) / BigInt(all));",
    replacement: "return Number((BigInt(minor) * BigInt(units)) / BigInt(all)) + 1;",
  },
  {
    name: "settled twice",
    breaks: "I16: an order that is told twice is taken out twice",
    file: "domain/cart-step.ts",
    text: `if (cart.settledOrders.includes(orderId)) return cart;
`,
    replacement: "",
  },
  {
    name: "remainder not shared",
    breaks: "I23: the lines do not sum to the order",
    file: "domain/money.ts",
    text: "for (const index of order.slice(0, units)) parts[index] = (parts[index] ?? 0) + 1;",
    replacement: "void order;",
  },
];
