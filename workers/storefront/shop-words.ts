/** The words of this shop that no product brings along: a merchant's to change, in every language. */
import type { Locale } from "../../domain/locale.ts";

interface Said {
  readonly title: string;
  readonly text: string;
}

/** What a merchant says. */
export interface ShopWords {
  /** Under the shop's name, and the home page's headline. */
  readonly tagline: string;
  readonly description: string;
  readonly lead: string;
  readonly editorial: { readonly title: string; readonly reasons: readonly Said[] };
  readonly returns: Said;
  readonly payment: Said;
}

/** By language. */
export const SHOP_WORDS: Readonly<Record<Locale, ShopWords>> = {
  en: {
    tagline: "Goods for slow days",
    description:
      "Cups, lamps, blankets and notebooks for people in no hurry: made in small runs, meant to be kept.",
    lead: "Cups, lamps, blankets and notebooks for people in no hurry. Made in small runs, meant to be kept.",
    editorial: {
      title: "Fewer things, made to stay",
      reasons: [
        {
          title: "Known hands",
          text: "Every piece comes from a workshop with a name, and the name is on the page.",
        },
        {
          title: "Small runs",
          text: "What is gone is gone until the next firing. The shop never sells what it does not have.",
        },
        {
          title: "Worth mending",
          text: "Wood is oiled, wool is darned, glaze is touched up. Write to us before you replace.",
        },
      ],
    },
    returns: { title: "Thirty days to decide", text: "Send it back unused and we refund it." },
    payment: { title: "Paid safely", text: "Cards and wallets, handled by Stripe." },
  },
  de: {
    tagline: "Dinge für langsame Tage",
    description:
      "Tassen, Lampen, Decken und Notizbücher für Menschen ohne Eile: in kleinen Auflagen gemacht, zum Behalten gedacht.",
    lead: "Tassen, Lampen, Decken und Notizbücher für Menschen ohne Eile. In kleinen Auflagen gemacht, zum Behalten gedacht.",
    editorial: {
      title: "Weniger Dinge, die bleiben",
      reasons: [
        {
          title: "Bekannte Hände",
          text: "Jedes Stück kommt aus einer Werkstatt mit Namen, und der Name steht auf der Seite.",
        },
        {
          title: "Kleine Auflagen",
          text: "Was fort ist, ist fort bis zum nächsten Brand. Der Laden verkauft nie, was er nicht hat.",
        },
        {
          title: "Der Reparatur wert",
          text: "Holz wird geölt, Wolle gestopft, Glasur ausgebessert. Schreiben Sie uns, bevor Sie ersetzen.",
        },
      ],
    },
    returns: {
      title: "Dreißig Tage Bedenkzeit",
      text: "Schicken Sie es unbenutzt zurück, und wir erstatten es.",
    },
    payment: { title: "Sicher bezahlt", text: "Karten und Wallets, abgewickelt von Stripe." },
  },
  fr: {
    tagline: "Des objets pour les jours lents",
    description:
      "Tasses, lampes, couvertures et carnets pour qui n’est pas pressé : faits en petites séries, pour être gardés.",
    lead: "Tasses, lampes, couvertures et carnets pour qui n’est pas pressé. Faits en petites séries, pour être gardés.",
    editorial: {
      title: "Moins d’objets, faits pour rester",
      reasons: [
        {
          title: "Des mains connues",
          text: "Chaque pièce vient d’un atelier qui a un nom, et ce nom est sur la page.",
        },
        {
          title: "Petites séries",
          text: "Ce qui est parti l’est jusqu’à la prochaine cuisson. La boutique ne vend jamais ce qu’elle n’a pas.",
        },
        {
          title: "Digne de réparation",
          text: "Le bois s’huile, la laine se reprise, l’émail se retouche. Écrivez-nous avant de remplacer.",
        },
      ],
    },
    returns: {
      title: "Trente jours pour décider",
      text: "Renvoyez-le sans l’avoir utilisé et nous le remboursons.",
    },
    payment: { title: "Paiement sécurisé", text: "Cartes et portefeuilles, traités par Stripe." },
  },
};
