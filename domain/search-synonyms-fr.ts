/** What French-speaking shoppers call the same thing: general shop knowledge, curated by hand. */
import { type SynonymRule, synonymRules } from "./search-synonyms.ts";

/** In the form of `search-synonyms.ts`. */
const GROUPS = `
ordinateur portable, portable, laptop
ordinateur, pc
écran, moniteur
téléviseur, télévision, télé, tv
smartphone, téléphone portable, mobile
casque, écouteurs
enceinte, haut-parleur
disque dur, hdd
clé usb, mémoire usb
chargeur, alimentation
batterie, pile, accu
batterie externe, powerbank
imprimante, multifonction
cartouche, encre
appareil photo, caméra
wifi, wi-fi
lampe, luminaire, éclairage, lumière
lampe > lampadaire, applique, suspension, lanterne
lampe de table, lampe à poser, lampe de chevet
lampe de bureau, lampe de travail
lampadaire, lampe sur pied
suspension, lustre, plafonnier
lampe de poche, lampe torche, torche
guirlande lumineuse, guirlande
bougie, chandelle
bougeoir, chandelier, photophore
canapé, sofa, divan
fauteuil, bergère
chaise > fauteuil, tabouret
tabouret, pouf
armoire, penderie, placard
étagère, bibliothèque, rayonnage
patère, crochet
portemanteau, porte-manteau
rideau, voilage
coussin, oreiller
housse de coussin, taie
plaid, couverture, jeté
linge de lit, parure de lit, literie
drap, drap-housse
serviette de bain, drap de bain, serviette de toilette
tapis de bain, descente de bain
gant de toilette, débarbouillette
peignoir, robe de chambre
torchon, essuie-vaisselle, linge de cuisine
manique, gant de cuisine
tasse, mug, gobelet, chope
gourde, bouteille isotherme, thermos
verre, gobelet
vaisselle, service de table
bol, saladier
carafe, cruche, pichet, broc
théière, service à thé
cafetière, machine à café
cafetière à piston, french press
casserole, marmite, faitout, cocotte
poêle, sauteuse
planche à découper, planche de cuisine
cuillère, cuiller
bocal, pot
boîte à pain, huche à pain
boîte à lunch, lunchbox, boîte à repas
panier, corbeille, bac
poubelle, corbeille à papier
balai, balayette
savon, savonnette
lave-linge, machine à laver
lave-vaisselle, machine à vaisselle
frigo, réfrigérateur, frigidaire
cuisinière, plaque de cuisson
sèche-cheveux, séchoir
parfum, eau de toilette
crème, lotion
affiche, poster, tableau
cadre, cadre photo
horloge, pendule
montre, bracelet-montre
réveil, réveille-matin
pot de fleurs, cache-pot, jardinière
sécateur, cisaille
transplantoir, déplantoir
tournevis, visseuse
échelle, escabeau
sac > sac à main, sac à dos, cabas, besace
cabas, tote bag, sac de courses
sac à dos, rucksack
trousse de toilette, vanity
valise, bagage
portefeuille, porte-monnaie
porte-clés, porte-clefs
manteau, veste, blouson
imperméable, ciré
pull, chandail, tricot
pantalon, jean
bonnet, béret
écharpe, foulard
gant, moufle, mitaine
chausson, pantoufle
basket, tennis
collier, pendentif
carnet, cahier, bloc-notes
stylo, bille, feutre
crayon, crayon à papier
ciseaux, paire de ciseaux
ruban adhésif, scotch
enveloppe, pochette
sous-main, tapis de bureau
jouet > jeu
peluche, doudou
jeu de société, jeu de plateau
puzzle, casse-tête
vélo, bicyclette
poussette, landau
cadeau, présent
chèque-cadeau, carte cadeau
`;

/** The rules of general French. */
export const FRENCH_SYNONYMS: readonly SynonymRule[] = synonymRules(GROUPS);
