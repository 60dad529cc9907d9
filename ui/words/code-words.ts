/** What became of codes, in every language: in a file of its own, for only who reckons tells it. */
import type { Locale } from "../../domain/locale.ts";

const en = {
  /** Between a name and what is said of it. */
  colon: ": ",
  missing: (amount: string) => `${amount} more, and it counts.`,
  missingUnits: (units: number) => `${units} more of what it is for, and it counts.`,
  nothing: "This code does nothing here.",
  reasons: {
    code_unknown: "We do not know this code. Is there a typing mistake in it?",
    expired: "This code has expired.",
    not_started: "This code is not valid yet.",
    used_up: "This code is used up.",
    customer_used_up: "This code was already used with this e-mail address.",
    not_yours: "This code is for others.",
    first_order_only: "This code is for a first order with this e-mail address.",
    wrong_currency: "This code does not work in this currency.",
    wrong_country: "This code does not work where your parcel goes.",
    wrong_time: "This code does not work at this time.",
    nothing_in_scope: "Nothing in your order goes with this code.",
    gift_not_in_cart: "Put the gift into your cart, and it is free.",
    awaits_shipping: "It counts once you have chosen how your order travels.",
    not_combinable:
      "It cannot be combined with the discount that you have, which is the better one.",
    takes_nothing_off: "There is nothing left that it could take off.",
  },
};

const de: typeof en = {
  colon: ": ",
  missing: (amount) => `Noch ${amount}, dann gilt es.`,
  missingUnits: (units) => `Noch ${units} Stück davon, dann gilt es.`,
  nothing: "Dieser Code bewirkt hier nichts.",
  reasons: {
    code_unknown: "Diesen Code kennen wir nicht. Vielleicht ein Tippfehler?",
    expired: "Dieser Code ist abgelaufen.",
    not_started: "Dieser Code gilt noch nicht.",
    used_up: "Dieser Code ist aufgebraucht.",
    customer_used_up: "Dieser Code wurde mit dieser E-Mail-Adresse schon verwendet.",
    not_yours: "Dieser Code ist für andere.",
    first_order_only: "Dieser Code gilt für die erste Bestellung mit dieser E-Mail-Adresse.",
    wrong_currency: "Dieser Code gilt nicht in dieser Währung.",
    wrong_country: "Dieser Code gilt nicht in dem Land, in das Ihr Paket geht.",
    wrong_time: "Dieser Code gilt zu dieser Zeit nicht.",
    nothing_in_scope: "Nichts in Ihrer Bestellung passt zu diesem Code.",
    gift_not_in_cart: "Legen Sie das Geschenk in den Warenkorb, dann ist es kostenlos.",
    awaits_shipping: "Er gilt, sobald Sie den Versand gewählt haben.",
    not_combinable: "Er lässt sich nicht mit Ihrem jetzigen Nachlass kombinieren, der besser ist.",
    takes_nothing_off: "Es ist nichts mehr da, was er abziehen könnte.",
  },
};

const fr: typeof en = {
  colon: "\u00a0: ",
  missing: (amount) => `Encore ${amount} et cela compte.`,
  missingUnits: (units) => `Encore ${units} de ces articles et cela compte.`,
  nothing: "Ce code ne fait rien ici.",
  reasons: {
    code_unknown: "Nous ne connaissons pas ce code. Une faute de frappe ?",
    expired: "Ce code n’est plus valable.",
    not_started: "Ce code n’est pas encore valable.",
    used_up: "Ce code est épuisé.",
    customer_used_up: "Ce code a déjà servi avec cette adresse e-mail.",
    not_yours: "Ce code est pour d’autres.",
    first_order_only: "Ce code vaut pour une première commande avec cette adresse e-mail.",
    wrong_currency: "Ce code ne vaut pas dans cette devise.",
    wrong_country: "Ce code ne vaut pas dans le pays de livraison.",
    wrong_time: "Ce code ne vaut pas à cette heure.",
    nothing_in_scope: "Rien dans votre commande ne va avec ce code.",
    gift_not_in_cart: "Mettez le cadeau dans votre panier et il est offert.",
    awaits_shipping: "Il compte dès que vous avez choisi la livraison.",
    not_combinable: "Il ne se cumule pas avec votre remise actuelle, qui est meilleure.",
    takes_nothing_off: "Il ne reste rien à déduire.",
  },
};

/** By language. */
export const CODE_WORDS: Readonly<Record<Locale, typeof en>> = { en, de, fr };
