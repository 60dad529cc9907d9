/** Collections side by side: a picture, a name, what they are about. */
import type { Collection } from "../contracts/catalog.ts";
import type { Place } from "../domain/place.ts";
import { links } from "../http/links.ts";
import { Picture } from "./picture.tsx";

/** Tiles that lead to the collections' pages. */
export function CollectionList(props: {
  collections: readonly Collection[];
  place: Place;
  heading?: "h2" | "h3";
}) {
  const { collections, place, heading: Heading = "h3" } = props;
  return (
    <ul class="collection-tiles">
      {collections.map(({ handle, title, description, picture, productCount }) => (
        <li class="collection-tile">
          {picture !== null && <Picture picture={picture} isDecorative />}
          <Heading>
            <a href={links.collection(handle, place)}>{title}</a>
            <small>{productCount}</small>
          </Heading>
          {description !== "" && <p>{description}</p>}
        </li>
      ))}
    </ul>
  );
}
