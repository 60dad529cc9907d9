/** The product's pictures: thumbnails follow the strip, and a picture opens large. */

const NEAR = 0.6;

/** Takes over thumbnails and zoom. */
export function enhanceGallery(): void {
  const strip = document.querySelector<HTMLElement>("[data-shots]");
  if (strip === null) return;
  const observer = new IntersectionObserver(markSeen, { root: strip, threshold: NEAR });
  for (const shot of strip.children) observer.observe(shot);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey) return;
    const thumb = event.target.closest<HTMLAnchorElement>("a[data-thumb]");
    const shot = event.target.closest<HTMLAnchorElement>("a[data-zoom]");
    if (thumb !== null) {
      event.preventDefault();
      const goal = document.getElementById(thumb.hash.slice(1));
      if (goal !== null) strip.scrollTo({ left: goal.offsetLeft });
    } else if (shot !== null && openZoom(shot)) {
      event.preventDefault();
    }
  });
}

/** Shows a variant's own pictures, then those that all share; every one where it has none. */
export function showPictures(own: readonly string[]): void {
  const strip = document.querySelector<HTMLElement>("[data-shots]");
  const parts = [...document.querySelectorAll<HTMLElement>("[data-shot]")];
  const place = ({ dataset: { shot = "" } }: HTMLElement) =>
    Number(shot) - (own.includes(shot) ? parts.length : 0);
  for (const part of parts.sort((a, b) => place(a) - place(b))) {
    part.hidden = own[0] !== undefined && place(part) >= 0 && part.dataset.shared === undefined;
    part.parentElement?.append(part);
  }
  strip?.scrollTo({ left: 0, behavior: "instant" });
}

function markSeen(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    for (const thumb of document.querySelectorAll("a[data-thumb]")) {
      if (thumb.getAttribute("href") === `#${target.id}`) thumb.ariaCurrent = "true";
      else thumb.ariaCurrent = null;
    }
  }
}

function openZoom(shot: HTMLAnchorElement): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("#zoom");
  const picture = dialog?.querySelector("img");
  const small = shot.querySelector("img");
  if (!dialog || !picture || !small) return false;
  picture.src = shot.href;
  picture.alt = small.alt;
  dialog.showModal();
  return true;
}
