/** The way from the shop's door to a page. */
import type { Place } from "../domain/place.ts";
import { links } from "../http/links.ts";
import { wordsIn } from "./words/words.ts";

/** One step of the way. */
export interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** The way as links, from the shop's door on; the page itself last and without one. */
export function Breadcrumbs(props: { trail: readonly Crumb[]; here: string; place: Place }) {
  const { trail, here, place } = props;
  const { shell } = wordsIn(place.locale);
  return (
    <nav class="crumbs" aria-label={shell.breadcrumb}>
      <ol>
        {[{ href: links.home(place), label: shell.home }, ...trail].map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
