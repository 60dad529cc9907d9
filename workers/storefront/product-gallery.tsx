/** A product's pictures: a strip to swipe, thumbnails that are plain links, and a large view. */
import type { Picture as PictureView, Variant } from "../../contracts/catalog.ts";
import type { Locale } from "../../domain/locale.ts";
import { Icon } from "../../ui/icon.tsx";
import { Picture } from "../../ui/picture.tsx";
import { wordsIn } from "../../ui/words/words.ts";

/** All pictures, and the variant that is chosen. */
export interface ProductGalleryProps {
  readonly pictures: readonly PictureView[];
  readonly chosen: Variant;
  readonly locale: Locale;
}

/** The gallery; pictures of other variants are there but hidden, for the script to show. */
export function ProductGallery({ pictures, chosen, locale }: ProductGalleryProps) {
  const words = wordsIn(locale);
  if (pictures.length === 0) {
    return (
      <div class="gallery">
        <span class="shots">
          <Picture picture={null} />
        </span>
      </div>
    );
  }
  const shown = shownPictures(pictures, chosen);
  const [first] = shown;
  const shots = pictures.map((picture, index) => ({
    picture,
    id: `picture-${index + 1}`,
    isFirst: index === first,
    attributes: {
      hidden: !shown.includes(index),
      "data-shot": String(index),
      ...(picture.optionValue === null ? {} : { "data-of": picture.optionValue }),
    },
  }));
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
      {pictures.length > 1 && (
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

/** The variant's own ones, else those of its first option's value and of all values. */
function shownPictures(pictures: readonly PictureView[], chosen: Variant): number[] {
  if (chosen.pictures.length > 0) return [...chosen.pictures].sort((a, b) => a - b);
  const [value] = chosen.optionValues;
  const hasOwn = pictures.some(({ optionValue }) => optionValue === value);
  return [...pictures.keys()].filter((index) => {
    const of = pictures[index]?.optionValue ?? null;
    return !hasOwn || of === null || of === value;
  });
}
