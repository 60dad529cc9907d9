/** French: bureau et papier. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Desk & paper". */
export const DESK: Texts<ProductTexts> = {
  logbook: {
    title: "Journal de bord",
    subtitle: "S'ouvre à plat de la première à la dernière page",
    description: `Cousu au fil, relié en toile et numéroté au bas de chaque page. Le papier prend
      la plume sans bavure et le crayon sans se plaindre. Deux signets : un pour l'endroit où vous
      êtes, un pour celui où vous pensiez être.`,
    seo: {
      title: "Journal de bord : carnet à plat, pages numérotées",
      description: `Carnet relié en toile qui s'ouvre à plat : 192 pages numérotées de 100 g/m²,
        pour la plume. Uni, ligné ou pointillé.`,
    },
  },
  "pocket-notebook": {
    title: "Carnet de poche",
    subtitle: "Quarante-huit pages pour les idées qui n'attendent pas",
    description: `Deux agrafes, des coins arrondis, assez mince pour qu'on s'assoie dessus un an.
      Vendu par trois : un pour écrire, un à prêter, un à perdre.`,
  },
  "writing-paper-and-envelopes": {
    title: "Papier à lettres et enveloppes",
    subtitle: "Vingt lettres que vous vouliez écrire depuis longtemps",
    description: `Un papier vergé au toucher doux et des enveloppes qui se lèchent, comme avant. Un
      guide-lignes à glisser dessous est fourni, au cas où vos lignes vagabondent.`,
  },
  "year-on-a-wall": {
    title: "Une année au mur",
    subtitle: "Un calendrier avec de la place pour ce qui s'est vraiment passé",
    description: `Une grande feuille par mois sur papier non couché, sans les jours fériés, exprès.
      Notez les vôtres. Il pend à une baguette de bois que vous gardez pour l'année suivante.`,
  },
  "field-guide-to-doing-nothing": {
    title: "Guide de terrain de l'oisiveté",
    subtitle: "Un livre court, surtout des marges",
    description: `Quatre-vingt-seize pages sur les bancs, les fenêtres, les files d'attente et
      l'art de regarder par la vitre des trains. Gros caractères, reliure de toile, à lire par
      morceaux et dans le désordre. En anglais.`,
  },
  "brass-ballpoint": {
    title: "Stylo-bille en laiton",
    subtitle: "Assez lourd pour y croire",
    description: `Tourné dans une barre de laiton plein et laissé sans vernis : il fonce là où vous
      le tenez. Il prend la recharge que toute papeterie possède.`,
  },
  "school-fountain-pen": {
    title: "Stylo-plume d'écolier",
    subtitle: "Pour une écriture qui manquait",
    description: `Une plume d'acier souple dans un corps en résine, un capuchon qui se clipse d'un
      déclic. Livré avec une cartouche bleu-noir et un convertisseur, pour quand ce sera sérieux.`,
  },
  "twelve-pencils": {
    title: "Douze crayons",
    subtitle: "En cèdre, à six pans, taillés par des gens consciencieux",
    description: `Du 2H dur pour les projets au 4B tendre pour les repentirs. La mine est centrée,
      le vernis fin, et la boîte pourra devenir autre chose.`,
  },
  "paper-tape": {
    title: "Ruban adhésif en papier",
    subtitle: "Tient une photo, rend le mur intact",
    description: `Un fin ruban washi qui se déchire droit et se décolle net, même après un an
      d'oubli. Trois rouleaux dans des couleurs qui s'entendent.`,
  },
  "letter-tray": {
    title: "Bac à courrier",
    subtitle: "Entrée, sortie et indécis",
    description: `Du bois cintré, ouvert devant, empilable jusqu'à la hauteur de vos ambitions. Le
      A4 y tient à plat, tout comme le courrier que vous évitez.`,
  },
  "felt-desk-pad": {
    title: "Sous-main en feutre",
    subtitle: "Un champ tranquille pour le clavier et la tasse",
    description: `Quatre millimètres de laine pressée qui réchauffent les poignets et avalent les
      clics. Les miettes partent d'un coup de brosse ; la semaine de travail aussi.`,
  },
  "bookend-pair": {
    title: "Paire de serre-livres",
    subtitle: "Deux bonnes oreilles, une de chaque côté",
    description: `Coulés en béton, doublés de feutre, en forme d'angle de quai. Entre les deux :
      quatre romans, ou une encyclopédie.`,
  },
  "slow-clock": {
    title: "Horloge lente",
    subtitle: "Deux aiguilles, aucune hâte",
    description: `Un cadran nu, sans chiffres, et des aiguilles qui glissent au lieu de battre.
      Elle est toujours à l'heure, mais n'en fait pas une histoire. Deux ans sur une pile.`,
  },
  "oak-picture-frame": {
    title: "Cadre en chêne",
    subtitle: "Du vrai verre, du vrai chêne, et il pend droit",
    description: `Des angles à languette apparente et un dos qui s'ouvre par deux taquets. Un
      passe-partout est fourni pour les images qui ont besoin d'air.`,
  },
  "two-tier-shelf": {
    title: "Étagère à deux niveaux",
    subtitle: "Un niveau pour les livres, un pour tout le reste",
    description: `Deux planches sur de fins montants de laiton, pour les poches, les cartes
      postales et la plante qu'on vous a offerte. Ses attaches pardonnent un trou de travers.`,
  },
};
