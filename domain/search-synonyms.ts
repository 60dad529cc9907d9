/** What shoppers call the same thing: general English shop knowledge, curated by hand. */

/**
 * Each line is a group; whoever asks for one of them finds the others too. A word before ">" finds
 * what stands after it, but not the other way round.
 */
const GROUPS = `
laptop, notebook, notebook computer, laptop computer
tv, television, tv set
monitor, computer monitor, computer display
pc, desktop pc, desktop computer, personal computer
computer > pc, desktop, notebook
headphone, headset, earphone
earbud, in-ear headphone, earphone
mobile phone, cell phone, cellphone, smartphone, mobile
phone > smartphone, mobile phone, telephone
usb stick, usb flash drive, flash drive, thumb drive, pen drive, memory stick, usb key
hard drive, hard disk, hdd, hard disk drive
ssd, solid state drive, solid state disk
power bank, powerbank, external battery, portable charger, portable battery, battery pack
memory card, flash card
sd card, sdhc, sdxc, secure digital, sd memory card
micro sd, microsd, microsdhc, microsdxc
ram, memory module, memory, dimm
cpu, processor
gpu, graphics card, video card, graphic card, vga card, graphics adapter
motherboard, mainboard, system board
psu, power supply, power supply unit
ups, uninterruptible power supply
pdu, power distribution unit
power adapter, ac adapter, power supply adapter, mains adapter
charger, charging adapter
phone charger, mobile charger, mobile phone charger, smartphone charger
power strip, surge protector, extension lead, power extension, surge suppressor
patch cable, network cable, networking cable, ethernet cable, lan cable, patch cord
ethernet, lan
fiber, fibre
fiber optic cable, fibre optic cable, fiber patch cable, fibre patch cable, optical fibre cable
network switch, ethernet switch
access point, wireless access point
nic, network card, networking card, network adapter, ethernet adapter
wifi, wi-fi, wlan, wireless lan
wireless, cordless
bluetooth headset, wireless headset
speaker, loudspeaker
soundbar, sound bar
surround sound, home theater, home theatre, home cinema, home audio
webcam, web cam, web camera
camcorder, video camera
slr, dslr, digital slr, reflex camera
camera lens, lens, objective
digital camera, compact camera, photo camera
camera > digital camera, camcorder
lens cap, lens cover
memory > ram
toner, toner cartridge
ink, ink cartridge, inkjet cartridge
printer ribbon, ribbon cartridge, ink ribbon
drum, imaging drum, imaging unit, printer drum, drum unit, image drum, photoconductor
fuser, fuser unit, fusing unit, fuser kit
print head, printhead
label tape, label maker tape, labelling tape, labeling tape
label maker, label printer, labeller
photo paper, photographic paper
all-in-one printer, multifunction printer, multifunctional, multifunction, mfp
projector lamp, projector bulb, replacement lamp
projector screen, projection screen
beamer > projector
optical drive, optical disc drive, disc drive, dvd drive, cd drive, cd-rom drive, dvd-rom, dvd writer, dvd burner
dvd player, blu-ray player
cd player, compact disc player
external hard drive, portable hard drive, external hdd
laptop bag, notebook case, laptop case, notebook bag, laptop sleeve, notebook sleeve, carrying case
phone case, mobile phone case, phone cover, smartphone case
tablet case, tablet cover
bag > case, backpack
backpack, rucksack
suitcase, luggage, trolley case
purse, handbag
wallet, billfold
smart watch, smartwatch
watch, wristwatch
fitness tracker, activity tracker, fitness band
game console, gaming console, video game console
playstation 4, ps4
playstation 5, ps5
playstation 3, ps3
gamepad, game controller, joypad
mouse pad, mouse mat, mousepad
docking station, dock, port replicator
privacy filter, privacy screen, display privacy filter
screen protector, screen film, screen guard
wall mount, wall bracket
tv mount, tv bracket, tv wall mount
cooling pad, laptop cooler, notebook cooler, notebook cooling pad, notebook stand
fan, cooler, ventilator
cpu cooler, processor cooler
computer case, pc case, computer chassis
server rack, rack cabinet
memory foam, viscoelastic
e-reader, ebook reader, e-book reader
telephone, phone
walkie talkie, two-way radio
gps, sat nav, satnav, navigator, navigation system
battery, batteries, accumulator
aa battery, mignon, lr6
aaa battery, micro battery, lr03
rechargeable battery, accumulator
flashlight, torch
light bulb, lightbulb, lamp bulb
lamp, light
ceiling light, ceiling lamp
chandelier, hanging lamp, pendant light
sofa, couch, settee, loveseat
armchair, lounge chair, accent chair
chair > armchair, stool
bar stool, barstool, counter stool
ottoman, footstool, pouf
dresser, chest of drawers
wardrobe, armoire, closet
nightstand, bedside table, night table
bookcase, bookshelf
shelf, shelving, shelving unit
tv stand, tv unit, media console, entertainment center, entertainment unit
desk, writing desk, office desk
office chair, desk chair, task chair
dining table, kitchen table
coffee table, cocktail table
end table, side table
sideboard, buffet, credenza
rug, carpet, area rug
curtain, drape, drapery
blind, window shade, roller shade
pillow, cushion
throw pillow, decorative pillow, accent pillow
comforter, duvet, quilt
bedding, bed linen, bed sheets
bed frame, bedstead
bunk bed, loft bed
crib, cot, baby bed
stroller, pram, pushchair, buggy
diaper, nappy
pacifier, dummy, soother
baby bottle, feeding bottle
mattress topper, mattress pad
towel, bath towel
faucet, tap, water tap
sink, basin, washbasin
toilet, wc, lavatory
bathtub, bath tub, tub
shower head, showerhead
trash can, garbage can, waste bin, dustbin, rubbish bin, wastebasket
fridge, refrigerator
freezer, deep freezer
stove, cooker, range
hob, cooktop
oven, wall oven
microwave, microwave oven
dishwasher, dish washer
washing machine, washer
tumble dryer, clothes dryer, dryer
vacuum, vacuum cleaner, hoover
air conditioner, ac unit, air conditioning
heater, space heater, radiator
humidifier, air humidifier
kettle, electric kettle, water boiler
coffee maker, coffee machine, coffeemaker
espresso machine, espresso maker
blender, liquidiser, mixer jug
food processor, kitchen machine
toaster, bread toaster
frying pan, skillet, fry pan
saucepan, sauce pan
pot, cooking pot
cutlery, flatware, silverware
dishes, dinnerware, tableware, crockery
mug, cup
glass, tumbler, drinking glass
water bottle, drinking bottle
lunch box, lunchbox, bento box
cutting board, chopping board
knife set, knives
apron, kitchen apron
grill, bbq, barbecue
patio furniture, outdoor furniture, garden furniture
lawn mower, lawnmower, mower
hose, garden hose
planter, plant pot, flower pot
drill, power drill
screwdriver, screw driver
wrench, spanner
pliers, nippers
ladder, step ladder, stepladder
doorbell, door bell
padlock, lock
t-shirt, tshirt, tee
sweater, jumper, pullover
hoodie, hooded sweatshirt
pants, trousers
jeans, denim pants
sneaker, trainer, running shoe
swimsuit, bathing suit, swimwear
underwear, briefs
coat, jacket
raincoat, rain jacket
sunglasses, shades
eyeglasses, glasses, spectacles
necklace, pendant
earring, ear ring
perfume, fragrance, eau de toilette, eau de parfum
makeup, make-up, cosmetics
lipstick, lip stick
shampoo, hair wash
hair dryer, hairdryer, blow dryer
shaver, razor, electric shaver
trimmer, hair clipper
toothbrush, tooth brush
lotion, body cream
soap, hand wash
candle, scented candle
picture frame, photo frame
poster, wall art, art print
mirror, looking glass
clock, wall clock
bike, bicycle, cycle
scooter, kick scooter
tent, camping tent
sleeping bag, bivvy
yoga mat, exercise mat
dumbbell, weights
treadmill, running machine
jigsaw, jigsaw puzzle, puzzle
board game, boardgame, tabletop game
toy, plaything
plush, stuffed animal, soft toy, plush toy, cuddly toy
doll, baby doll
action figure, figurine
crayon, coloured pencil, colored pencil
pen, ballpoint, ballpen
notepad, writing pad, note pad
binder, ring binder, folder
stapler, staple machine
hole punch, hole puncher
shredder, paper shredder
whiteboard, dry erase board
envelope, mailer
sticker, decal, self-adhesive label
paper cutter, guillotine, paper trimmer
scissors, shears
tape, adhesive tape
gift, present
christmas, xmas
grey, gray
colour, color
aluminium, aluminum
theatre, theater
centre, center
jewellery, jewelry
tyre, tire
pyjamas, pajamas
`;

/** Words that mean the same, or of which the first finds the others. */
export interface SynonymRule {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** @returns the rules that lines as above spell */
export function synonymRules(lines: string): SynonymRule[] {
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [from = [], to = from] = line
        .split(">")
        .map((side) => side.split(",").map((phrase) => phrase.trim()));
      return { from, to };
    });
}

/** The rules of general English. */
export const ENGLISH_SYNONYMS: readonly SynonymRule[] = synonymRules(GROUPS);
