/** What the shop sells, as rows of D1: a few variants of fewer stock items, at prices that change. */
import { variantFactsStatement } from "../../../db/catalog-statements.ts";
import { type Id, idFromBytes } from "../../../domain/id.ts";
import type { Database, Disk } from "../platform/database.ts";
import type { Scalar } from "../platform/rows.ts";
import type { Chance } from "../random.ts";
import type { Stage } from "../stage.ts";

interface Variant {
  readonly variantId: Id<"variant">;
  readonly itemId: Id<"stockItem">;
  readonly productId: Id<"product">;
  priceMinor: number;
  priceBeforeMinor: number;
  isPublished: boolean;
}

/** @returns an id that only this world has */
export function idOf<
  Kind extends "variant" | "stockItem" | "product" | "cart" | "order" | "promotion",
>(kind: Kind, seed: number, number: number): Id<Kind> {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setFloat64(0, seed);
  bytes[14] = number >> 8;
  bytes[15] = number;
  return idFromBytes(kind, bytes);
}

/** The products; a replica of them may lag behind. */
export class Catalog {
  readonly variants: readonly Variant[];
  readonly itemIds: readonly Id<"stockItem">[];
  readonly #stage: Stage;
  readonly #disk: Disk;
  #statement = "";
  /** Units that the lists show, by item, as long as nothing is written. */
  readonly #listed = new Map<Id<"stockItem">, Scalar>();
  #listedAt = -1;

  /** @param items stock items; two variants share the first one */
  constructor(seed: number, items: number, parts: { stage: Stage; disk: Disk; chance: Chance }) {
    this.#stage = parts.stage;
    this.#disk = parts.disk;
    this.itemIds = Array.from({ length: items }, (_, index) => idOf("stockItem", seed, index));
    this.variants = Array.from({ length: items + 1 }, (_, index) => {
      // The cheapest thing costs less than the provider takes.
      const priceMinor = index === 0 && parts.chance.is(0.2) ? 20 : parts.chance.int(120, 9_000);
      return {
        variantId: idOf("variant", seed, index),
        itemId: this.itemIds[index % items] as Id<"stockItem">,
        productId: idOf("product", seed, index),
        priceMinor,
        priceBeforeMinor: priceMinor,
        isPublished: true,
      };
    });
  }

  /** Writes down what is for sale, for who goes through all of it. */
  shelve(): void {
    this.itemIds.forEach((itemId, position) => {
      this.#disk.all(
        "INSERT INTO products (id, handle, status, title, created_at, updated_at) VALUES (?1, ?1, 'draft', 'Thing', 0, 0)",
        itemId,
      );
      this.#disk.all(
        "INSERT INTO variants (id, product_id, stock_item_id, position) VALUES (?1, ?1, ?1, ?2)",
        itemId,
        position,
      );
    });
  }

  pick(chance: Chance): Id<"variant"> {
    const variant = this.variants[chance.int(0, this.variants.length - 1)];
    return (variant ?? (this.variants[0] as Variant)).variantId;
  }

  reprice(variantId: Id<"variant">, chance: Chance): void {
    const variant = this.variants.find((one) => one.variantId === variantId);
    if (variant === undefined) return;
    variant.priceBeforeMinor = variant.priceMinor;
    variant.priceMinor = Math.max(20, variant.priceMinor + chance.int(-500, 500));
  }

  /** Takes a variant off the shelf, or puts it back. */
  publish(index: number, isPublished: boolean): void {
    const variant = this.variants[index % this.variants.length];
    if (variant !== undefined) variant.isPublished = isPublished;
  }

  /** Answers the one query that carts and checkouts ask, without the whole catalog behind it. */
  answer(database: Database, text: string, values: readonly Scalar[]): object[] | null {
    if (this.#statement === "") {
      const probe = variantFactsStatement.bind(database as never, { ids: "[]", currency: "EUR" });
      this.#statement = (probe as unknown as { text: string }).text;
    }
    if (text !== this.#statement) return null;
    const ids: unknown[] = JSON.parse(String(values.find((one) => String(one).startsWith("["))));
    const isStale = this.#stage.faults.strikes("F22", 0.01);
    const found = this.variants.filter((variant) => ids.includes(variant.variantId));
    return found.map((variant) => this.#row(variant, isStale));
  }

  #row({ itemId, ...variant }: Variant, isStale: boolean): object {
    return {
      product_id: variant.productId,
      variant_id: variant.variantId,
      stock_item_id: itemId,
      handle: "thing",
      title: "Thing",
      option_values: "[]",
      sku: "",
      picture: null,
      amount_minor: isStale ? variant.priceBeforeMinor : variant.priceMinor,
      exchange: null,
      offers: "[]",
      is_published: variant.isPublished ? 1 : 0,
      available: this.#available(itemId),
    };
  }

  #available(itemId: Id<"stockItem">): Scalar {
    const { writes } = this.#disk;
    if (this.#listedAt !== writes) this.#listed.clear();
    this.#listedAt = writes;
    const known = this.#listed.get(itemId);
    if (known !== undefined) return known;
    const [level] = this.#disk.all(
      "SELECT sum(on_hand - held - allocated) AS available FROM stock_levels WHERE stock_item_id = ?",
      itemId,
    );
    const available = level?.available ?? 0;
    this.#listed.set(itemId, available);
    return available;
  }
}
