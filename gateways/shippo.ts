/** Shippo behind the shop's own interface: what its carriers ask for some parcels. */
import * as z from "zod";
import {
  type Carrier,
  type CarrierAnswer,
  type CarrierOffer,
  type CarrierParcel,
  type CarrierQuestion,
  minorOfDecimal,
} from "../domain/carrier-rates.ts";
import type { Currency } from "../domain/money.ts";
import { regionText } from "../domain/regions.ts";
import type { LocationAddress } from "../domain/shop-location.ts";
import { postToCarrier } from "./carrier.ts";

const SHIPMENTS_URL = "https://api.goshippo.com/shipments/";
/** The version of the API that this file speaks. */
const API_VERSION = "2018-02-08";
/** Most parcels of one order that are asked for; each is a call. */
const PARCELS_MAX = 5;
/** The shop knows the longest side of a parcel; the others are those of a common box. */
const BOX_MM = { width: 200, height: 100 } as const;

const word = z.string().max(100);
const amount = z.string().max(20);

/** What is believed of a rate; anything else of it is not read. */
const rateSchema = z.object({
  amount,
  currency: word,
  amount_local: amount.nullish(),
  currency_local: word.nullish(),
  servicelevel: z.object({ token: word }),
});

const shipmentSchema = z.object({
  status: z.literal("SUCCESS"),
  rates: z.array(rateSchema).max(200),
});

type Rate = z.infer<typeof rateSchema>;

/** @returns the carrier that asks with `key`; without one nothing is asked */
export function shippo(key: string): Carrier {
  return {
    carrierRates: (question) =>
      key === "" ? Promise.resolve({ outcome: "not_set_up" }) : askRates(key, question),
  };
}

/** Each parcel leaves from elsewhere and is a shipment; a service has to take all of them. */
async function askRates(
  key: string,
  { to, parcels, currency }: CarrierQuestion,
): Promise<CarrierAnswer> {
  if (parcels.length > PARCELS_MAX) return { outcome: "away", code: "too_many_parcels" };
  const answers = await Promise.all(parcels.map((parcel) => askParcel(key, { to, parcel })));
  const rates: Rate[][] = [];
  for (const answer of answers) {
    if (!answer.ok) return { outcome: "away", code: answer.code };
    rates.push(answer.rates);
  }
  const offers = rates.map((each) => offersIn(each, currency));
  const isElsewhere = rates.some((each, at) => each.length > 0 && offers[at]?.size === 0);
  return { outcome: "told", offers: together(offers), isElsewhere };
}

async function askParcel(
  key: string,
  { to, parcel }: { readonly to: LocationAddress; readonly parcel: CarrierParcel },
): Promise<{ ok: true; rates: Rate[] } | { ok: false; code: string }> {
  const reply = await postToCarrier(SHIPMENTS_URL, {
    headers: { Authorization: `ShippoToken ${key}`, "SHIPPO-API-VERSION": API_VERSION },
    body: {
      address_from: addressOf(parcel.from),
      address_to: addressOf(to),
      parcels: [parcelOf(parcel)],
      async: false,
    },
  });
  if (!reply.ok) return reply;
  const shipment = shipmentSchema.safeParse(reply.body);
  return shipment.success
    ? { ok: true, rates: shipment.data.rates }
    : { ok: false, code: "nonsense" };
}

/** Prices follow from the place alone: nobody's name leaves the shop. */
function addressOf({ line1, line2, city, region, postalCode, country }: LocationAddress) {
  const state = regionText(country, region);
  return { street1: line1, street2: line2, city, state, zip: postalCode, country };
}

function parcelOf({ grams, longestMm }: CarrierParcel) {
  return {
    length: String(Math.max(longestMm, BOX_MM.width)),
    width: String(BOX_MM.width),
    height: String(BOX_MM.height),
    distance_unit: "mm",
    // What was never weighed weighs something.
    weight: String(Math.max(grams, 1)),
    mass_unit: "g",
  };
}

/** The cheapest price of each service in the order's currency: as billed, or as converted by Shippo. */
function offersIn(rates: readonly Rate[], currency: Currency): Map<string, number> {
  const offers = new Map<string, number>();
  for (const rate of rates) {
    const text =
      rate.currency === currency
        ? rate.amount
        : rate.currency_local === currency
          ? rate.amount_local
          : null;
    const minor = text == null ? null : minorOfDecimal(text, currency);
    const { token } = rate.servicelevel;
    // No carrier drives for nothing: a price of zero is a mistake of somebody.
    if (minor !== null && minor > 0) offers.set(token, Math.min(minor, offers.get(token) ?? minor));
  }
  return offers;
}

function together([first, ...others]: readonly Map<string, number>[]): CarrierOffer[] {
  return [...(first ?? [])].flatMap(([service, minor]) => {
    let sum = minor;
    for (const other of others) {
      const more = other.get(service);
      if (more === undefined) return [];
      sum += more;
    }
    return [{ service, minor: sum }];
  });
}
