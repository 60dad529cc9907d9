/** A place where goods are kept: parcels leave from there, shoppers may collect there. */
import type { Id } from "./id.ts";

/** Where a location is. */
export interface LocationAddress {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

/** A location as orders need it. */
export interface ShopLocation {
  readonly id: Id<"location">;
  readonly label: string;
  /** Null where nobody wrote it down: then nothing is collected there and no carrier is asked. */
  readonly address: LocationAddress | null;
  /** As shoppers read it, one line for each; empty where nobody is told. */
  readonly openingHours: string;
  /** Working days until what was ordered leaves the house. */
  readonly leadDays: number;
}

/** Where an order is collected, as it was when it was placed. */
export type CollectPlace = Pick<ShopLocation, "label" | "openingHours"> & {
  readonly address: LocationAddress;
};
