import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Charge, moveCharge } from "./charge.ts";
import { stepIntent } from "./intent-step.ts";
import {
  accepts,
  INTENT_MOVES,
  type Intent,
  type IntentInput,
  type IntentTerms,
  openIntent,
  typesOffered,
} from "./payment-intent.ts";
import { kindOfToken, methodWithoutShopper, type TestMethod } from "./test-method.ts";

const TERMS: IntentTerms = {
  amountMinor: 4200,
  currency: "eur",
  captureMethod: "automatic",
  cardCaptureMethod: "manual",
};
const AT_ONCE: IntentTerms = { ...TERMS, cardCaptureMethod: null };

function method(token: string): TestMethod {
  const kind = kindOfToken(token);
  if (kind === null) throw new RangeError(`There is no test token ${token}`);
  return { id: `of_${token}`, type: kind.face.type, conduct: kind.conduct };
}

const VISA = method("pm_card_visa");
const DECLINED = method("pm_card_chargeDeclined");
const CHALLENGED = method("pm_card_threeDSecure2Required");
const CHALLENGED_DECLINED = method("pm_card_threeDSecureRequiredChargeDeclined");
const DEBIT = method("pm_sepaDebit");
const DEBIT_FAILS = method("pm_sepaDebit_failed");

/** What happens to an intent, one input after another; the last step counts. */
function run(inputs: readonly IntentInput[], terms = TERMS) {
  let step = { ...stepIntent(openIntent(terms), inputs[0]!) };
  for (const input of inputs.slice(1)) step = { ...stepIntent(step.intent, input) };
  return step;
}

const confirm = (given: TestMethod | null): IntentInput => ({ type: "confirm", method: given });
const CAPTURE: IntentInput = { type: "capture", amountMinor: null };
const CANCEL: IntentInput = { type: "cancel", reason: null };
const SETTLE: IntentInput = { type: "settle" };
const PASS: IntentInput = { type: "authenticate", passed: true };
const FAIL: IntentInput = { type: "authenticate", passed: false };

const INPUTS: Record<IntentInput["type"], IntentInput> = {
  update: { type: "update", terms: { amountMinor: 5000 } },
  attach: { type: "attach", method: VISA },
  confirm: confirm(VISA),
  capture: CAPTURE,
  cancel: CANCEL,
  authenticate: PASS,
  settle: SETTLE,
  expire: { type: "expire" },
};

const STATES: Record<Intent["status"], Intent> = {
  requires_payment_method: openIntent(TERMS),
  requires_confirmation: run([INPUTS.attach]).intent,
  requires_action: run([confirm(CHALLENGED)]).intent,
  processing: run([confirm(DEBIT)]).intent,
  requires_capture: run([confirm(VISA)]).intent,
  succeeded: run([confirm(VISA), CAPTURE]).intent,
  canceled: run([CANCEL]).intent,
};

describe("stepIntent() in every state with every input", () => {
  for (const [status, intent] of Object.entries(STATES)) {
    it(`starts the test of ${status} in ${status}`, () => expect(intent.status).toBe(status));
    for (const input of Object.values(INPUTS)) {
      if (accepts(intent.status, input.type)) {
        it(`${status} takes ${input.type}`, () => {
          const step = stepIntent(intent, input);
          expect(step.refusal).toBeNull();
          expect(step.intent).not.toBe(intent);
        });
        continue;
      }
      it(`${status} is left alone by ${input.type}`, () => {
        const step = stepIntent(intent, input);
        expect(step.intent).toBe(intent);
        expect(step.effects).toEqual([]);
        const isAsked = !["authenticate", "settle", "expire"].includes(input.type);
        expect(step.refusal?.code).toBe(isAsked ? "payment_intent_unexpected_state" : undefined);
      });
    }
  }
});

describe("stepIntent()", () => {
  it.each<[string, IntentTerms, IntentInput[], string, string[]]>([
    [
      "holds a card",
      TERMS,
      [confirm(VISA)],
      "requires_capture",
      ["open", "payment_intent.amount_capturable_updated"],
    ],
    ["charges a card", AT_ONCE, [confirm(VISA)], "succeeded", ["open", "payment_intent.succeeded"]],
    [
      "declines a card",
      TERMS,
      [confirm(DECLINED)],
      "requires_payment_method",
      ["open", "payment_intent.payment_failed"],
    ],
    [
      "asks the bank",
      TERMS,
      [confirm(CHALLENGED)],
      "requires_action",
      ["payment_intent.requires_action"],
    ],
    [
      "holds after the bank agreed",
      TERMS,
      [confirm(CHALLENGED), PASS],
      "requires_capture",
      ["open", "payment_intent.amount_capturable_updated"],
    ],
    [
      "fails when the bank refused",
      TERMS,
      [confirm(CHALLENGED), FAIL],
      "requires_payment_method",
      ["payment_intent.payment_failed"],
    ],
    [
      "declines after the bank agreed",
      TERMS,
      [confirm(CHALLENGED_DECLINED), PASS],
      "requires_payment_method",
      ["open", "payment_intent.payment_failed"],
    ],
    [
      "waits for a debit",
      TERMS,
      [confirm(DEBIT)],
      "processing",
      ["open", "payment_intent.processing"],
    ],
    [
      "ends a debit well",
      TERMS,
      [confirm(DEBIT), SETTLE],
      "succeeded",
      ["settle", "payment_intent.succeeded"],
    ],
    [
      "ends a debit badly",
      TERMS,
      [confirm(DEBIT_FAILS), SETTLE],
      "requires_payment_method",
      ["fail", "payment_intent.payment_failed"],
    ],
    [
      "captures",
      TERMS,
      [confirm(VISA), CAPTURE],
      "succeeded",
      ["capture", "payment_intent.succeeded"],
    ],
    ["lets go", TERMS, [confirm(VISA), CANCEL], "canceled", ["release", "payment_intent.canceled"]],
    [
      "lapses",
      TERMS,
      [confirm(VISA), { type: "expire" }],
      "canceled",
      ["expire", "payment_intent.canceled"],
    ],
    [
      "confirms what was attached",
      TERMS,
      [INPUTS.attach, confirm(null)],
      "requires_capture",
      ["open", "payment_intent.amount_capturable_updated"],
    ],
    [
      "starts over after a challenge",
      TERMS,
      [confirm(CHALLENGED), confirm(VISA)],
      "requires_capture",
      ["open", "payment_intent.amount_capturable_updated"],
    ],
    [
      "asks for a new confirmation of a new amount",
      TERMS,
      [confirm(CHALLENGED), INPUTS.update],
      "requires_confirmation",
      [],
    ],
  ])("%s", (_title, terms, inputs, status, effects) => {
    const step = run(inputs, terms);
    expect(step.intent.status).toBe(status);
    const names = step.effects.map((each) => (each.type === "event" ? each.event : each.move.type));
    expect(names).toEqual(effects);
  });

  it("refuses to confirm without a method, and to capture more than is held", () => {
    expect(run([confirm(null)]).refusal?.message).toContain("missing a payment method");
    const over = run([confirm(VISA), { type: "capture", amountMinor: 4201 }]);
    expect(over.refusal?.code).toBe("amount_too_large");
    expect(over.intent.status).toBe("requires_capture");
  });

  it("declines a challenge that nobody can meet", () => {
    const step = run([confirm(methodWithoutShopper(CHALLENGED))]);
    expect(step.intent).toMatchObject({
      status: "requires_payment_method",
      failed: { failure: { code: "authentication_required" } },
    });
  });

  it("never takes money twice, nor after a cancellation, whatever happens", () => {
    const anyMethod = fc.constantFrom(
      VISA,
      DECLINED,
      CHALLENGED,
      CHALLENGED_DECLINED,
      DEBIT,
      DEBIT_FAILS,
    );
    const anyInput: fc.Arbitrary<IntentInput> = fc.oneof(
      fc.constantFrom(...Object.values(INPUTS), FAIL),
      anyMethod.map(confirm),
      fc
        .integer({ min: 1, max: 6000 })
        .map((amountMinor): IntentInput => ({ type: "capture", amountMinor })),
    );
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 25 }), fc.boolean(), (inputs, manual) => {
        let intent = openIntent(manual ? TERMS : AT_ONCE);
        let charge: Charge | null = null;
        const taken: number[] = [];
        for (const input of inputs) {
          const step = stepIntent(intent, input);
          for (const effect of step.effects) {
            if (effect.type === "charge") charge = moveCharge(charge, effect.move);
          }
          if (step.intent.status === "succeeded" && intent.status !== "succeeded") {
            taken.push(step.intent.receivedMinor);
            expect(charge).toMatchObject({ status: "succeeded", captured: true });
            expect(charge?.capturedMinor).toBe(step.intent.receivedMinor);
          }
          if (intent.status === "canceled") expect(step.intent).toBe(intent);
          intent = step.intent;
        }
        expect(taken.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("INTENT_MOVES", () => {
  it("names every state that a test begins in", () => {
    expect(Object.keys(INTENT_MOVES).sort()).toEqual(Object.keys(STATES).sort());
  });
});

describe("typesOffered()", () => {
  const open = { allowedTypes: null, excludedTypes: null };

  it("offers debits for euros that are not held, within the merchant's wishes", () => {
    expect(typesOffered(TERMS, open)).toEqual(["card", "sepa_debit"]);
    expect(typesOffered({ ...TERMS, currency: "usd" }, open)).toEqual(["card"]);
    expect(typesOffered({ ...TERMS, captureMethod: "manual" }, open)).toEqual(["card"]);
    expect(typesOffered(TERMS, { ...open, excludedTypes: ["sepa_debit"] })).toEqual(["card"]);
    expect(typesOffered(TERMS, { ...open, allowedTypes: ["sepa_debit"] })).toEqual(["sepa_debit"]);
  });
});
