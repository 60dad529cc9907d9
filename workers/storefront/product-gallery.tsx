/** A product's pictures: a strip to swipe, thumbnails that are plain links, and a large view. */
import type { Picture as PictureView } from "../../contracts/catalog.ts";
import { Icon } from "../../ui/icon.tsx";
import { Picture } from "../../ui/picture.tsx";

/** All pictures, and the value of the first option that is chosen. */
export interface ProductGalleryProps {
  readonly pictures: readonly PictureView[];
  readonly chosen: string | null;
}

/** The gallery; pictures of other values are there but hidden, for the script to show. */
export function ProductGallery({ pictures, chosen }: ProductGalleryProps) {
  if (pictures.length === 0) {
    return (
      <div class="gallery">
        <span class="shots">
          <Picture picture={null} />
        </span>
      </div>
    );
  }
  const hasOwn = pictures.some(({ optionValue }) => optionValue === chosen);
  const isHidden = ({ optionValue }: PictureView) =>
    hasOwn && optionValue !== null && optionValue !== chosen;
  const first = pictures.findIndex((picture) => !isHidden(picture));
  const shots = pictures.map((picture, index) => ({
    picture,
    id: `picture-${index + 1}`,
    isFirst: index === first,
    attributes: {
      hidden: isHidden(picture),
      ...(picture.optionValue === null ? {} : { "data-of": picture.optionValue }),
    },
  }));
  return (
    <section class="gallery" aria-label="Pictures">
      <ul class="shots" data-shots>
        {shots.map(({ picture, id, isFirst, attributes }) => (
          <li id={id} {...attributes}>
            <a href={picture.src} data-zoom>
              <Picture picture={picture} arrives={isFirst ? "first" : "later"} />
              <span class="only-heard">, open large</span>
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
      <dialog class="zoom" id="zoom" aria-label="Large picture" closedby="any">
        <img alt="" />
        <form method="dialog">
          <button type="submit" class="icon-button" aria-label="Close">
            <Icon name="close" />
          </button>
        </form>
      </dialog>
    </section>
  );
}
