/** French: collections, marques et types de produits. */
import type { PlaceTexts, Texts } from "../texts.ts";

/** Collections. */
export const COLLECTIONS: Texts<PlaceTexts> = {
  "gifts-under-30": {
    title: "Cadeaux à moins de 30",
    description: "Assez petits pour une poche de manteau, assez bien pour qu'on s'en souvienne.",
    seo: {
      title: "Cadeaux à moins de 30 euros",
      description: `Mugs, savons, jeux et laiton : des cadeaux à moins de 30 euros, emballés si
        vous le demandez.`,
    },
  },
  "new-from-the-pottery": {
    title: "Nouveautés de la poterie",
    description: "Encore un peu tiède : ce que Pebblewright a sorti du four cette saison.",
    seo: {
      title: "Nouveau grès de la poterie",
      description: `Vases, pichets et jardinières aux nouveaux émaux, tournés et cuits par
        Pebblewright.`,
    },
  },
  "a-slow-morning": {
    title: "Un matin lent",
    description: "Tout ce qui tient entre le réveil et la première phrase.",
    seo: {
      title: "Café, thé et petit déjeuner pour un matin lent",
      description: `Bouilloire, porte-filtre, grains, bols et un plaid : de quoi est fait un matin
        lent.`,
    },
  },
  "made-by-hand": {
    title: "Fait à la main",
    description: "Jamais deux tout à fait pareils, et tous en stock. Qui les a faits est indiqué.",
    seo: {
      title: "Fait à la main : céramique, bois, cuir et laine",
      description: `Tourné, sculpté, cousu et tressé à la main : tout ce qui est artisanal et
        disponible en ce moment.`,
    },
  },
  reduced: {
    title: "Prix réduits",
    description: "Dernières couleurs et anciens emballages. Les objets, eux, n'ont aucun défaut.",
    seo: {
      title: "Objets pour la maison à prix réduit",
      description: "Tout ce qui coûte moins en ce moment, le moins cher d'abord.",
    },
  },
  "in-green": {
    title: "En vert",
    description: "Sauge, mousse, pin et mer : tout ce qui existe dans un vert.",
    seo: {
      title: "Objets verts : sauge, mousse, olive et forêt",
      description: "Céramique, textiles et outils dans tous les verts que nous avons.",
    },
  },
};

/** What the makers say of themselves. */
export const BRANDS: Texts<string> = {
  pebblewright: "Une poterie de six tours et d'un four, que l'on cuit le jeudi.",
  slackwater: "Des outils et des feuilles pour le café et le thé, essayés avant neuf heures.",
  "oxbow-works": "Une fonderie et une forge dans un coude de la rivière. Fer, acier, laiton.",
  hollowoak: "Des menuisiers qui achètent les arbres tombés et n'en gâchent aucun.",
  emberlow: "Lampes et bougies pour ceux qui n'aiment pas le plafonnier.",
  ebbweave: "Lin, laine et coton, sur des métiers plus vieux que le toit.",
  inkmarsh: "Papier, encre et stylos d'un ancien bureau de poste.",
  fernlatch: "Pots, outils et graines d'une pépinière qui ouvre à six heures.",
  saltfold: "Savons et senteurs en petites quantités, aux courtes listes d'ingrédients.",
  wayfarrow: "Des sacs cousus une fois et réparés autant de fois qu'il le faut.",
  mothwing: "Des jeux et des jouets sans piles, pour des mains de toute taille.",
  tidewick: "Ce que nous ne trouvions nulle part et avons donc fait faire.",
};

/** Product types. */
export const TYPES: Texts<string> = {
  mug: "Mug",
  glass: "Verre",
  plate: "Assiette",
  bowl: "Bol",
  pitcher: "Pichet",
  vase: "Vase",
  "serving-piece": "Pièce de service",
  coffee: "Café",
  tea: "Thé",
  "coffee-maker": "Cafetière",
  "coffee-tool": "Accessoire à café",
  kettle: "Bouilloire",
  teapot: "Théière",
  pan: "Poêle ou casserole",
  board: "Planche",
  knife: "Couteau",
  "kitchen-tool": "Ustensile de cuisine",
  jar: "Bocal ou boîte",
  lamp: "Lampe",
  bulb: "Ampoule",
  candle: "Bougie ou senteur",
  "candle-accessory": "Accessoire de bougie",
  lantern: "Lanterne",
  blanket: "Couverture",
  cushion: "Coussin",
  rug: "Tapis",
  towel: "Serviette",
  "kitchen-cloth": "Linge de cuisine",
  notebook: "Carnet",
  stationery: "Papeterie",
  book: "Livre",
  pen: "Stylo ou crayon",
  refill: "Recharge",
  "desk-accessory": "Accessoire de bureau",
  furnishing: "Aménagement",
  basket: "Panier ou caisse",
  planter: "Pot ou jardinière",
  "garden-tool": "Outil de jardin",
  seeds: "Graines",
  "garden-ornament": "Décor de jardin",
  soap: "Savon",
  oil: "Huile ou baume",
  "bath-accessory": "Accessoire de bain",
  bag: "Sac",
  pouch: "Portefeuille ou pochette",
  flask: "Gourde isotherme",
  umbrella: "Parapluie",
  clothing: "Vêtement",
  puzzle: "Puzzle",
  game: "Jeu",
  toy: "Jouet",
};
