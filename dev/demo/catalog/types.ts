/** How a product of the demo shop is written down, before ids, prices per currency and pictures. */

/**
 * A typed attribute's value: a number (its unit is the attribute's), a choice, a claim, a text,
 * a date ("2026-11-20"), the handle of another product, or several choices.
 */
export type DemoValue = number | string | boolean | readonly string[];

/** How much is inside, and the amount that the unit price is told for. */
export interface DemoContent {
  readonly amount: number;
  readonly unit: "g" | "ml" | "cm" | "cm2" | "piece";
  readonly per: number;
}

/** One choice of every option. */
export interface DemoVariant {
  /** In the order of the product's option names; empty where it has none. */
  readonly options: readonly string[];
  /** EUR cents; USD and JPY follow by the shop's price points unless given. */
  readonly eurMinor: number;
  readonly compareAtEurMinor?: number;
  readonly weightGrams: number;
  readonly sku: string;
  /** EAN-13 out of the range that a shop may give itself; "" for none. */
  readonly barcode: string;
  readonly content?: DemoContent;
  /** Units on hand at Harbour Street and at the Old Mill. */
  readonly stock: readonly [harbour: number, mill: number];
}

/** A product of the demo shop. */
export interface DemoProduct {
  readonly handle: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly brand: string;
  /** The handle of the sub-category that it is put into. */
  readonly category: string;
  /** The handle of its product type. */
  readonly type: string;
  /** Published unless given. */
  readonly status?: "draft" | "published" | "retired";
  /** Days after the seeding when it is published, or retired, by itself. */
  readonly publishInDays?: number;
  readonly retireInDays?: number;
  /** What search engines are told; made from title and subtitle unless given. */
  readonly seo?: { readonly title: string; readonly description: string };
  /** Handles that it had before. */
  readonly formerly?: readonly string[];
  readonly optionNames: readonly string[];
  readonly variants: readonly DemoVariant[];
  /** By attribute handle. */
  readonly attributes: Readonly<Record<string, DemoValue>>;
  readonly tags: readonly string[];
  /** What is drawn: the name of an object of the picture library, its material and its colour. */
  readonly picture: {
    readonly object: string;
    readonly material?: string;
    /** The colour where no option "Colour" gives it; any colour word of the picture library. */
    readonly colour?: string;
    /** Width to height and the like, 0.5 to 2; 1 is the object's own. */
    readonly stretch?: number;
  };
}

/** A drawn picture, before it is stored. */
export interface DemoPicture {
  /** "side", "detail", "scene" …, unique in the product together with the option value. */
  readonly slug: string;
  readonly svg: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  /** The colour (first option) that it shows; null for all. */
  readonly optionValue: string | null;
}
