/** A picture with its room kept, so that nothing moves when it arrives. */
import type { Picture as PictureView } from "../contracts/catalog.ts";
import { Icon } from "./icon.tsx";

/** How a picture stands on a page. */
export interface PictureProps {
  /** Null keeps the room and shows a parcel on plain paper. */
  readonly picture: PictureView | null;
  /** The text beside it already says what it shows. */
  readonly isDecorative?: boolean;
  /** `first` is the page's largest picture, `soon` stands in the first view, others wait. */
  readonly arrives?: "first" | "soon" | "later";
  /** Shown over another one, like the second picture of a card. */
  readonly isSecond?: boolean;
}

/** One picture in the box that its surroundings give it. */
export function Picture({ picture, isDecorative, arrives = "later", isSecond }: PictureProps) {
  if (picture === null) {
    return (
      <span class="picture none">
        <Icon name="parcel" />
      </span>
    );
  }
  return (
    <span class={isSecond ? "picture second" : "picture"}>
      <img
        src={picture.src}
        alt={isDecorative ? "" : picture.alt}
        width={picture.width}
        height={picture.height}
        decoding="async"
        fetchpriority={arrives === "first" ? "high" : undefined}
        loading={arrives === "later" ? "lazy" : undefined}
      />
    </span>
  );
}
