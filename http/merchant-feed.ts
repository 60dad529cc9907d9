/** Google's product feed of one language and currency, with the addresses of this shop. */
import { mediaPath } from "../contracts/media.ts";
import {
  MERCHANT_TAIL,
  type MerchantExport,
  merchantHead,
  merchantItems,
} from "../domain/export-merchant.ts";
import type { Place } from "../domain/place.ts";
import type { ExportText, TermNames } from "./export-stream.ts";
import { links } from "./links.ts";

/** Whose feed it is. */
export interface FeedShop {
  readonly shopName: string;
  readonly origin: string;
  readonly place: Place;
}

/** @returns how products become the feed */
export function merchantText(names: TermNames, { shopName, origin, place }: FeedShop): ExportText {
  const context: MerchantExport = {
    place,
    shopName,
    home: `${origin}${links.home(place)}`,
    linkOf: ({ handle, variants }, { id }) => {
      const options = variants.length > 1 ? { variant: id } : {};
      return `${origin}${links.product(handle, place, options)}`;
    },
    pictureOf: (key) => `${origin}${mediaPath(key)}`,
    titleOf: (type, handle) => names.titleOf(type, handle),
    pathOf: (category) => names.pathOf(category),
  };
  return {
    head: merchantHead(context),
    lines: (product) => merchantItems(product, context),
    tail: MERCHANT_TAIL,
    withConverted: true,
  };
}
