/** What products are sorted by: categories, brands, kinds, collections and attributes, by handle. */

import { attributeValue, withChoices } from "./import-attribute-value.ts";
import {
  type AttributeKind,
  type AttributeValue,
  type ImportedAttribute,
  type ImportedTerm,
  type ImportMessage,
  type ImportPlace,
  importWarning,
  quoted,
  type Translations,
} from "./import-product.ts";
import { handleOf, sourceKey, titleOf } from "./import-text.ts";

/** Longest way from a root to a category. */
const CATEGORY_DEPTH_MAX = 9;

interface Described {
  readonly handle: string;
  readonly title: string;
  readonly translations: Translations;
}

interface Shown extends Described {
  readonly description: string;
  readonly imageKey: string | null;
  readonly imageAlt: string;
  readonly seoTitle: string;
  readonly seoDescription: string;
  readonly position: number;
}

/** A category of the tree. */
export interface CategoryTerm extends Shown {
  readonly type: "category";
  readonly parent: string | null;
}

/** A maker. */
export interface BrandTerm extends Described {
  readonly type: "brand";
  readonly description: string;
}

/** A kind of product and the attributes of its form. */
export interface ProductTypeTerm extends Described {
  readonly type: "productType";
  readonly attributes: readonly { readonly handle: string; readonly isRequired: boolean }[];
}

/** A typed attribute; its title is its label. */
export interface AttributeTerm extends Described {
  readonly type: "attribute";
  readonly kind: AttributeKind;
  readonly unit: string | null;
  readonly choices: readonly string[] | null;
  readonly swatches: Readonly<Record<string, string>> | null;
  readonly isFilter: boolean;
  readonly isSearchable: boolean;
  readonly position: number;
}

/** Products that belong together. */
export interface CollectionTerm extends Shown {
  readonly type: "collection";
  readonly kind: "manual" | "rules";
  readonly rules: unknown;
  readonly sort: "manual" | "featured" | "newest" | "price_asc" | "price_desc";
  readonly status: "draft" | "published";
}

/** A term as a line of Kiosk's own format holds it. */
export type TermRecord =
  | CategoryTerm
  | BrandTerm
  | ProductTypeTerm
  | AttributeTerm
  | CollectionTerm;

/** The kinds of terms, in the order in which a file must have them. */
export const TERM_TYPES = ["attribute", "productType", "brand", "category", "collection"] as const;

/** Every term that the shop has, and those that an import makes or changes. */
export class TermBook {
  readonly #terms = new Map<string, TermRecord>();
  readonly #changed = new Set<string>();
  /** Handles of categories that stood elsewhere before. */
  readonly #moved = new Set<string>();

  constructor(terms: readonly TermRecord[]) {
    for (const term of terms) this.#terms.set(keyOf(term), term);
  }

  /** @returns the term, or null where the shop has none of that handle */
  find<Type extends TermRecord["type"]>(
    type: Type,
    handle: string,
  ): Extract<TermRecord, { type: Type }> | null {
    const term = this.#terms.get(`${type}/${handle}`);
    return term === undefined ? null : (term as Extract<TermRecord, { type: Type }>);
  }

  /** Writes a term. @returns the fields that change; none where it is so already */
  put(term: TermRecord): readonly string[] {
    const before = this.#terms.get(keyOf(term));
    const fields = Object.entries(term).flatMap(([name, value]) => {
      const known: unknown = before === undefined ? undefined : Reflect.get(before, name);
      return JSON.stringify(known) === JSON.stringify(value) ? [] : [name];
    });
    if (fields.length === 0) return fields;
    this.#terms.set(keyOf(term), term);
    this.#changed.add(keyOf(term));
    const hasMoved = term.type === "category" && before !== undefined && fields.includes("parent");
    if (hasMoved) this.#moved.add(term.handle);
    return fields;
  }

  /** @returns what was made or changed since the last call, parents before their children */
  takeChanged(): TermRecord[] {
    const changed = [...this.#changed].flatMap((key) => this.#terms.get(key) ?? []);
    this.#changed.clear();
    return changed.toSorted((left, right) => this.#depthOf(left) - this.#depthOf(right));
  }

  /** @returns the categories that moved since the last call: their products stand elsewhere, too */
  takeMoved(): string[] {
    const moved = [...this.#moved];
    this.#moved.clear();
    return moved;
  }

  /** @returns whether the category is the other one, or stands below it */
  isWithin(category: string | null, other: string): boolean {
    const seen = new Set<string>();
    for (let at = category; at !== null && !seen.has(at); ) {
      if (at === other) return true;
      seen.add(at);
      at = this.find("category", at)?.parent ?? null;
    }
    return false;
  }

  /** @returns how many ancestors the category has; 0 for everything else */
  #depthOf(term: TermRecord): number {
    let depth = 0;
    let at = term.type === "category" ? term.parent : null;
    while (at !== null && depth <= CATEGORY_DEPTH_MAX) {
      depth += 1;
      at = this.find("category", at)?.parent ?? null;
    }
    return depth;
  }

  /** @returns the handle of the brand, which is made where there is none */
  brand({ handle, title }: ImportedTerm): string {
    if (this.find("brand", handle) === null) {
      this.put({
        type: "brand",
        handle,
        title: title || titleOf(handle),
        description: "",
        translations: {},
      });
    }
    return handle;
  }

  /** @returns the handle of the kind of product, which is made where there is none */
  productType({ handle, title }: ImportedTerm): string {
    if (this.find("productType", handle) === null) {
      this.put({
        type: "productType",
        handle,
        title: title || titleOf(handle),
        attributes: [],
        translations: {},
      });
    }
    return handle;
  }

  /** @returns the collection, which is made where there is none */
  collection({ handle, title }: ImportedTerm): CollectionTerm {
    const known = this.find("collection", handle);
    if (known !== null) return known;
    const made: CollectionTerm = {
      ...shown({ handle, title: title || titleOf(handle) }, this.#nextPosition("collection")),
      type: "collection",
      kind: "manual",
      rules: null,
      sort: "manual",
      status: "published",
    };
    this.put(made);
    return made;
  }

  /** @returns the handle of the category at the end of the way; what is missing of it is made */
  category(path: readonly ImportedTerm[]): string | null {
    let parent: CategoryTerm | null = null;
    for (const step of path.slice(0, CATEGORY_DEPTH_MAX)) parent = this.#step(parent, step);
    return parent?.handle ?? null;
  }

  /** A child of that name, or a category that has the handle, or a new one. Without a title the handle decides. */
  #step(parent: CategoryTerm | null, step: ImportedTerm): CategoryTerm {
    const under = parent?.handle ?? null;
    if (step.title === "") {
      const named = this.find("category", step.handle);
      return named ?? this.#step(parent, { ...step, title: titleOf(step.handle) });
    }
    const known = this.#childOf(under, step);
    if (known !== null) return known;
    const handle = under === null ? step.handle : handleOf(`${under} ${step.handle}`);
    const taken = this.find("category", handle);
    if (taken !== null) return taken;
    const term = { handle, title: step.title };
    const made: CategoryTerm = {
      ...shown(term, this.#nextPosition("category")),
      type: "category",
      parent: under,
    };
    this.put(made);
    return made;
  }

  #childOf(parent: string | null, { handle, title }: ImportedTerm): CategoryTerm | null {
    const direct = this.find("category", handle);
    if (direct !== null && direct.parent === parent) return direct;
    const name = sourceKey(title);
    for (const term of this.#terms.values()) {
      if (term.type !== "category" || term.parent !== parent) continue;
      if (sourceKey(term.title) === name) return term;
    }
    return null;
  }

  /** @returns the value in the kind that the shop's attribute has, null with a warning where it fits not */
  attribute(
    attribute: ImportedAttribute,
    { place, messages }: { readonly place: ImportPlace; readonly messages: ImportMessage[] },
  ): AttributeValue | null {
    const { handle, label, kind, unit } = attribute;
    const known = this.find("attribute", handle) ?? {
      type: "attribute",
      handle,
      title: label,
      kind,
      unit,
      choices: kind === "choice" || kind === "swatch" ? [] : null,
      swatches: null,
      // Only a choice, a number or yes and no divide a shelf.
      isFilter: kind === "choice" || kind === "number" || kind === "boolean" || kind === "swatch",
      isSearchable: true,
      position: this.#nextPosition("attribute"),
      translations: {},
    };
    const value = attributeValue(known.kind, attribute.value);
    if (value === null) {
      const detail = `${quoted(String(attribute.value))} is no ${known.kind}, as ${quoted(known.title)} is: kept as it is`;
      messages.push(importWarning(place, "attribute_kept", detail));
      return null;
    }
    this.put(
      known.choices === null ? known : { ...known, choices: withChoices(known.choices, value) },
    );
    return value;
  }

  #nextPosition(type: TermRecord["type"]): number {
    let next = 0;
    for (const term of this.#terms.values()) {
      if (term.type === type && "position" in term) next = Math.max(next, term.position + 1);
    }
    return next;
  }
}

function keyOf({ type, handle }: TermRecord): string {
  return `${type}/${handle}`;
}

function shown(term: ImportedTerm, position: number): Shown {
  return {
    handle: term.handle,
    title: term.title,
    description: "",
    imageKey: null,
    imageAlt: "",
    seoTitle: "",
    seoDescription: "",
    position,
    translations: {},
  };
}
