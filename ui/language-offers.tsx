/** An offer to read on in another language, for the script to show where the browser speaks it. */
import { LOCALES } from "../domain/locale.ts";
import { Icon } from "./icon.tsx";
import type { ShopFrame } from "./shop-frame.ts";
import { wordsIn } from "./words/words.ts";

/** One offer for each other language, in that language; nobody is led there unasked. */
export function LanguageOffers({ frame }: { frame: ShopFrame }) {
  const { inPlace, locale: here, currency } = frame;
  if (inPlace === null) return null;
  return (
    <>
      {LOCALES.filter((locale) => locale !== here).map((locale) => {
        const { shell } = wordsIn(locale);
        return (
          <aside class="offer" lang={locale} aria-label={shell.language} data-offer={locale} hidden>
            <p>
              {shell.offer}{" "}
              <a href={inPlace({ locale, currency })} hreflang={locale}>
                {shell.offerGo}
              </a>
            </p>
            <button type="button" class="icon-button" aria-label={shell.close}>
              <Icon name="close" size={18} />
            </button>
          </aside>
        );
      })}
    </>
  );
}
