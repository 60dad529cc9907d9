/** What the account stores: Stripe's objects with the rules' state inside them. */
import type { Wire } from "./api-answer.ts";
import type { Charge } from "./charge.ts";
import type { Intent } from "./payment-intent.ts";
import type { MethodFace, PaymentMethodType, TestMethod } from "./test-method.ts";

/** Names and short texts that a merchant hangs on an object. */
export type Metadata = { readonly [name: string]: string };

/** A stored PaymentIntent. */
export interface IntentRecord {
  readonly object: "payment_intent";
  readonly id: string;
  readonly createdAt: number;
  readonly clientSecret: string;
  readonly intent: Intent;
  readonly customer: string | null;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly receiptEmail: string | null;
  readonly returnUrl: string | null;
  readonly setupFutureUsage: string | null;
  readonly shipping: Wire | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly transferGroup: string | null;
  readonly automatic: { readonly enabled: boolean; readonly allow_redirects: string } | null;
  /** `allowed_payment_method_types`; null allows all. */
  readonly allowedTypes: readonly PaymentMethodType[] | null;
  readonly excludedTypes: readonly string[] | null;
  readonly methodOptions: Wire;
  readonly confirmationMethod: "automatic" | "manual";
  readonly latestCharge: string | null;
  readonly canceledAt: number | null;
  /** Where the challenge page lives, known once a challenge is asked for. */
  readonly challenge: { readonly url: string; readonly by: "redirect" | "sdk" } | null;
}

/** A stored Charge. */
export interface ChargeRecord {
  readonly object: "charge";
  readonly id: string;
  readonly createdAt: number;
  readonly charge: Charge;
  readonly currency: string;
  readonly paymentIntent: string;
  readonly customer: string | null;
  readonly method: string;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly receiptEmail: string | null;
  readonly shipping: Wire | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly transferGroup: string | null;
}

/** A stored Refund. */
export interface RefundRecord {
  readonly object: "refund";
  readonly id: string;
  readonly createdAt: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly charge: string;
  readonly paymentIntent: string;
  readonly customer: string | null;
  readonly reason: string | null;
  readonly metadata: Metadata;
}

/** A stored PaymentMethod: the face of a test method, never its number. */
export interface MethodRecord {
  readonly object: "payment_method";
  readonly id: string;
  readonly createdAt: number;
  readonly method: TestMethod;
  readonly face: MethodFace;
  readonly expMonth: number;
  readonly expYear: number;
  readonly billing: Wire;
  readonly customer: string | null;
}

/** A stored Customer. */
export interface CustomerRecord {
  readonly object: "customer";
  readonly id: string;
  readonly createdAt: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly description: string | null;
  readonly address: Wire | null;
  readonly shipping: Wire | null;
  readonly metadata: Metadata;
  readonly deleted: boolean;
}

/** A stored Event, as it was told. */
export interface EventRecord {
  readonly object: "event";
  readonly id: string;
  readonly createdAt: number;
  readonly type: string;
  /** The object as it was when the event happened. */
  readonly snapshot: Wire;
  readonly request: string | null;
  readonly idempotencyKey: string | null;
}

/** Everything that the account stores under an id. */
export interface RecordKinds {
  readonly payment_intent: IntentRecord;
  readonly charge: ChargeRecord;
  readonly refund: RefundRecord;
  readonly payment_method: MethodRecord;
  readonly customer: CustomerRecord;
  readonly event: EventRecord;
}

/** The name of a kind of record. */
export type Kind = keyof RecordKinds;

/** Looks up another record, to show one object inside another. */
export type Lookup = <K extends Kind>(kind: K, id: string) => RecordKinds[K] | null;
