/** The cart: its limits. */
export const LINE_QUANTITY_MAX = 99;
