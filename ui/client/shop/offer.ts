/** Offers the page in the browser's own language, once; it is never changed unasked. */

const KEY = "kiosk_offer";

/** Shows the offer that fits, unless it was turned down. */
export function enhanceOffer(): void {
  const here = document.documentElement.lang;
  const spoken = navigator.languages.map((language) => language.slice(0, 2));
  if (spoken.includes(here) || isSeen()) return;
  const offers = [...document.querySelectorAll<HTMLElement>("[data-offer]")];
  const [offer] = spoken.flatMap(
    (language) => offers.find((each) => each.dataset.offer === language) ?? [],
  );
  if (offer === undefined) return;
  offer.hidden = false;
  offer.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("button, a")) return;
    offer.hidden = true;
    try {
      localStorage.setItem(KEY, "seen");
    } catch {
      // It is offered again on the next page.
    }
  });
}

function isSeen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
