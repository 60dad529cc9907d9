/** What German-speaking shoppers call the same thing: general shop knowledge, curated by hand. */
import { type SynonymRule, synonymRules } from "./search-synonyms.ts";

/** In the form of `search-synonyms.ts`. */
const GROUPS = `
laptop, notebook
computer, rechner, pc
bildschirm, monitor
fernseher, fernsehgerät, tv
handy, smartphone, mobiltelefon
handyhülle, schutzhülle
kopfhörer, ohrhörer, headset
lautsprecher, boxen
tastatur, keyboard
festplatte, hdd
usb-stick, speicherstick
ladegerät, netzteil, ladekabel
akku, batterie
powerbank, zusatzakku
drucker, multifunktionsgerät
druckerpatrone, tintenpatrone, tinte
kamera, fotoapparat, digitalkamera
objektiv, linse
wlan, wifi, wi-fi
lampe, leuchte, licht
lampe > tischlampe, stehlampe, hängelampe, deckenlampe, wandlampe, tischleuchte, stehleuchte, pendelleuchte, deckenleuchte, wandleuchte, laterne
tischlampe, tischleuchte
schreibtischlampe, schreibtischleuchte
stehlampe, stehleuchte, bodenlampe
hängelampe, hängeleuchte, pendelleuchte, pendellampe
deckenlampe, deckenleuchte
wandlampe, wandleuchte
glühbirne, glühlampe, leuchtmittel, birne
taschenlampe, handlampe, stirnlampe
kerze, duftkerze, stumpenkerze, teelicht
kerzenständer, kerzenhalter, leuchter
sofa, couch
sessel, lehnstuhl
stuhl > sessel, hocker, bürostuhl
hocker, schemel
tisch > esstisch, schreibtisch, couchtisch
schrank > kleiderschrank, kommode
kommode, schubladenschrank, sideboard
regal, bücherregal, wandregal
haken, wandhaken, garderobenhaken
garderobe, kleiderständer
teppich, läufer, vorleger
vorhang, gardine
kissen, zierkissen, sofakissen, polster
kissenbezug, kissenhülle
decke, wolldecke, plaid, tagesdecke, überwurf
bettwäsche, bettbezug, bettzeug
bettlaken, laken, leintuch, spannbettlaken
handtuch, badetuch, duschtuch, frottiertuch
badvorleger, badematte, duschmatte
waschlappen, waschhandschuh
bademantel, morgenmantel
tischdecke, tischtuch
geschirrtuch, küchentuch, trockentuch, spültuch
topflappen, ofenhandschuh, topfhandschuh
schürze, kochschürze, küchenschürze
tasse, becher
tasse > kaffeebecher, teetasse
thermobecher, reisebecher
thermosflasche, isolierflasche, thermoskanne, isolierkanne
trinkflasche, wasserflasche
glas, trinkglas, wasserglas
geschirr, service, speiseservice
teller > speiseteller, frühstücksteller, dessertteller
schüssel, schale
kanne, krug, karaffe
kaffeemaschine, kaffeeautomat
kaffeefilter, handfilter, filteraufsatz
stempelkanne, pressstempelkanne, french press
wasserkocher, wasserkessel, kessel
topf, kochtopf
pfanne, bratpfanne
schneidebrett, schneidbrett, küchenbrett, brettchen
messer > küchenmesser, kochmesser, brotmesser
besteck, essbesteck
kochlöffel, holzlöffel, rührlöffel
dose, vorratsdose, vorratsglas, aufbewahrungsdose
brotdose, lunchbox, brotzeitdose
kiste, box, aufbewahrungsbox
korb, aufbewahrungskorb
mülleimer, abfalleimer, papierkorb
besen, handfeger, kehrbesen
seifenschale, seifenhalter
seife, handseife
zahnputzbecher, zahnbecher
staubsauger, sauger
geschirrspüler, spülmaschine
kühlschrank, gefrierschrank
herd, kochfeld
föhn, fön, haartrockner
parfum, parfüm, duft
creme, lotion
bild, poster, kunstdruck, wandbild
bilderrahmen, fotorahmen
spiegel, wandspiegel
uhr > wanduhr, armbanduhr, tischuhr, wecker
vase, blumenvase
blumentopf, pflanztopf, übertopf, pflanzgefäß
gartenschere, rosenschere, baumschere
pflanzkelle, handschaufel
gartenschlauch, wasserschlauch
schraubenzieher, schraubendreher
leiter, trittleiter
tasche > handtasche, umhängetasche, einkaufstasche, schultertasche
einkaufstasche, einkaufsbeutel, tragetasche, stoffbeutel
umhängetasche, schultertasche
kulturbeutel, kulturtasche, waschtasche, kosmetiktasche
rucksack, tagesrucksack
koffer, reisekoffer, trolley
reisetasche, weekender
geldbeutel, geldbörse, portemonnaie, brieftasche
regenschirm, schirm
jacke > mantel, regenjacke
regenjacke, regenmantel
pullover, pulli, sweater
mütze, beanie
schal, halstuch
handschuh, fäustling
socke, strumpf
hausschuh, pantoffel
turnschuh, sneaker, sportschuh
halskette, kette
ohrring, ohrstecker
notizbuch, notizheft, schreibheft, journal
kalender, terminkalender, planer
stift, kugelschreiber, kuli
füller, füllfederhalter
bleistift, druckbleistift
schere, papierschere
klebeband, klebestreifen
briefumschlag, umschlag, kuvert
grußkarte, postkarte, karte
schreibtischunterlage, schreibunterlage
ordner, mappe
spielzeug, spielsachen
kuscheltier, stofftier, plüschtier
brettspiel, gesellschaftsspiel
bauklötze, bausteine, holzklötze
spielkarten, kartenspiel
fahrrad, rad, bike
zelt, campingzelt
hängematte, hängesessel
kinderwagen, buggy
geschenk, präsent, mitbringsel
gutschein, geschenkkarte
weihnachten, xmas
aluminium, alu
`;

/** The rules of general German. */
export const GERMAN_SYNONYMS: readonly SynonymRule[] = synonymRules(GROUPS);
