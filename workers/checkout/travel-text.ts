/** How an order travels, in the words of the checkout. */
import type { CheckoutView, DeliveryView } from "../../contracts/checkout.ts";
import { arrivalText, parcelsText } from "../../ui/arrival.ts";

type Journey = Pick<DeliveryView, "daysMin" | "daysMax" | "arrives" | "parcels" | "collectAt">;

/** @returns "Arrives Tue 24 – Thu 26 Nov, in 2 parcels" */
export function travelText({ parcels, collectAt, ...days }: Journey): string {
  const text = arrivalText({ ...days, isCollected: collectAt !== null });
  const many = parcelsText(parcels);
  return many === null ? text : `${text}, in ${many}`;
}

/** @returns a place of collection in one line */
export function placeText(place: NonNullable<Journey["collectAt"]>): string {
  const { label, line1, line2, postalCode, city } = place;
  return [label, line1, line2, `${postalCode} ${city}`].filter((part) => part !== "").join(", ");
}

/** @returns why a way of shipping is not there, for shoppers */
export function absenceText(reason: CheckoutView["missingShipping"][number]["reason"]): string {
  switch (reason) {
    case "carrier_away":
      return "the carrier does not answer at the moment";
    case "no_service":
      return "the carrier does not go to this address";
    case "not_in_stock_there":
      return "not everything in your cart is there to be collected";
    case "no_rate":
      return "your order is too large or too heavy for it";
    default:
      return "not available for this order";
  }
}
