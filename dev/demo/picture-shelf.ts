/** Pictures that are stored already, where the rows find them. */

/** A picture that is stored already. */
export interface StoredPicture {
  readonly key: string;
  /** "side", "detail", "scene" … */
  readonly slug: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly optionValue: string | null;
}

/** Stored pictures by the handle of their product, their category and their collection. */
export interface PictureShelf {
  readonly ofProduct: ReadonlyMap<string, readonly StoredPicture[]>;
  readonly ofCategory: ReadonlyMap<string, StoredPicture>;
  readonly ofCollection: ReadonlyMap<string, StoredPicture>;
}
