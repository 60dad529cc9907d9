/** The kinds of product of the demo shop, and which attributes each kind has. */

/** A kind of product. */
export interface DemoProductType {
  readonly handle: string;
  readonly title: string;
  /** Handles of attributes, in the order of the form. */
  readonly attributes: readonly string[];
}

/** What everything has: nothing is sold of which the shop does not know these two. */
export const REQUIRED_ATTRIBUTES: readonly string[] = ["material", "origin"];

const BEFORE = "material finish origin colour-family shade";
const AFTER = "guarantee handmade repairable vegan care since";

/** Every kind, in the order of the rooms. */
export const PRODUCT_TYPES: readonly DemoProductType[] = [
  type("mug", "Mug", "capacity height diameter dishwasher-safe microwave-safe"),
  type("glass", "Glass", "capacity height diameter dishwasher-safe microwave-safe"),
  type("plate", "Plate", "diameter height dishwasher-safe microwave-safe oven-safe"),
  type("bowl", "Bowl", "volume diameter height fits dishwasher-safe microwave-safe"),
  type("pitcher", "Pitcher", "capacity height diameter dishwasher-safe microwave-safe"),
  type("vase", "Vase", "height diameter"),
  type("serving-piece", "Serving piece", "length width diameter height dishwasher-safe"),
  type("coffee", "Coffee", "weight scent-notes"),
  type("tea", "Tea", "weight scent-notes"),
  type("coffee-maker", "Coffee maker", "dishwasher-safe microwave-safe refill"),
  type("coffee-tool", "Coffee tool", "capacity length width height dishwasher-safe waterproof"),
  type("kettle", "Kettle", "capacity height heat-source dishwasher-safe"),
  type("teapot", "Teapot", "capacity height heat-source contents dishwasher-safe microwave-safe"),
  type(
    "pan",
    "Pan or pot",
    "capacity diameter heat-source oven-safe dishwasher-safe microwave-safe",
  ),
  type("board", "Board", "length width height dishwasher-safe kept-with"),
  type("knife", "Knife", "length weight dishwasher-safe"),
  type("kitchen-tool", "Kitchen tool", "length width height diameter dishwasher-safe"),
  type(
    "jar",
    "Jar or tin",
    "capacity volume height diameter length width closure contents dishwasher-safe refillable refill",
  ),
  type(
    "lamp",
    "Lamp",
    "brightness colour-temperature light-source height cable place dimmable waterproof spare-bulb",
  ),
  type("bulb", "Bulb", "brightness colour-temperature pieces diameter dimmable"),
  type(
    "candle",
    "Candle or scent",
    "pieces burn-time height diameter length light-source scent-notes",
  ),
  type("candle-accessory", "Candle accessory", "height diameter length pieces contents"),
  type("lantern", "Lantern", "height place light-source frost-proof"),
  type("blanket", "Blanket", "length width fabric-weight machine-washable"),
  type("cushion", "Cushion", "width fabric-weight closure contents machine-washable refillable"),
  type("rug", "Rug or mat", "length width height fabric-weight place machine-washable"),
  type("towel", "Towel", "length width fabric-weight machine-washable"),
  type("kitchen-cloth", "Kitchen cloth", "pieces length width fabric-weight machine-washable"),
  type("notebook", "Notebook", "pages paper-weight ruling pieces height width"),
  type(
    "stationery",
    "Stationery",
    "pieces pages paper-weight ruling contents height width length refillable refill",
  ),
  type("book", "Book", "pages paper-weight height width"),
  type("pen", "Pen or pencil", "length weight pieces contents refillable refill"),
  type("refill", "Refill", "pieces contents length weight"),
  type("desk-accessory", "Desk accessory", "length width height pieces machine-washable"),
  type("furnishing", "Furnishing", "height diameter depth contents"),
  type("basket", "Basket or crate", "length width height fits"),
  type("planter", "Planter", "length width height place contents frost-proof"),
  type("garden-tool", "Garden tool", "length pieces place frost-proof machine-washable"),
  type("seeds", "Seeds", "weight contents place"),
  type("garden-ornament", "Garden ornament", "height diameter depth place frost-proof"),
  type("soap", "Soap", "weight scent-notes refillable"),
  type("oil", "Oil or balm", "scent-notes contents"),
  type("bath-accessory", "Bath accessory", "length width height dishwasher-safe"),
  type(
    "bag",
    "Bag",
    "volume width height fabric-weight closure machine-washable waterproof kept-with",
  ),
  type(
    "pouch",
    "Wallet or pouch",
    "volume length width height weight fabric-weight closure machine-washable",
  ),
  type("flask", "Flask", "diameter closure dishwasher-safe"),
  type("umbrella", "Umbrella", "length diameter waterproof"),
  type("clothing", "Clothing", "length width pieces fabric-weight contents machine-washable"),
  type("puzzle", "Puzzle", "pieces length width age"),
  type("game", "Game", "pieces players age playing-time"),
  type("toy", "Toy", "pieces height width diameter length age contents refillable"),
];

function type(handle: string, title: string, own: string): DemoProductType {
  return { handle, title, attributes: `${BEFORE} ${own} ${AFTER}`.split(" ") };
}
