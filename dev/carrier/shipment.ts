/** Shipments as Shippo takes and answers them: strict about what comes in, the same prices every time. */
import * as z from "zod";

const line = z.string().max(100);
const address = z.strictObject({
  street1: line.min(1),
  street2: line,
  city: line.min(1),
  state: line,
  zip: line.min(1),
  country: z.string().regex(/^[A-Z]{2}$/),
});
const decimal = z.string().regex(/^\d{1,7}(?:\.\d{1,4})?$/);

/** `POST /shipments/` */
export const shipmentRequest = z.strictObject({
  address_from: address,
  address_to: address,
  parcels: z
    .array(
      z.strictObject({
        length: decimal,
        width: decimal,
        height: decimal,
        distance_unit: z.enum(["mm", "cm", "in"]),
        weight: decimal,
        mass_unit: z.literal("g"),
      }),
    )
    .min(1)
    .max(10),
  async: z.literal(false),
});

type Asked = z.infer<typeof shipmentRequest>;

interface Service {
  readonly provider: string;
  readonly token: string;
  readonly name: string;
  readonly days: number;
  /** In cents: the first kilogram and each that is begun after it. */
  readonly baseMinor: number;
  readonly kgMinor: number;
}

const SERVICES: readonly Service[] = [
  {
    provider: "USPS",
    token: "usps_ground_advantage",
    name: "Ground Advantage",
    days: 5,
    baseMinor: 895,
    kgMinor: 210,
  },
  {
    provider: "USPS",
    token: "usps_priority",
    name: "Priority Mail",
    days: 3,
    baseMinor: 1240,
    kgMinor: 330,
  },
  {
    provider: "DHL Express",
    token: "dhl_express_worldwide",
    name: "DHL Express Worldwide",
    days: 3,
    baseMinor: 2890,
    kgMinor: 620,
  },
  {
    provider: "UPS",
    token: "ups_next_day_air",
    name: "Next Day Air",
    days: 1,
    baseMinor: 4615,
    kgMinor: 900,
  },
];

const GRAMS_OF_KG = 1000;
/** How many euros a dollar was when the stand-in was written. */
const EUR_OF_USD = 0.9;

/** @returns the shipment with its rates: dollars, and euros where it goes to a country of the euro */
export function shipment(asked: Asked) {
  const grams = asked.parcels.reduce((sum, { weight }) => sum + Number(weight), 0);
  const furtherKg = Math.max(0, Math.ceil(grams / GRAMS_OF_KG) - 1);
  const id = crypto.randomUUID().replaceAll("-", "");
  return {
    object_id: id,
    status: "SUCCESS",
    address_from: asked.address_from,
    address_to: asked.address_to,
    parcels: asked.parcels,
    messages: [],
    rates: SERVICES.map(({ provider, token, name, days, baseMinor, kgMinor }) => {
      const minor = baseMinor + furtherKg * kgMinor;
      const isLocal = asked.address_to.country !== "US";
      return {
        object_id: crypto.randomUUID().replaceAll("-", ""),
        shipment: id,
        provider,
        servicelevel: { name, token, terms: "" },
        amount: decimalOf(minor),
        currency: "USD",
        amount_local: decimalOf(isLocal ? Math.round(minor * EUR_OF_USD) : minor),
        currency_local: isLocal ? "EUR" : "USD",
        estimated_days: days,
        attributes: [],
        messages: [],
        test: true,
      };
    }),
    test: true,
  };
}

function decimalOf(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
}
