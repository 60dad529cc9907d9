/** Who sells in the demo shop: nobody, at an address that is none. */
import type { Seller } from "../../domain/invoice.ts";

/** What the demo's invoices say at their head and foot. */
export const DEMO_SELLER: Seller = {
  address: {
    name: "Tidewick Trading GmbH",
    line1: "Am Kai 1",
    line2: "",
    city: "Hamburg",
    region: "",
    postalCode: "20457",
    country: "DE",
  },
  taxId: "DE999999999",
  email: "books@tidewick.example",
  register: "A shop for trying things out: this document is no invoice in law",
};

/** Where the demo's days begin. */
export const DEMO_TIME_ZONE = "Europe/Berlin";
