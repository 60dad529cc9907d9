/** French: le jardin. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Garden". */
export const GARDEN: Texts<ProductTexts> = {
  "old-mill-planter": {
    title: "Pot Old Mill",
    subtitle: "De la terre cuite qui a le droit de blanchir",
    description: `Une argile rouge épaisse, cuite assez fort pour passer l'hiver dehors. Le bord
      est roulé pour la prise, et la soucoupe est comprise dans le prix, comme il se doit.`,
    seo: {
      title: "Pot Old Mill : terre cuite résistante au gel",
      description: `Terre cuite italienne épaisse qui reste dehors tout l'hiver, soucoupe comprise.
        Trois tailles, faite à la main.`,
    },
  },
  "windowsill-trough": {
    title: "Jardinière de fenêtre",
    subtitle: "Trois herbes en rang, en bonne entente",
    description: `Du grès émaillé, long et bas, avec un plateau caché pour vos excès d'arrosage.
      Elle se pose au-dessus du radiateur, là où le basilic est content.`,
  },
  "concrete-planter": {
    title: "Bac en béton",
    subtitle: "Pour les plantes au tempérament égal",
    description: `Coulé mince, pour que deux personnes puissent encore le porter plein de terre.
      Les petites bulles restent visibles. La mousse s'installera peut-être ; nous la
      laisserions.`,
  },
  "bottled-fern": {
    title: "Fougère en bouteille",
    subtitle: "Un terrarium pour ceux qui oublient d'arroser",
    description: `Une panse de verre bouchée de liège, plantée d'une fougère, de deux mousses et
      d'un galet. Arrosez à Pâques, puis à l'automne. Elle fait le reste avec son propre souffle.`,
  },
  "long-spout-watering-can": {
    title: "Arrosoir à long bec",
    subtitle: "Atteint le pot du fond sans faire de scène",
    description: `Un arrosoir élancé, en équilibre à moitié plein. La pomme en laiton s'enlève pour
      le goutte-à-goutte et se revisse pour la pluie d'été.`,
  },
  "hand-trowel": {
    title: "Transplantoir",
    subtitle: "Forgé une fois, affûté pour toujours",
    description: `Une lame graduée en centimètres, car les bulbes savent compter. Le manche en
      frêne est assez long pour faire levier et huilé pour épargner les ampoules.`,
  },
  "rose-secateurs": {
    title: "Sécateur à rosiers",
    subtitle: "Une coupe nette et un cran que le pouce trouve",
    description: `Des lames croisées, une rainure pour la sève et un ressort qui ne saute pas dans
      la haie. Chaque pièce se dévisse, et nous avons chaque pièce.`,
  },
  "goatskin-gloves": {
    title: "Gants en cuir de chèvre",
    subtitle: "Doux avec les semis, fermes avec les ronces",
    description: `Fins au bout des doigts, doublés à la paume, longs au poignet. Ils sèchent
      souples après la pluie, ce qu'on ne peut pas dire de la plupart d'entre nous.`,
  },
  "seed-tin": {
    title: "Boîte à graines",
    subtitle: "Douze mois, douze intercalaires, un peu d'ordre",
    description: `Une boîte avec une carte par mois, pour que les radis arrivent quand il faut.
      Elle contient une quarantaine de sachets et un bout de crayon.`,
  },
  "meadow-in-a-tin": {
    title: "Prairie en boîte",
    subtitle: "Dix mètres carrés de bourdonnement",
    description: `Bleuet, coquelicot, achillée et trente noms moins célèbres. Semez à la volée sur
      un sol pauvre, marchez dessus une fois et partez jusqu'en juin.`,
  },
  "songbird-house": {
    title: "Nichoir pour oiseaux chanteurs",
    subtitle: "Exposé sud-est, une pièce, attention au chat",
    description: `Du chêne brut et une porte de trente-deux millimètres, qui laisse entrer les
      mésanges et pas les brutes. Le toit se soulève pour le ménage de printemps. Visites dès
      février.`,
  },
  "garden-bell": {
    title: "Cloche de jardin",
    subtitle: "Rappelle ceux qui sont à l'autre bout de la journée",
    description: `Une petite cloche fondue sur une potence forgée. Elle a une note claire et porte
      à peu près aussi loin que vont les enfants.`,
  },
  "willow-door-wreath": {
    title: "Couronne de porte en osier",
    subtitle: "Des feuilles d'olivier et des baies qui tiennent",
    description: `Un anneau d'osier torsadé, garni de feuilles d'olivier séchées et de quelques
      baies rouges. De la première gelée à la première tulipe, à une boucle de jute.`,
  },
};
