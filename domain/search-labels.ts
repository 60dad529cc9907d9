/** What the facets that every shop has are called. */
import type { Locale } from "./locale.ts";

/** By language and key; the shop's own facets bring their names along. */
export const FACET_LABELS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    category: "Category",
    collection: "Collection",
    brand: "Brand",
    price: "Price",
    rating: "Rating",
    in_stock: "In stock",
  },
  de: {
    category: "Kategorie",
    collection: "Kollektion",
    brand: "Marke",
    price: "Preis",
    rating: "Bewertung",
    in_stock: "Auf Lager",
  },
  fr: {
    category: "Catégorie",
    collection: "Collection",
    brand: "Marque",
    price: "Prix",
    rating: "Note",
    in_stock: "En stock",
  },
};
