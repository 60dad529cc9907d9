/** A product's pictures: a strip to swipe, thumbnails that are plain links, and a large view. */
import type { Product, Variant } from "../../contracts/catalog.ts";
import type { Locale } from "../../domain/locale.ts";
import { Icon } from "../../ui/icon.tsx";
import { Picture } from "../../ui/picture.tsx";
import { wordsIn } from "../../ui/words/words.ts";
import { sharedPictures, shownPictures } from "./product-pictures.ts";

/** A product, and the variant that is chosen. */
export interface ProductGalleryProps {
  readonly product: Product;
  readonly chosen: Variant;
  readonly locale: Locale;
}

/** The gallery; pictures of other variants are there but hidden, for the script to show. */
export function ProductGallery({ product, chosen, locale }: ProductGalleryProps) {
  const words = wordsIn(locale);
  if (product.pictures.length === 0) {
    return (
      <div class="gallery">
        <span class="shots">
          <Picture picture={null} />
        </span>
      </div>
    );
  }
  const shots = shotsOf(product, chosen);
  return (
    <section class="gallery" aria-label={words.product.pictures}>
      <ul class="shots" data-shots>
        {shots.map(({ picture, id, isFirst, attributes }) => (
          <li id={id} {...attributes}>
            <a href={picture.src} data-zoom>
              <Picture picture={picture} arrives={isFirst ? "first" : "later"} />
              <span class="only-heard">{words.product.openLarge}</span>
            </a>
          </li>
        ))}
      </ul>
      {shots.length > 1 && (
        <ul class="thumbs">
          {shots.map(({ picture, id, isFirst, attributes }) => (
            <li {...attributes}>
              <a href={`#${id}`} aria-current={isFirst ? "true" : undefined} data-thumb>
                <Picture picture={picture} />
              </a>
            </li>
          ))}
        </ul>
      )}
      <dialog class="zoom" id="zoom" aria-label={words.product.large} closedby="any">
        <img alt="" />
        <form method="dialog">
          <button type="submit" class="icon-button" aria-label={words.shell.close}>
            <Icon name="close" />
          </button>
        </form>
      </dialog>
    </section>
  );
}

/** What the chosen variant shows stands first. */
function shotsOf(product: Product, chosen: Variant) {
  const shown = shownPictures(product, chosen);
  const shared = sharedPictures(product);
  const hidden = [...product.pictures.keys()].filter((index) => !shown.includes(index));
  return [...shown, ...hidden].flatMap((index) => {
    const picture = product.pictures[index];
    if (picture === undefined) return [];
    const attributes = {
      hidden: !shown.includes(index),
      "data-shot": String(index),
      "data-shared": shared.has(index) ? "" : undefined,
    };
    return { picture, id: `picture-${index + 1}`, isFirst: index === shown[0], attributes };
  });
}
