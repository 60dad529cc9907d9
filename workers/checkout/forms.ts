/** The checkout's forms: flat fields as browsers post them, and what they mean. */
import * as z from "zod";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { ProblemError } from "../../contracts/problem.ts";

const text = z.string().max(1000).default("");

/** Field by field, unchecked: the contract of the API checks what they add up to. */
export const informationForm = z.strictObject({
  email: text,
  name: text,
  line1: text,
  line2: text,
  city: text,
  region: text,
  postalCode: text,
  country: text,
  taxId: text,
});

export const shippingForm = z.strictObject({ method: z.string().max(60) });

export const reviewForm = z.strictObject({ quote: z.string().max(2000) });

/** One code more, or one less. */
export const codesForm = z
  .strictObject({ add: z.string().max(60).optional(), remove: z.string().max(60).optional() })
  .refine(({ add, remove }) => (add === undefined) !== (remove === undefined));

/** The first step's fields. */
export type InformationForm = z.infer<typeof informationForm>;

/** @returns what the fields mean in the words of the API, still unchecked */
export function changeOf({ email, taxId, ...address }: InformationForm): unknown {
  return { email: email.trim(), address, taxId: taxId.trim() };
}

/**
 * @param likely the country that is chosen until the shopper says where
 * @returns the fields as they are known so far
 */
export function informationOf(checkout: CheckoutView, likely: string): InformationForm {
  const { email, address, countries, taxId } = checkout;
  return {
    email: email ?? "",
    name: address?.name ?? "",
    line1: address?.line1 ?? "",
    line2: address?.line2 ?? "",
    city: address?.city ?? "",
    region: address?.region ?? "",
    postalCode: address?.postalCode ?? "",
    country: address?.country ?? (countries.includes(likely) ? likely : (countries[0] ?? "")),
    taxId: taxId ?? "",
  };
}

/** @returns the first error of each field; "/address/city" belongs to the field "city" */
export function errorsByField(
  errors: readonly ProblemError[],
): Partial<Record<keyof InformationForm, string>> {
  const byField: Partial<Record<keyof InformationForm, string>> = {};
  for (const { pointer, detail } of errors) {
    const name = pointer.split("/").at(-1) ?? "";
    const field = informationForm.keyof().safeParse(name);
    if (field.success) byField[field.data] ??= detail;
  }
  return byField;
}
