/** French: les textiles. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Textiles". */
export const TEXTILES: Texts<ProductTexts> = {
  "headland-blanket": {
    title: "Couverture Headland",
    subtitle: "De la laine, et le poids d'un chien endormi",
    description: `Tissée dans la laine de moutons des îles et grattée d'un seul côté : à vous de
      choisir. Chaude même humide, testée sur un banc en octobre. Les franges sont nouées à la
      main.`,
    seo: {
      title: "Couverture Headland : laine tissée d'Écosse",
      description: `Couverture lourde en laine des îles, grattée d'un côté, franges nouées à la
        main. Deux tailles, quatre couleurs, et nous la réparons.`,
    },
  },
  "armchair-throw": {
    title: "Plaid de fauteuil",
    subtitle: "Couvre les genoux, les chats et un accoudoir usé",
    description: `Un plaid léger à chevrons et à franges courtes. Assez petit pour vivre sur un
      fauteuil sans avoir l'air d'attendre des invités.`,
  },
  "cloud-cotton-throw": {
    title: "Plaid en coton Cloud",
    subtitle: "Trois couches de gaze et rien d'autre",
    description: `Un coton tissé lâche qui s'adoucit à chaque lavage et ne se repasse jamais : il
      ne s'en apercevrait pas. Pour les nuits d'été et les longs trains.`,
  },
  "night-shift-pillow": {
    title: "Oreiller Quart de nuit",
    subtitle: "Du sarrasin dedans, aucune opinion",
    description: `Garni de balles de sarrasin qui se posent autour de la nuque et bruissent une
      fois. Une fermeture sur le côté permet d'en retirer jusqu'à ce que ce soit le vôtre.`,
  },
  "pebble-beach-cushion": {
    title: "Coussin Pebble Beach",
    subtitle: "Du lin lavé et une fermeture cachée",
    description: `Un lin lourd, lavé jusqu'à ce qu'il cesse de se raidir pour un rien. Le
      garnissage en plumes est compris et supporte bien le tranchant de la main, si vous êtes ce
      genre d'hôte.`,
  },
  "corduroy-cushion": {
    title: "Coussin en velours côtelé",
    subtitle: "Grosses côtes, couleur chaude, manières des années 70",
    description: `Un coton à côtes épaisses qui prend la lumière du soir autrement que celle du
      matin. Un passepoil tout autour, pour rester carré.`,
  },
  "landing-rug": {
    title: "Tapis Landing",
    subtitle: "La première douceur du matin",
    description: `De la laine tissée à plat sur une chaîne de coton, pareille des deux côtés : une
      tache n'est qu'un demi-malheur. Il reste en place sur un parquet sans y être collé.`,
  },
  "coir-doormat": {
    title: "Paillasson en coco",
    subtitle: "Ne dit rien, et c'est reposant",
    description: `Une fibre de coco dense, sans plaisanterie imprimée. Il retient la boue des
      bottes et la pluie des chiens, et brunit joliment à chaque hiver.`,
  },
  "log-basket": {
    title: "Panier à bûches",
    subtitle: "De l'osier pour la laine, le bois ou la lessive du mercredi",
    description: `Tressé en brins d'osier entiers, avec deux anses qui font tout le tour du fond.
      Il grince un peu quand on le soulève, comme un meuble qui a vécu.`,
  },
  "glass-towel": {
    title: "Torchon à verres",
    subtitle: "Essuie un verre à vin sans y laisser d'histoire",
    description: `Moitié lin, moitié coton, tissé plat et serré, avec une attache assez grande pour
      un vrai crochet. Au mieux à partir du troisième lavage.`,
  },
  "bib-apron": {
    title: "Tablier à bavette",
    subtitle: "Des poches pour un téléphone, une cuillère et une recette",
    description: `Une toile solide, croisée dans le dos pour ne pas tirer sur la nuque. Une taille
      qui se noue autour de presque tout le monde, en couleurs qui pardonnent la tomate.`,
  },
  "linen-napkins": {
    title: "Serviettes en lin",
    subtitle: "Quatre grands carrés pour ceux qui prennent le dîner au sérieux",
    description: `Des coins en onglet, un large ourlet et pas d'amidon. Elles sont bien froissées :
      personne n'a besoin de plier un cygne.`,
  },
  "long-table-runner": {
    title: "Long chemin de table",
    subtitle: "Une route au milieu du souper",
    description: `Une bande étroite de lin irrégulier qui donne à une table ordinaire l'air d'être
      attendue. Cache la rayure, montre les bougies.`,
  },
  "oven-mitts": {
    title: "Gants de four",
    subtitle: "Une paire, puisque les mains vont par deux",
    description: `Du coton matelassé doublé de laine, assez long pour couvrir le bout de poignet
      qui trouve toujours la grille du haut.`,
  },
};
