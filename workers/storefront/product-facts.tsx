/** What a product is made of, how large it is, where it belongs: its attributes as a table. */
import type { Child } from "hono/jsx";
import type { Attribute, AttributeValue, Product, Variant } from "../../contracts/catalog.ts";
import { LOCALES, type Locale } from "../../domain/locale.ts";
import type { Place } from "../../domain/place.ts";
import { links } from "../../http/links.ts";
import { Swatch } from "../../ui/swatch.tsx";
import { wordsIn } from "../../ui/words/words.ts";

/** @returns whether there is anything to tell */
export function hasFacts(product: Product, { sku }: Variant): boolean {
  const { attributes, brand, productType, collections } = product;
  const isPlain = attributes.length === 0 && brand === null && productType === null;
  return !isPlain || collections.length > 0 || sku !== "";
}

/** The table's rows: the attributes, then brand, kind and collections. */
export function ProductFacts(props: { product: Product; chosen: Variant; place: Place }) {
  const { product, chosen, place } = props;
  const { product: words } = wordsIn(place.locale);
  const { attributes, brand, productType, collections } = product;
  return (
    <table class="facts">
      <tbody>
        {attributes.map((attribute) => (
          <Fact label={attribute.label}>
            <AttributeValues attribute={attribute} place={place} />
          </Fact>
        ))}
        {brand !== null && (
          <Fact label={words.brand}>
            <a href={links.brand(brand.handle, place)}>{brand.title}</a>
          </Fact>
        )}
        {productType !== null && <Fact label={words.productType}>{productType.title}</Fact>}
        {collections.length > 0 && (
          <Fact label={words.partOf}>
            {listed(
              collections.map(({ handle, title }) => (
                <a href={links.collection(handle, place)}>{title}</a>
              )),
            )}
          </Fact>
        )}
        {chosen.sku !== "" && <Fact label={words.code}>{chosen.sku}</Fact>}
      </tbody>
    </table>
  );
}

function Fact({ label, children }: { label: string; children?: Child }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{children}</td>
    </tr>
  );
}

function AttributeValues({ attribute, place }: { attribute: Attribute; place: Place }) {
  const { kind, values, unit } = attribute;
  if (values.some(({ colour }) => colour !== null)) return <SwatchValues values={values} />;
  return (
    <>
      {listed(values.map((value) => spelled(kind, value, place)))}
      {unit !== null && ` ${unit}`}
    </>
  );
}

function spelled(kind: Attribute["kind"], given: AttributeValue, place: Place): Child {
  const { value, text, link } = given;
  const { locale } = place;
  const { product: words } = wordsIn(locale);
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return value.toLocaleString(locale);
  if (kind === "date") return <time datetime={text}>{dateText(text, locale)}</time>;
  return link === null ? text : <a href={addressOf(link, place)}>{text}</a>;
}

function SwatchValues({ values }: { values: readonly AttributeValue[] }) {
  return (
    <ul class="swatch-values">
      {values.map(({ colour, text }) => (
        <li>
          {colour !== null && <Swatch colour={colour} />}
          {text}
        </li>
      ))}
    </ul>
  );
}

/** A day as people write it; what is no day stays as it is. */
/** Made once: a formatter costs more than the rest of a page's facts. */
const DAYS = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }),
  ]),
) as Record<Locale, Intl.DateTimeFormat>;

function dateText(text: string, locale: Locale): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return text;
  return DAYS[locale].format(day);
}

function addressOf(link: NonNullable<AttributeValue["link"]>, place: Place): string {
  return links[link.kind](link.handle, place);
}

function listed(parts: readonly Child[]): Child[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [", ", part]));
}
