/** Failures as pages: one that helps the shopper on, or a static one where the shop itself is ill. */
import type { ProblemBody } from "../../contracts/problem.ts";
import { links, placeOf } from "../../http/links.ts";
import { ShopPage } from "../../ui/page.tsx";
import { ProblemContent } from "../../ui/problem-page.tsx";
import { privatePage, type ShopContext } from "./answer.ts";
import { frameOf } from "./frame.ts";
import { categories as categoriesOf } from "./shelves.ts";

const WORDS: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  not_found: {
    title: "This page is not here",
    text: "It may have moved, or what it showed is gone. These shelves are still full:",
  },
  gone: {
    title: "We no longer have this",
    text: "It was here once and will not come back. These shelves are still full:",
  },
};

/** Answers a failure to a person. */
export async function problemPage(c: ShopContext, body: ProblemBody): Promise<Response> {
  if (body.status >= 500) return staticPage(c, body.status);
  const place = placeOf(c.req.path);
  const categories = await categoriesOf(c.env, place.locale);
  const shopName = c.env.SHOP_NAME;
  const frame = frameOf({ shopName, ...place, categories, inPlace: links.home });
  const { title, text } = WORDS[body.code] ?? { title: body.title, text: body.detail ?? "" };
  const page = (
    <ShopPage frame={frame} title={title} isUnlisted>
      <ProblemContent title={title} text={text}>
        <nav class="chips" aria-label="Categories">
          {categories.map((category) => (
            <a class="chip" href={links.category(category.handle, place)}>
              {category.title}
            </a>
          ))}
        </nav>
      </ProblemContent>
    </ShopPage>
  );
  return privatePage(c, page, body.status);
}

/** Needs no database and no script. */
async function staticPage(c: ShopContext, status: number): Promise<Response> {
  const page = await c.env.ASSETS.fetch(new URL("/500", c.req.url));
  return privatePage(c, await page.text(), status);
}
