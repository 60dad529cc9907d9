/** Room for the products that this browser looked at lately; the script fills it, or nobody sees it. */
import type { Place } from "../../domain/place.ts";
import { links } from "../../http/links.ts";
import { wordsIn } from "../../ui/words/words.ts";

/** The shelf, hidden until there is something to put on it. */
export function RecentShelf({ place }: { place: Place }) {
  return (
    <section
      class="section"
      aria-labelledby="recent-title"
      data-recent={links.product("", place)}
      hidden
    >
      <div class="section-head">
        <h2 id="recent-title">{wordsIn(place.locale).product.recent}</h2>
      </div>
      <ul class="shelf" />
    </section>
  );
}
