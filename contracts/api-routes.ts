/** Every route of the public API, in the order in which the reference shows them. */
import { cartApi } from "./api-cart.ts";
import { catalogApi } from "./api-catalog.ts";
import { checkoutApi } from "./api-checkout.ts";
import type { ApiRoute } from "./api-route.ts";
import { searchApi } from "./api-search.ts";
import { shopApi } from "./api-shop.ts";
import { suggestApi } from "./api-suggest.ts";

/** A route that is not in here is not part of the API. */
export const API_ROUTES: readonly ApiRoute[] = [
  catalogApi,
  searchApi,
  suggestApi,
  cartApi,
  checkoutApi,
  shopApi,
].flatMap((part): ApiRoute[] => Object.values(part));
