/** Mutants of the core: each breaks one rule in one place, and the simulation has to notice. */
import type { Substitution } from "./bundle.ts";

/** One change and what it breaks. */
export interface Mutant extends Substitution {
  /** A name for the table. */
  readonly name: string;
  /** The rule or the invariant behind the text. */
  readonly breaks: string;
  /** Where to begin, for what takes a rare world. */
  readonly seed?: number;
  /** Why it may live: it needs no other reason than this. */
  readonly mayLive?: string;
}

/** All of them, by the rooms of the core. A text that is no longer there stops the run. */
export const MUTANTS: readonly Mutant[] = [
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
    text: "return order.payment.intentId === null ? release(gone, ending, now) : cancelIntent(gone, ending);",
    replacement: "return release(gone, ending, now);",
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
  },
  {
    name: "key not renewed",
    breaks: "R1: a key that only replays a failure is used for ever",
    file: "domain/order-payment.ts",
    text: "tries: payment.tries + 1, isInDoubt: false",
    replacement: "tries: payment.tries, isInDoubt: false",
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
  },
  {
    name: "shares of one item not summed",
    breaks: "I2, I9: two lines of one item hold the units of one",
    file: "domain/order-checkout.ts",
    text: `units.set(itemId, (units.get(itemId) ?? 0) + quantity);
  return`,
    replacement: `units.set(itemId, quantity);
  return`,
  },
  {
    name: "agreed total not compared",
    breaks: "I13: another price than the one that was shown",
    file: "domain/order-checkout.ts",
    text: "if (nowMinor !== input.totalMinor) {",
    replacement: "if (nowMinor < 0) {",
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
    name: "hold not repeated",
    breaks: "I3: a hold that is asked for twice takes units twice",
    file: "domain/inventory-step.ts",
    text: `  if (known !== null) {
    return isSamePromise(known, command)
      ? ok(holdAnswer(known))
      : fail({ reason: "hold_mismatch" });
  }
`,
    replacement: "",
  },
  {
    name: "tombstone removed",
    breaks: "R7: a hold that comes after its release is kept",
    file: "domain/inventory-step.ts",
    text: 'draft.holds.push({ status: "released", holdId, released, closedAt: draft.now });',
    replacement:
      'if (known !== null) draft.holds.push({ status: "released", holdId, released, closedAt: draft.now });',
  },
  {
    name: "allocation released",
    breaks: "I1: a release lets an allocation go without its units",
    file: "domain/inventory-step.ts",
    text: `if (known?.status === "committed") return fail({ reason: "hold_committed" });
`,
    replacement: "",
  },
  {
    name: "lapsed hold committed",
    breaks: "R8: the units of a lapsed hold are allocated without looking",
    file: "domain/inventory-step.ts",
    text: `if (parts === null) return soldOut(draft);
  moveParts(draft, isHeld`,
    replacement: `if (parts === null) return ok({ allocations: [] });
  moveParts(draft, isHeld`,
  },
  {
    name: "commit not repeated",
    breaks: "a commit that is asked for twice allocates twice",
    file: "domain/inventory-step.ts",
    text: `if (known?.status === "committed") return ok({ allocations: known.parts });
`,
    replacement: "",
  },
  {
    name: "units promised that are not there",
    breaks: "I2: a hold takes what is left and says it has all",
    file: "domain/inventory-ledger.ts",
    text: `    if (missing === 0) return parts;
  }
  return null;`,
    replacement: `    if (missing === 0) return parts;
  }
  return parts.length > 0 ? parts : null;`,
  },
  {
    name: "restock without limit",
    breaks: "I24: more comes back than was allocated",
    file: "domain/inventory-step.ts",
    text: `if (quantity > allocated) return fail({ reason: "nothing_allocated", allocated });
`,
    replacement: "",
  },
  {
    name: "expired hold keeps its units",
    breaks: "I1: time lets a hold go and not its units",
    file: "domain/inventory-step.ts",
    text: `moveParts(draft, "expire", hold);
`,
    replacement: "",
  },
  {
    name: "memory survives a rollback",
    breaks: "I30: the object answers from what was never stored",
    file: "durable-objects/stock-object.ts",
    text: `this.#store.forget();
      this.#deadlines.forget();
      throw error;`,
    replacement: `this.#deadlines.forget();
      throw error;`,
  },
  {
    name: "answers counted twice",
    breaks: "R11: whoever comes second takes the answer in again",
    file: "durable-objects/order-object.ts",
    text: "if (delivered !== undefined && !strike(this.#storage.sql, delivered)) return;",
    replacement: "if (delivered !== undefined) strike(this.#storage.sql, delivered);",
    mayLive: "one round at a time and the fences of the saga let no second answer matter",
  },
  {
    name: "struck before delivered",
    breaks: "R10: a request is forgotten before anybody has answered it",
    file: "durable-objects/order-object.ts",
    text: "const answer = await withinTime(",
    replacement: `strike(this.#storage.sql, id);
      const answer = await withinTime(`,
  },
  {
    name: "outbox not looked after",
    breaks: "R9: what a dead life left in the outbox stays there",
    file: "durable-objects/order-object.ts",
    text: 'this.#deadlines.set("outbox", at);',
    replacement: `this.#deadlines.set("outbox", null);
    void at;`,
  },
  {
    name: "answer given twice",
    breaks: "I12: the same key is carried out again",
    file: "durable-objects/order-object.ts",
    text: "if (known?.answer != null) return JSON.parse(known.answer);",
    replacement: "",
  },
  {
    name: "fingerprint not compared",
    breaks: "I12: one key takes two requests",
    file: "durable-objects/order-object.ts",
    text: "if (known !== null && known.fingerprint !== fingerprint) {",
    replacement: 'if (known !== null && known.fingerprint === "") {',
  },
  {
    name: "foreign cart let in",
    breaks: "I26: a stranger sees somebody else's order",
    file: "durable-objects/order-object.ts",
    text: 'return typeof claim === "string" || claim.cartId === this.#order?.cartId;',
    replacement: "return true;",
  },
  {
    name: "state before its transaction",
    breaks: "I30: memory runs ahead of the disk",
    file: "durable-objects/order-object.ts",
    text: `      this.#deadlines.forget();
      throw error;`,
    replacement: `      this.#deadlines.forget();
      this.#order = turns.at(-1)?.step.order ?? this.#order;
      throw error;`,
  },
  {
    name: "new key for every try",
    breaks: "R1, I7: a repeated refund pays twice",
    file: "durable-objects/order-effects.ts",
    text: `  const { intentId, amountMinor, refundKey, isRest } = effect;
  const key = \`\${order.id}:\${effect.id}\`;`,
    replacement: `  const { intentId, amountMinor, refundKey, isRest } = effect;
  const key = \`\${order.id}:\${effect.id}:\${Math.random()}\`;`,
  },
  {
    name: "allocation not restocked",
    breaks: "I9: a refunded order keeps its units",
    file: "durable-objects/order-effects.ts",
    text: "if (released.ok || quantity === 0) return;",
    replacement: `if (quantity >= 0) return;
      if (released.ok) return;`,
  },
  {
    name: "commands not remembered",
    breaks: "a repeated command is carried out twice",
    file: "runtime/commands.ts",
    text: "if (known !== undefined && known.at > now - COMMAND_KEEP_MS) {",
    replacement: "if (known !== undefined && known.at > now) {",
  },
  {
    name: "alarm not planned",
    breaks: "R9: nothing rings",
    file: "runtime/alarms.ts",
    text: "if (next !== null && !isCovered) this.#setAlarm(next);",
    replacement: "",
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
    name: "silence taken for a no",
    breaks: "R5: a call without an answer counts as one that never happened",
    file: "gateways/stripe-attempt.ts",
    text: 'return { hasAnswered: false, outcome: busy("no_answer", BUSY_MS) };',
    replacement:
      'return { hasAnswered: false, outcome: { outcome: "refused", code: "no_answer" } };',
  },
  {
    name: "failure taken for a no",
    breaks: "R5: a 500 counts as a call that never happened",
    file: "gateways/stripe-attempt.ts",
    text: `outcome: { outcome: "unknown", code } };
  }
  if (status === 404)`,
    replacement: `outcome: { outcome: "refused", code } };
  }
  if (status === 404)`,
  },
  {
    name: "somebody else's intent adopted",
    breaks: "I7: an order takes over the payment of another",
    file: "gateways/stripe.ts",
    text: 'return metadata.order_id === orderId && status !== "canceled";',
    replacement: `void metadata;
  void orderId;
  return status !== "canceled";`,
  },
  {
    name: "captured less",
    breaks: "I6: not the whole amount is taken",
    file: "gateways/stripe.ts",
    text: "{ amount_to_capture: amountMinor }",
    replacement: "{ amount_to_capture: amountMinor - 1 }",
  },
  {
    name: "refund by hand not counted",
    breaks: "I11: a cancellation never ends when money went back in the dashboard",
    file: "gateways/stripe.ts",
    text: 'if (answer.outcome !== "refused" || !request.isRest) return answer;',
    replacement: 'if (answer.outcome !== "nothing") return answer;',
  },
  {
    name: "forgotten key sent again",
    breaks: "I7: a refund is paid twice after a day",
    file: "gateways/stripe.ts",
    text: "if (Date.now() - request.askedAt > KEY_LIFE_MS) {",
    replacement: "if (request.askedAt < 0) {",
    seed: 1277,
  },
  {
    name: "letter not claimed",
    breaks: "I17: a letter that was sent is sent again",
    file: "queues/notices.ts",
    text: `if (claim.status === "sent") return message.ack();
`,
    replacement: "",
  },
  {
    name: "projection goes back",
    breaks: "I20: an older event overwrites a newer one",
    file: "db/orders.ts",
    text: `WHERE excluded.version > orders.version\``,
    replacement: `WHERE excluded.version > 0\``,
  },
  {
    name: "remainder not shared",
    breaks: "I23: the lines do not sum to the order",
    file: "domain/money.ts",
    text: "share.part += 1n;",
    replacement: "",
  },
  {
    name: "new key for every restock",
    breaks: "I24: a repeated restock comes back twice",
    file: "durable-objects/order-effects.ts",
    text: `(stock) => {
      await stock.restock({ key: \`\${holdId}:\${id}\`, holdId, quantity });`,
    replacement: `(stock) => {
      await stock.restock({ key: \`\${holdId}:\${Math.random()}\`, holdId, quantity });`,
  },
];
