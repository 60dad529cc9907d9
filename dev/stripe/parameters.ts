/** The parameters of each call; whatever is not listed here is unknown. */
import * as z from "zod";

const METADATA_KEYS_MAX = 50;
const METADATA_KEY_LENGTH_MAX = 40;
const METADATA_VALUE_LENGTH_MAX = 500;

const text = z.string().min(1).max(5000);
/** Text that an empty value unsets. */
const emptyable = z.string().max(5000);
const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const anything = z.unknown();

/** A list with the keys 0, 1, 2 reads as an array; metadata wants them back as names. */
const metadata = z.preprocess(
  (value) => (Array.isArray(value) ? { ...value } : value),
  z.union([
    z.literal(""),
    z
      .record(z.string().max(METADATA_KEY_LENGTH_MAX), z.string().max(METADATA_VALUE_LENGTH_MAX))
      .refine((value) => Object.keys(value).length <= METADATA_KEYS_MAX),
  ]),
);

const expand = z.array(text).max(20).optional();
const address = z.strictObject({
  city: emptyable.optional(),
  country: emptyable.optional(),
  line1: emptyable.optional(),
  line2: emptyable.optional(),
  postal_code: emptyable.optional(),
  state: emptyable.optional(),
});
const shipping = z.union([
  z.literal(""),
  z.strictObject({
    address,
    name: emptyable.optional(),
    phone: emptyable.optional(),
    carrier: emptyable.optional(),
    tracking_number: emptyable.optional(),
  }),
]);
const billingDetails = z.strictObject({
  address: address.optional(),
  email: emptyable.optional(),
  name: emptyable.optional(),
  phone: emptyable.optional(),
  tax_id: emptyable.optional(),
});

const paymentMethodData = z.strictObject({
  type: z.enum(["card", "sepa_debit"]),
  card: z
    .strictObject({
      number: text,
      exp_month: integer,
      exp_year: integer,
      cvc: text.optional(),
    })
    .optional(),
  sepa_debit: z.strictObject({ iban: text }).optional(),
  billing_details: billingDetails.optional(),
  allow_redisplay: text.optional(),
  metadata: metadata.optional(),
});

const paymentMethodOptions = z.strictObject({
  card: z
    .strictObject({
      capture_method: z.enum(["", "manual"]).optional(),
      request_three_d_secure: text.optional(),
      request_extended_authorization: text.optional(),
      request_incremental_authorization: text.optional(),
      request_multicapture: text.optional(),
      request_overcapture: text.optional(),
      setup_future_usage: emptyable.optional(),
      statement_descriptor_suffix_kana: emptyable.optional(),
      statement_descriptor_suffix_kanji: emptyable.optional(),
    })
    .optional(),
  sepa_debit: z.record(z.string(), anything).optional(),
});

const captureMethod = z.enum(["automatic", "automatic_async", "manual"]);

const methodTypes = z.array(z.enum(["card", "sepa_debit"])).min(1);

const confirmable = {
  allowed_payment_method_types: methodTypes.optional(),
  capture_method: captureMethod.optional(),
  confirmation_token: text.optional(),
  error_on_requires_action: flag.optional(),
  excluded_payment_method_types: z.array(text).max(50).optional(),
  expand,
  mandate_data: anything.optional(),
  off_session: z.string().optional(),
  payment_method: text.optional(),
  payment_method_data: paymentMethodData.optional(),
  payment_method_options: paymentMethodOptions.optional(),
  receipt_email: emptyable.optional(),
  return_url: z.url().optional(),
  setup_future_usage: emptyable.optional(),
  shipping: shipping.optional(),
  use_stripe_sdk: flag.optional(),
};

const described = {
  amount_details: anything.optional(),
  customer: emptyable.optional(),
  description: emptyable.optional(),
  metadata: metadata.optional(),
  payment_details: anything.optional(),
  statement_descriptor: emptyable.optional(),
  statement_descriptor_suffix: emptyable.optional(),
  transfer_group: emptyable.optional(),
};

/** What the browser may send along with a publishable key. */
const browserSide = { client_secret: text.optional(), key: text.optional() };

/** `POST /v1/payment_intents` */
export const intentCreation = z.strictObject({
  ...confirmable,
  ...described,
  amount: integer,
  currency: text,
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  confirm: flag.optional(),
  confirmation_method: z.enum(["automatic", "manual"]).optional(),
});

/** `POST /v1/payment_intents/:id` */
export const intentUpdate = z.strictObject({
  ...confirmable,
  ...described,
  amount: integer.optional(),
  currency: text.optional(),
});

/** `POST /v1/payment_intents/:id/confirm` */
export const intentConfirmation = z.strictObject({ ...confirmable, ...browserSide });

/** `POST /v1/payment_intents/:id/capture` */
export const intentCapture = z.strictObject({
  amount_to_capture: integer.optional(),
  expand,
  final_capture: flag.optional(),
  metadata: metadata.optional(),
  statement_descriptor: emptyable.optional(),
  statement_descriptor_suffix: emptyable.optional(),
});

/** `POST /v1/payment_intents/:id/cancel` */
export const intentCancellation = z.strictObject({
  cancellation_reason: z
    .enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"])
    .optional(),
  expand,
});

/** `GET` of one object. */
export const retrieval = z.strictObject({ ...browserSide, expand });

const timeRange = z.union([
  integer,
  z.strictObject({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
]);

const page = {
  created: timeRange.optional(),
  ending_before: text.optional(),
  expand,
  limit: integer.pipe(z.int().min(1).max(100)).optional(),
  starting_after: text.optional(),
};

/** `GET` of a list, with the filters that the lists have between them. */
export const listing = {
  charges: z.strictObject({
    ...page,
    customer: text.optional(),
    payment_intent: text.optional(),
  }),
  customers: z.strictObject({ ...page, email: text.optional() }),
  events: z.strictObject({
    ...page,
    type: text.optional(),
    types: z.array(text).max(20).optional(),
    delivery_success: flag.optional(),
  }),
  intents: z.strictObject({ ...page, customer: text.optional() }),
  refunds: z.strictObject({
    ...page,
    charge: text.optional(),
    payment_intent: text.optional(),
  }),
};

/** A page of a list: the parameters that every list shares. */
export type PageRequest = z.infer<z.ZodObject<typeof page>>;

/** `GET /v1/payment_intents/search` */
export const search = z.strictObject({
  query: text,
  limit: integer.pipe(z.int().min(1).max(100)).optional(),
  page: text.optional(),
  expand,
});

/** `POST /v1/refunds` */
export const refundCreation = z.strictObject({
  amount: integer.optional(),
  charge: text.optional(),
  expand,
  instructions_email: emptyable.optional(),
  metadata: metadata.optional(),
  payment_intent: text.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
});

const taxBehavior = z.enum(["exclusive", "inclusive"]);

/** `POST /v1/tax/calculations` */
export const taxCalculation = z.strictObject({
  currency: text,
  customer_details: z.strictObject({
    address: address.extend({ country: text }),
    address_source: z.enum(["billing", "shipping"]),
    tax_ids: z
      .array(z.strictObject({ type: z.enum(["eu_vat", "gb_vat"]), value: text }))
      .max(10)
      .optional(),
    taxability_override: z.enum(["customer_exempt", "none", "reverse_charge"]).optional(),
  }),
  expand,
  line_items: z
    .array(
      z.strictObject({
        amount: integer,
        quantity: integer.optional(),
        reference: text.optional(),
        tax_behavior: taxBehavior.optional(),
        tax_code: text.optional(),
      }),
    )
    .min(1)
    .max(1_000),
  shipping_cost: z
    .strictObject({
      amount: integer,
      tax_behavior: taxBehavior.optional(),
      tax_code: text.optional(),
    })
    .optional(),
});

/** `POST` that changes metadata alone. */
export const metadataUpdate = z.strictObject({ expand, metadata: metadata.optional() });

/** `POST /v1/customers` and `POST /v1/customers/:id` */
export const customerFields = z.strictObject({
  address: z.union([z.literal(""), address]).optional(),
  description: emptyable.optional(),
  email: emptyable.optional(),
  expand,
  metadata: metadata.optional(),
  name: emptyable.optional(),
  phone: emptyable.optional(),
  preferred_locales: z.array(text).optional(),
  shipping: shipping.optional(),
});
