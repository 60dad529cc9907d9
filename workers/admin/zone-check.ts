/** What is wrong with zones of shipping beside what their schema says, each with its field. */
import type { ProblemError } from "../../contracts/problem.ts";
import { regionCode } from "../../domain/regions.ts";
import type { ShippingZone } from "../../domain/shipping-rates.ts";
import type { ShopLocation } from "../../domain/shop-location.ts";
import { plain } from "../../domain/tax-rules.ts";

/** Places that a refusal names. */
const ERRORS_MAX = 100;

/** @returns places that two zones name alike: the later one's methods would never be offered */
export function repeatedPlaces(zones: readonly ShippingZone[]): ProblemError[] {
  const named = new Map<string, string>();
  const errors: ProblemError[] = [];
  for (const [index, { id, places }] of zones.entries()) {
    for (const [at, { country, region, postalPrefix }] of places.entries()) {
      const code = region === null ? null : (regionCode(country, region) ?? region);
      const key = JSON.stringify([country, code, postalPrefix && plain(postalPrefix)]);
      const other = named.get(key);
      if (other === undefined) named.set(key, id);
      else if (other !== id && errors.length < ERRORS_MAX) {
        const pointer = `/zones/${index}/places/${at}`;
        errors.push({ pointer, detail: `The zone "${other}" has the same place` });
      }
    }
  }
  return errors;
}

/** @returns methods of collection at a location that has no address to tell */
export function uncollectable(
  zones: readonly ShippingZone[],
  locations: readonly ShopLocation[],
): ProblemError[] {
  const known = new Set(
    locations.flatMap(({ id, address }): string[] => (address === null ? [] : [id])),
  );
  return zones.flatMap(({ methods }, zone) =>
    methods.flatMap(({ locationId }, method) =>
      locationId === null || known.has(locationId)
        ? []
        : [
            {
              pointer: `/zones/${zone}/methods/${method}/locationId`,
              detail: "Expected a location that has an address",
            },
          ],
    ),
  );
}
