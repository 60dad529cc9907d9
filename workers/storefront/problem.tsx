/** Failures as pages: one that helps the shopper on, or a static one where the shop itself is ill. */
import type { Product } from "../../contracts/catalog.ts";
import type { ProblemBody } from "../../contracts/problem.ts";
import type { Locale } from "../../domain/locale.ts";
import type { Place } from "../../domain/place.ts";
import { links, placeOf } from "../../http/links.ts";
import { ShopPage } from "../../ui/page.tsx";
import { ProblemContent } from "../../ui/problem-page.tsx";
import { SearchForm } from "../../ui/search-form.tsx";
import { wordsIn } from "../../ui/words/words.ts";
import { privatePage, type ShopContext } from "./answer.ts";
import { frameOf } from "./frame.ts";
import { categories as categoriesOf } from "./shelves.ts";

const NOT_FOUND = 404;

/** What a shopper is told in the page's own language; other failures say what the registry says. */
function textsOf({ code, title, detail = "" }: ProblemBody, locale: Locale) {
  const { problem } = wordsIn(locale);
  if (code === "not_found") return { title: problem.notFound, text: problem.notFoundText };
  if (code === "gone") return { title: problem.gone, text: problem.goneText };
  return { title, text: detail };
}

/** Answers a failure to a person. */
export async function problemPage(c: ShopContext, body: ProblemBody): Promise<Response> {
  if (body.status >= 500) return staticPage(c, body.status);
  const place = placeOf(c.req.path);
  const categories = await categoriesOf(c.env, place.locale);
  const shopName = c.env.SHOP_NAME;
  const frame = frameOf({ shopName, ...place, categories, inPlace: links.home });
  const { title, text } = textsOf(body, place.locale);
  const words = wordsIn(place.locale);
  const page = (
    <ShopPage frame={frame} title={title} isUnlisted>
      <ProblemContent title={title} text={text}>
        <nav class="chips" aria-label={words.shell.categories}>
          {categories.map((category) => (
            <a class="chip" href={links.category(category.handle, place)}>
              {category.title}
            </a>
          ))}
        </nav>
        <p class="soft">{words.problem.search}</p>
        <SearchForm place={place} name="problem-search" />
      </ProblemContent>
    </ShopPage>
  );
  return privatePage(c, page, body.status);
}

/** Says that a product has no price in the page's currency, and where it has one. */
export async function notSoldPage(
  c: ShopContext,
  { handle, title }: Pick<Product, "handle" | "title">,
  { here, there }: { readonly here: Place; readonly there: Place },
): Promise<Response> {
  const categories = await categoriesOf(c.env, here.locale);
  const inPlace = (other: Place) => links.product(handle, other);
  const frame = frameOf({ shopName: c.env.SHOP_NAME, ...here, categories, inPlace });
  const { problem } = wordsIn(here.locale);
  const page = (
    <ShopPage frame={frame} title={title} isUnlisted>
      <ProblemContent title={title} text={problem.notSold(here.currency)}>
        <p>
          <a class="button primary" href={inPlace(there)}>
            {problem.seeIn(there.currency)}
          </a>
        </p>
      </ProblemContent>
    </ShopPage>
  );
  return privatePage(c, page, NOT_FOUND);
}

/** Needs no database and no script. */
async function staticPage(c: ShopContext, status: number): Promise<Response> {
  const page = await c.env.ASSETS.fetch(new URL("/500", c.req.url));
  return privatePage(c, await page.text(), status);
}
