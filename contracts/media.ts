/** Where a picture is served, wherever its address is written. */

/** @param key the object's key in R2, such as "products/harbour-mug/1.webp" */
export function mediaPath(key: string): string {
  return `/media/${key.split("/").map(encodeURIComponent).join("/")}`;
}
