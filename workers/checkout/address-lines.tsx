/** An address as it stands on a parcel. */
import type { CheckoutView, DeliveryView } from "../../contracts/checkout.ts";

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
  return <Lines lines={lines} />;
}

/** Where something is collected, and when somebody is there. */
export function CollectLines({ place }: { place: NonNullable<DeliveryView["collectAt"]> }) {
  const { label, line1, line2, postalCode, city, region, country, openingHours } = place;
  const lines = [label, line1, line2, `${postalCode} ${city}`, region];
  const name = COUNTRY_NAMES.of(country) ?? country;
  return <Lines lines={[...lines, name, ...openingHours.split("\n")]} />;
}

function Lines({ lines }: { lines: readonly string[] }) {
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
