/** French: la cuisine. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Kitchen". */
export const KITCHEN: Texts<ProductTexts> = {
  "foundry-skillet": {
    title: "Poêle en fonte Foundry",
    subtitle: "De la fonte, déjà culottée, venue pour rester",
    description: `Coulée dans le sable, polie à l'intérieur et culottée trois fois à l'huile de
      lin. Le premier œuf attachera peut-être, pas le centième. Vos petits-enfants pourront se la
      disputer plus tard.`,
  },
  "weeknight-frying-pan": {
    title: "Poêle Soir de semaine",
    subtitle: "En acier carbone : chauffe vite, pardonne plus vite encore",
    description: `Deux fois plus légère que la fonte, avec le même caractère sombre. Le manche
      reste froid le temps d'un oignon, à peu près. Plus lisse à chaque dîner.`,
  },
  "stew-pot": {
    title: "Cocotte",
    subtitle: "Pour tout ce qui dit « laisser mijoter trois heures »",
    description: `De la fonte émaillée et un couvercle si lourd que la vapeur y réfléchit à deux
      fois. Elle va du feu au four et du four à la table, où quelqu'un demandera d'où elle vient.`,
    seo: {
      title: "Cocotte en fonte émaillée, 3 ou 5 l",
      description: `Fonte émaillée fabriquée en France, couvercle lourd, pour tous les feux et pour
        le four. Garantie trente ans.`,
    },
  },
  "cocoa-pot": {
    title: "Casserole à cacao",
    subtitle: "Petite, couverte, de garde à la nuit tombée",
    description: `Une casserole émaillée à deux anses, avec un couvercle qui évite la peau sur le
      lait. Juste assez grande pour deux tasses avant le coucher, ou pour un porridge très
      déterminé.`,
  },
  "end-grain-board": {
    title: "Planche en bois de bout",
    subtitle: "Une planche ronde qui se referme derrière le couteau",
    description: `Des blocs de bois posés debout : la lame passe entre les fibres et les marques se
      referment. Huilée à l'atelier, prête pour les oignons. Huilez-la quand elle a l'air
      d'avoir soif.`,
  },
  "olive-wood-serving-board": {
    title: "Planche à servir en olivier",
    subtitle: "Chacune est une autre carte météo",
    description: `Taillée dans des arbres qui ne donnaient plus, elle a des histoires dans les
      veines. Pour le fromage, les figues et le pain qui mérite mieux qu'une assiette.`,
  },
  "paring-knife": {
    title: "Couteau d'office",
    subtitle: "Celui qu'on prend avant de prendre le grand",
    description: `Une lame courte en acier carbone dans un manche en hêtre, deux rivets en laiton.
      Il s'affûte en six passes et se patine dès la première pomme.`,
  },
  "cooks-knife": {
    title: "Couteau de chef",
    subtitle: "Vingt centimètres de confiance tranquille",
    description: `Forgé d'une pièce et affiné, avec un ventre qui bascule et un talon qui écrase
      le poivre. Renvoyez-le une fois par an, nous l'affûtons.`,
  },
  "stirring-spoon": {
    title: "Cuillère à remuer",
    subtitle: "Elle a un coin, pour le coin de la casserole",
    description: `Sculptée pour qu'un bord repose à plat au fond. Elle existe pour la main droite
      et pour la main gauche, ce qui change plus de choses qu'on ne croit.`,
  },
  "straight-rolling-pin": {
    title: "Rouleau à pâtisserie droit",
    subtitle: "Ni poignées, ni roulements, ni drame",
    description: `Un simple cylindre tourné qui laisse les paumes sentir la pâte. Il étale, il
      écrase les biscuits et, au cinéma, il attend derrière les portes.`,
  },
  "batter-whisk": {
    title: "Fouet à pâte",
    subtitle: "Neuf fils, aucun grumeau",
    description: `Des fils d'acier souples dans un manche en hêtre, équilibrés pour que le fouet
      fasse le travail. Des crêpes le dimanche, un fantôme correct à Halloween.`,
  },
  "mortar-and-pestle": {
    title: "Mortier et pilon",
    subtitle: "L'ail trouve à qui parler",
    description: `Un bloc de marbre, rugueux dedans, poli dehors. Il pèse autant qu'un petit chien
      et se laisse déplacer avec le même enthousiasme quand on travaille.`,
  },
  "pantry-jar": {
    title: "Bocal à provisions",
    subtitle: "Du verre en bas, du chêne en haut, le dîner dedans",
    description: `Un bocal droit avec un couvercle en chêne et un joint qui tient. Assez large pour
      une mesure, assez droit pour se tenir épaule contre épaule.`,
  },
  "flour-canister": {
    title: "Pot à farine",
    subtitle: "Un paquet et demi, et la pelle",
    description: `Du grès et un gros bouchon de liège, pour la farine, le sucre ou le bon riz.
      L'étiquette est une réserve sans émail : on écrit au crayon, on efface à l'eau.`,
  },
  "biscuit-tin": {
    title: "Boîte à biscuits",
    subtitle: "Contient à coup sûr des biscuits ou des boutons",
    description: `Une boîte ronde en acier imprimée en deux couleurs, dont le couvercle vous trahit
      la nuit. Livrée vide, ce que nous regrettons.`,
  },
};
