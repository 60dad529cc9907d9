/** An address as it stands on a parcel. */
import type { CheckoutView } from "../../contracts/checkout.ts";

const COUNTRY_NAMES = new Intl.DisplayNames(["en"], { type: "region" });

/** The lines of an address; empty ones are left out. */
export function AddressLines({ address }: { address: NonNullable<CheckoutView["address"]> }) {
  const { name, line1, line2, postalCode, city, region, country } = address;
  const lines = [
    name,
    line1,
    line2,
    `${postalCode} ${city}`,
    region,
    COUNTRY_NAMES.of(country) ?? country,
  ];
  return (
    <address class="address">
      {lines
        .filter((line) => line !== "")
        .map((line) => (
          <span>{line}</span>
        ))}
    </address>
  );
}
