/** French: catégories. */
import type { PlaceTexts, Texts } from "../texts.ts";

/** Rooms with their shelves. */
export const CATEGORIES: Texts<PlaceTexts> = {
  table: {
    title: "Table",
    description: `Des assiettes, des bols et des tasses qui vont bien un jour de semaine. Prenez-en
      quatre ; l'émail sera encore là pour la cinquième.`,
    seo: {
      title: "Assiettes, bols, tasses et vases en grès",
      description: `Grès fait main, porcelaine et verre recyclé pour la table. Des émaux qui
        restent au catalogue, pour ajouter une cinquième assiette.`,
    },
  },
  cups: {
    title: "Tasses & mugs",
    description: "Des tasses dont l'anse laisse passer un doigt, et d'autres qui s'en passent.",
  },
  plates: {
    title: "Assiettes & bols",
    description: "Pour la soupe, la tartine, la dernière part. Tout s'empile.",
  },
  serving: {
    title: "Service & vases",
    description: "Ce qui se tient au milieu de la table pendant qu'on parle par-dessus.",
  },
  "coffee-tea": {
    title: "Café & thé",
    description: "Des outils lents pour les deux pauses qui tiennent une journée.",
    seo: {
      title: "Café et thé : outils, théières, grains et feuilles",
      description: `Porte-filtres, cafetières, bouilloires et théières, avec le café et le thé qui
        vont dedans.`,
    },
  },
  coffee: {
    title: "Café",
    description: "Porte-filtres, pistons et moulins : quatre minutes bien employées.",
  },
  tea: {
    title: "Thé",
    description: "Des théières qui ne gouttent pas, des tasses qui ménagent les doigts.",
  },
  kitchen: {
    title: "Cuisine",
    description: `Des poêles, des planches et des outils qui s'améliorent à l'usage, et des bocaux
      pour ce qui reste.`,
    seo: {
      title: "Poêles, planches, couteaux et outils de cuisine",
      description: `Fonte, acier carbone et bois huilé : des outils de cuisine qu'on affûte, qu'on
        répare et qu'on garde.`,
    },
  },
  "pots-pans": {
    title: "Poêles & casseroles",
    description: "Lourdes là où ça aide, légères là où on soulève.",
  },
  "kitchen-tools": {
    title: "Outils & planches",
    description: "De quoi couper, remuer, étaler et racler le saladier.",
  },
  pantry: {
    title: "Bocaux & boîtes",
    description: "Une place pour la farine, et une autre, moins accessible, pour les biscuits.",
  },
  light: {
    title: "Lumière",
    description: "Des lampes pour lire, des lanternes pour le seuil, des bougies sans raison.",
    seo: {
      title: "Lampes, lanternes et bougies",
      description: `Lampes à lumière chaude et réglable, lanternes qui tiennent au vent, bougies de
        soja et de cire d'abeille.`,
    },
  },
  lamps: {
    title: "Lampes",
    description: "Lumière chaude, longs câbles, interrupteurs qu'on trouve dans le noir.",
  },
  candles: {
    title: "Bougies & senteurs",
    description: "Des cires propres et des parfums discrets, coulés en petites quantités.",
  },
  lanterns: {
    title: "Lanternes & extérieur",
    description: "Pour les balcons, les bateaux et les soirées qui durent.",
  },
  textiles: {
    title: "Textiles",
    description: "Du lin, de la laine et du coton qui se lavent bien et vieillissent bien.",
    seo: {
      title: "Couvertures, coussins, tapis et linge de table",
      description: `Laine, lin et coton de petits tissages européens, à laver ou à aérer.`,
    },
  },
  blankets: {
    title: "Couvertures & plaids",
    description: "Un pour le canapé, un pour qui a pris le premier.",
  },
  "cushions-rugs": {
    title: "Coussins & tapis",
    description: "Des endroits doux où s'asseoir, se tenir et laisser tomber un livre.",
  },
  "kitchen-linen": {
    title: "Linge de cuisine & de table",
    description: "Des torchons qui essuient un verre d'un seul geste.",
  },
  desk: {
    title: "Bureau & papier",
    description: "Du papier qui mérite qu'on y écrive et un bureau où le faire.",
    seo: {
      title: "Carnets, stylos et objets de bureau",
      description: `Carnets qui s'ouvrent à plat, stylos rechargeables, bacs, horloges et cadres
        calmes pour un bureau où il y a de la place.`,
    },
  },
  notebooks: {
    title: "Carnets & lettres",
    description: "Des pages blanches, au meilleur sens du terme.",
  },
  writing: {
    title: "Stylos & crayons",
    description: "De quoi laisser un trait là où vous le vouliez.",
  },
  "desk-things": {
    title: "Sur le bureau",
    description: "Des bacs, des horloges et des cadres qui gardent la surface calme.",
  },
  garden: {
    title: "Jardin",
    description: "Pour un champ, une plate-bande ou un pot courageux plein nord.",
    seo: {
      title: "Pots, outils de jardin et nichoirs",
      description: `Terre cuite résistante au gel, outils forgés avec pièces détachées, graines et
        un nichoir pour les oiseaux.`,
    },
  },
  pots: {
    title: "Pots & jardinières",
    description: "Une terre qui respire et des soucoupes à la bonne taille.",
  },
  "garden-tools": {
    title: "Outils & arrosage",
    description: "Forgés, affûtés et faciles à retrouver dans l'herbe haute.",
  },
  wildlife: {
    title: "Oiseaux & graines",
    description: "Des invitations aux voisins à plumes.",
  },
  bath: {
    title: "Bain",
    description: "Du savon, des serviettes et un tabouret où poser le thé.",
    seo: {
      title: "Savons, serviettes et objets de salle de bains",
      description: `Savons faits main, serviettes nid d'abeille et éponge, brosses et tabourets
        pour un long bain.`,
    },
  },
  soap: {
    title: "Savons & huiles",
    description: "De courtes listes d'ingrédients, de longs bains.",
  },
  towels: {
    title: "Serviettes & tapis de bain",
    description: "Nid d'abeille et éponge, qui vous sèchent d'abord et elles ensuite.",
  },
  "bath-things": {
    title: "Autour du lavabo",
    description: "Brosses, coupelles, miroirs et patères.",
  },
  bags: {
    title: "Sacs & voyage",
    description: "Pour le train, le marché et le long chemin du retour.",
    seo: {
      title: "Sacs, sacs à dos et portefeuilles",
      description: `Toile cirée et cuir à tannage végétal, cousus une fois et réparés autant qu'il
        le faut.`,
    },
  },
  carry: {
    title: "Sacs & sacs à dos",
    description: "Vides, ils ne pèsent rien. Pleins, ils ne se plaignent pas.",
  },
  pockets: {
    title: "Portefeuilles & pochettes",
    description: "De l'ordre pour les petites choses.",
  },
  "on-the-way": {
    title: "En chemin",
    description: "Gourdes, parapluies et ce que le temps réclame encore.",
  },
  play: {
    title: "Jeux",
    description: "Des jeux pour les après-midi de pluie et des cerfs-volants pour les autres.",
    seo: {
      title: "Jeux, puzzles et jouets en bois",
      description: `Jouets en bois, jeux de cartes, puzzles et cerfs-volants. Sans piles, sans
        hâte.`,
    },
  },
  games: {
    title: "Jeux & puzzles",
    description: "Seul, à deux, ou avec la tante qui gagne toujours.",
  },
  toys: {
    title: "Jouets",
    description: "Du bois, du vent et la gravité. Pas de piles.",
  },
};
