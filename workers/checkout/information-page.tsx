/** The first step: whom to write to and where the parcel goes. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { SelectField, TextField } from "../../ui/form-field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { CheckoutShell, stepLink } from "./checkout-shell.tsx";
import type { InformationForm } from "./forms.ts";

const COUNTRY_NAMES = new Intl.DisplayNames(["en"], { type: "region" });

const FIELDS_IN_ORDER = [
  "email",
  "country",
  "name",
  "line1",
  "line2",
  "postalCode",
  "city",
  "region",
  "taxId",
] as const satisfies readonly (keyof InformationForm)[];

/** What the page shows. */
export interface InformationPageProps {
  readonly shopName: string;
  readonly checkout: CheckoutView;
  readonly values: InformationForm;
  /** What is wrong, by field; empty where nothing is. */
  readonly errors: Readonly<Partial<Record<keyof InformationForm, string>>>;
  /** What is wrong with none of the fields; null where nothing is. */
  readonly trouble: string | null;
}

/** The page of the first step. */
export function InformationPage(props: InformationPageProps) {
  const { shopName, checkout, values, errors, trouble } = props;
  const hasErrors = Object.keys(errors).length > 0;
  const field = (name: keyof InformationForm, label: string, autocomplete: string) => ({
    name,
    label,
    autocomplete,
    value: values[name],
    error: errors[name],
  });
  return (
    <CheckoutShell
      shopName={shopName}
      checkout={checkout}
      step="information"
      title="Where should it go?"
      setback={hasErrors ? <ErrorList errors={errors} /> : trouble && <Trouble text={trouble} />}
    >
      <form method="post" action={stepLink(checkout, "information")} novalidate>
        <section class="form-block" aria-labelledby="contact-title">
          <h2 id="contact-title">Contact</h2>
          <div class="fields">
            <TextField
              {...field("email", "E-mail", "email")}
              type="email"
              inputMode="email"
              hint="For the confirmation and news of this order only."
              maxLength={254}
            />
          </div>
        </section>
        <section class="form-block" aria-labelledby="address-title">
          <h2 id="address-title">Address</h2>
          <div class="fields">
            <SelectField
              {...field("country", "Country", "shipping country")}
              choices={checkout.countries
                .map((code) => ({ value: code, label: COUNTRY_NAMES.of(code) ?? code }))
                .sort((left, right) => left.label.localeCompare(right.label, "en"))}
            />
            <TextField {...field("name", "Full name", "shipping name")} maxLength={100} />
            <TextField
              {...field("line1", "Street and number", "shipping address-line1")}
              maxLength={120}
            />
            <TextField
              {...field("line2", "Apartment, floor, company", "shipping address-line2")}
              isRequired={false}
              maxLength={120}
            />
            <div class="pair">
              <TextField
                {...field("postalCode", "Postal code", "shipping postal-code")}
                maxLength={16}
              />
              <TextField
                {...field("city", "Town or city", "shipping address-level2")}
                maxLength={80}
              />
            </div>
            <TextField
              {...field("region", "State, province, prefecture", "shipping address-level1")}
              isRequired={false}
              maxLength={80}
            />
            <details class="company" open={values.taxId !== "" || errors.taxId !== undefined}>
              <summary>Buying for a company?</summary>
              <TextField
                {...field("taxId", "VAT number", "off")}
                hint="Printed on your invoice. Where you account for the tax yourself, it is taken off."
                isRequired={false}
                maxLength={20}
              />
            </details>
          </div>
        </section>
        <div class="form-block">
          <button type="submit" class="button primary wide" data-once>
            Continue to shipping
          </button>
        </div>
      </form>
    </CheckoutShell>
  );
}

function Trouble({ text }: { text: string }) {
  return <Notice tone="bad">{text}</Notice>;
}

/** What is wrong, in the order of the form; each error leads to its field. */
function ErrorList({ errors }: Pick<InformationPageProps, "errors">) {
  const wrong = FIELDS_IN_ORDER.filter((name) => errors[name] !== undefined);
  const count = wrong.length;
  return (
    <Notice tone="bad">
      <strong>
        {count === 1 ? "One field needs another look" : `${count} fields need another look`}
      </strong>
      <ul class="error-links">
        {wrong.map((name) => (
          <li>
            <a href={`#field-${name}`}>{errors[name]}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
