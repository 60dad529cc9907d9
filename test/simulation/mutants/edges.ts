/** Mutants of what lies between the objects and the world: the provider, the queues, the lists. */
import type { Mutant } from "./mutant.ts";

/** Of gateways/, queues/ and db/. */
export const EDGE_MUTANTS: readonly Mutant[] = [
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
];
