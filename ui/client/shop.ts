/** What scripts add to the shop's pages. Every link and form works without them. */
import { enhanceCart } from "./shop/cart.ts";
import { enhanceGallery } from "./shop/gallery.ts";
import { enhanceListing } from "./shop/listing.ts";
import { enhanceOffer } from "./shop/offer.ts";
import { enhanceProduct } from "./shop/product.ts";
import { enhanceRecent } from "./shop/recent.ts";
import { enhanceSteppers } from "./shop/stepper.ts";
import { enhanceSearch } from "./shop/suggest.ts";
import { enhanceTheme } from "./shop/theme.ts";

enhanceTheme();
enhanceCart();
enhanceProduct();
enhanceGallery();
enhanceSteppers();
enhanceListing();
enhanceRecent();
enhanceSearch();
enhanceOffer();
