/** French: le jeu. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Play". */
export const PLAY: Texts<ProductTexts> = {
  "thousand-piece-coast": {
    title: "La côte en mille pièces",
    subtitle: "Un puzzle avec beaucoup trop de ciel",
    description: `Un long rivage découpé dans un carton épais, pour que les pièces claquent. Le
      ciel prend un week-end. Il y a un bateau de pêche, et vous le trouverez en dernier.`,
    seo: {
      title: "La côte en mille pièces : puzzles du bord de mer",
      description: `Trois puzzles de 1000 pièces sur carton épais, 69 sur 49 cm. Un bateau de pêche
        chacun et énormément de ciel.`,
    },
  },
  "small-wooden-jigsaw": {
    title: "Petit puzzle en bois",
    subtitle: "Soixante pièces, certaines en forme d'oiseau",
    description: `Du contreplaqué découpé au laser dans un sac en lin. Assez court pour un trajet
      en train, assez étrange pour le refaire image cachée.`,
  },
  "patience-cards": {
    title: "Cartes de patience",
    subtitle: "Cinquante-deux cartes et deux jokers bien élevés",
    description: `Un carton toilé qui se bat sans coller, imprimé en deux encres calmes. Les règles
      de onze patiences se déplient du couvercle.`,
  },
  "walnut-dominoes": {
    title: "Dominos en bois",
    subtitle: "Vingt-huit pièces qui claquent comme il faut",
    description: `Des pièces massives aux points percés et remplis de laiton, dans une boîte à
      couvercle coulissant. Bien pour jouer, mieux encore pour les aligner debout.`,
  },
  "five-dice": {
    title: "Cinq dés",
    subtitle: "Taillés à la main, justes par la mesure",
    description: `Cinq dés aux coins arrondis et un gobelet de cuir qui les fait taire. Avec les
      règles d'un jeu que les marins jouent pour la vaisselle.`,
  },
  "question-cards": {
    title: "Cartes à questions",
    subtitle: "Quatre-vingt-dix questions, aucune sur le travail",
    description: `Pour la longue partie du dîner, après les assiettes et avant les manteaux.
      Certaines prennent une seconde, d'autres la soirée, et une carte est blanche exprès.`,
  },
  "building-blocks": {
    title: "Cubes de construction",
    subtitle: "Trente morceaux de hêtre et une infinité de ports",
    description: `Des cubes, des planches, deux arches et un triangle que tout le monde veut.
      Arrondis, cirés à la cire d'abeille, à la mesure d'un poing de tout âge.`,
  },
  "spinning-top": {
    title: "Toupie",
    subtitle: "Deux minutes d'immobilité, à pleine vitesse",
    description: `Tournée dans une seule pièce de bois et équilibrée sur une pointe d'acier. Le
      record de la boutique est de deux minutes onze. Écrivez-nous.`,
  },
  "beach-kite": {
    title: "Cerf-volant de plage",
    subtitle: "Vole à la brise, se plie au coup de vent",
    description: `Un losange de toile indéchirable, une longue queue et une seule ligne : un bon
      après-midi n'en demande pas plus. Le dévidoir flotte, si vous vous laissez emporter.`,
  },
  "toy-crate": {
    title: "Caisse à jouets",
    subtitle: "Range une chambre d'un revers de bras",
    description: `Une caisse basse à claire-voie sur patins de feutre, assez large pour y pelleter
      et assez légère pour la traîner comme un train. S'empile par deux quand la gare ferme.`,
  },
  "pocket-sketching-set": {
    title: "Nécessaire à croquis de poche",
    subtitle: "Douze couleurs et aucune excuse",
    description: `De courts crayons de couleur, un taille-crayon et une bande de papier épais dans
      une boîte de poche. Pour la vue, le chien ou la personne d'en face.`,
  },
  "rainy-day-parcel": {
    title: "Colis jour de pluie",
    subtitle: "Trois surprises à ne pas ouvrir au soleil",
    description: `Une chose à fabriquer, une à résoudre et une à faire voler quand ça se dégage.
      Emballé à la main et différent chaque mois. Il y a de la ficelle, vous pouvez la garder.`,
  },
};
