/** Every collection of the shop. */
import type { Collection } from "../../contracts/catalog.ts";
import { Breadcrumbs } from "../../ui/breadcrumbs.tsx";
import { CollectionList } from "../../ui/collection-list.tsx";
import { ShopPage } from "../../ui/page.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";
import { wordsIn } from "../../ui/words/words.ts";

/** Everything that the page shows. */
export interface CollectionsPageProps {
  readonly frame: ShopFrame;
  readonly canonical: string;
  readonly collections: readonly Collection[];
}

/** The page of all collections. */
export function CollectionsPage({ frame, canonical, collections }: CollectionsPageProps) {
  const { listing: words } = wordsIn(frame.locale);
  const { allCollections: title, collectionsLead: lead } = words;
  return (
    <ShopPage frame={frame} title={title} description={lead} canonical={canonical}>
      <div class="wrap">
        <header class="category-head">
          <Breadcrumbs trail={[]} here={title} place={frame} />
          <h1>{title}</h1>
          <p class="lead">{lead}</p>
        </header>
        <CollectionList collections={collections} place={frame} heading="h2" />
      </div>
    </ShopPage>
  );
}
