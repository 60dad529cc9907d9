/** French: le bain. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Bath". */
export const BATH: Texts<ProductTexts> = {
  "harbour-soap": {
    title: "Savon Harbour",
    subtitle: "Un pain carré aux manières rondes",
    description: `Huiles d'olive et de coco, mélangées à froid et séchées six semaines sur des
      claies de bois. Il mousse même en eau calcaire et dure environ un mois à deux.`,
    seo: {
      title: "Savon Harbour : savon à froid à l'huile d'olive",
      description: `Savon fait main aux huiles d'olive et de coco, séché six semaines. Quatre
        parfums, à l'unité ou par trois, vegan.`,
    },
  },
  "gardeners-soap": {
    title: "Savon du jardinier",
    subtitle: "De la pierre ponce pour les mains qui sortent de terre",
    description: `Ponce broyée et romarin dans un pain vert bien ferme, percé et muni d'une corde.
      À pendre près du robinet dehors. Il passe sous les ongles et s'en va.`,
  },
  "hand-wash": {
    title: "Savon liquide pour les mains",
    subtitle: "Un flacon de verre à remplir jusqu'au prochain déménagement",
    description: `Doux, limpide et à peine parfumé, dans un verre ambré dont la pompe marche encore
      la troisième année. La recharge le remplit deux fois.`,
  },
  "slow-bath-oil": {
    title: "Huile pour un bain lent",
    subtitle: "Un bouchon, une porte qui ferme, une heure",
    description: `De l'huile d'amande, de la sauge sclarée et du zeste d'orange. L'eau se trouble
      et la personne se brouille. Tenez-vous au bord en sortant.`,
  },
  "waffle-towel": {
    title: "Serviette nid d'abeille",
    subtitle: "Fine, assoiffée et sèche à midi",
    description: `Un coton nid d'abeille profond qui rétrécit un peu au premier lavage, puis se met
      au travail. Il prend deux fois moins de place sur la barre et dans la valise.`,
    seo: {
      title: "Serviette nid d'abeille : légère, absorbante, vite sèche",
      description: `Serviettes en coton nid d'abeille du Portugal, quatre couleurs et deux tailles.
        Sèches à midi, petites dans la valise.`,
    },
  },
  "sunday-terry-towel": {
    title: "Serviette éponge du dimanche",
    subtitle: "La lourde, celle qu'on se dispute",
    description: `Six cents grammes au mètre carré de coton à longues fibres, tissé en boucles qui
      restent des boucles. Elle met la journée à sécher et le mérite.`,
  },
  "tufted-bath-mat": {
    title: "Tapis de bain touffeté",
    subtitle: "Où se tenir pendant que la journée se décide",
    description: `Des touffes de coton serrées sur un dos tissé qui accroche au carrelage sans
      caoutchouc. Il se lave à soixante degrés et revient gonflé.`,
  },
  "body-brush": {
    title: "Brosse pour le corps",
    subtitle: "Atteint l'endroit qui vous échappait",
    description: `De la fibre de cactus sur une tête en hêtre, avec un manche assez long pour
      servir. À sec le matin, mouillée le soir, pendue entre les deux.`,
  },
  "sea-sponge": {
    title: "Éponge de mer",
    subtitle: "Poussée lentement, coupée au-dessus du pied",
    description: `Cueillie par des plongeurs qui en laissent assez pour qu'elle repousse. Il n'y en
      a pas deux pareilles. Rincez-la à l'eau citronnée quand elle boude.`,
  },
  "soap-dish": {
    title: "Porte-savon",
    subtitle: "S'égoutte d'un côté, tient bon des trois autres",
    description: `Un petit plateau de grès, rainuré et en pente : le savon reste au sec et l'eau
      retourne d'où elle vient.`,
  },
  "olive-wood-comb": {
    title: "Peigne en olivier",
    subtitle: "Dents larges, pas d'électricité, une odeur d'été",
    description: `Scié, limé et poli à la main, dent après dent. Il glisse dans les cheveux
      mouillés et veut bien servir de marque-page.`,
  },
  "arched-mirror": {
    title: "Miroir en arche",
    subtitle: "Une petite porte avec quelqu'un de connu dedans",
    description: `Un verre simple dans un cadre mince, pendu à une seule attache cachée. Clair,
      droit et, avant huit heures, aussi discret qu'un miroir peut l'être.`,
  },
  "bath-stool": {
    title: "Tabouret de bain",
    subtitle: "Porte une serviette, un livre et une tasse de thé",
    description: `Trois pieds obliques à travers une assise en bois, calés par le dessus. Il va
      près de la baignoire, dans la douche ou sous un invité imprévu.`,
  },
  "peg-rail": {
    title: "Barre à patères",
    subtitle: "Des patères pour peignoirs, chapeaux et bonnes intentions",
    description: `Des patères tournées, un peu inclinées vers le haut pour que tout reste où vous
      le lancez. Deux vis, un niveau, et elle est posée avant que l'eau ne bouille.`,
  },
};
