/** The cart's page and commands: plain forms, which a script may ask to be answered with the drawer. */
import { Hono } from "hono";
import * as z from "zod";
import type { CartView } from "../../contracts/cart.ts";
import { currencySchema, idSchema } from "../../contracts/money.ts";
import { placeQuery } from "../../contracts/place.ts";
import { problemKind } from "../../contracts/problem.ts";
import { productByHandle } from "../../db/catalog.ts";
import { lineNames } from "../../db/line-names.ts";
import { promotionNames } from "../../db/promotion-names.ts";
import { openReader } from "../../db/statement.ts";
import { LINE_QUANTITY_MAX } from "../../domain/cart.ts";
import { parseId } from "../../domain/id.ts";
import { DEFAULT_LOCALE, type Locale } from "../../domain/locale.ts";
import type { Currency } from "../../domain/money.ts";
import { fail, type Result } from "../../domain/result.ts";
import {
  addCode,
  addToCart,
  type CartOutcome,
  changeCurrency,
  changeLine,
  dismissNotices,
  readCart,
  removeCode,
  undoRemoval,
} from "../../http/cart.ts";
import { type Command, readCommand } from "../../http/idempotency.ts";
import { links } from "../../http/links.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { shippingIn } from "../../http/shop-rules.ts";
import { parseForm } from "../../http/validate.ts";
import { priceText } from "../../ui/price.tsx";
import { chooseVariant } from "../../ui/variant-choice.ts";
import { wordsIn } from "../../ui/words/words.ts";
import { privatePage, type ShopContext, type ShopEnv } from "./answer.ts";
import { cartLocale, takeLocale } from "./cart-locale.ts";
import { CartDrawer, CartPage } from "./cart-page.tsx";
import { frameOf } from "./frame.ts";
import { offeredCurrency, refusalText } from "./refusal-text.ts";
import { categories as categoriesOf } from "./shelves.ts";

const SEE_OTHER = 303;
const quantity = z.coerce.number().int().min(0).max(LINE_QUANTITY_MAX);

/** The product's form; `option0`, `option1` … are what was chosen. */
const addForm = z.looseObject({
  product: z.string().max(120),
  ...placeQuery,
  currency: currencySchema,
  quantity: quantity.min(1).default(1),
});

/** A line's form: a step button says where `to`, the field says `quantity`. */
const changeForm = z.strictObject({ to: quantity.optional(), quantity });

/** One code more, or one less. */
const codesForm = z
  .strictObject({ add: z.string().max(60).optional(), remove: z.string().max(60).optional() })
  .refine(({ add, remove }) => (add === undefined) !== (remove === undefined));
const giftForm = z.strictObject({ variant: idSchema("variant") });
const currencyForm = z.strictObject({ currency: currencySchema });

/** Everything below /cart. */
export function cartPages(): Hono<ShopEnv> {
  const pages = new Hono<ShopEnv>();

  pages.get("/", async (c) => {
    const currency = currencySchema.safeParse(c.req.query("currency")).data;
    takeLocale(c, c.req.query("locale"));
    const cart = await readCart(c, currency);
    const isHere = currency === undefined || cart.currency === currency;
    if (isHere || isFromElsewhere(c)) return show(c, cart);
    // The shopper comes from pages in another currency: the cart follows.
    const command = await readCommand(c, { currency });
    return answer(c, command.ok ? await changeCurrency(c, command.value, currency) : command);
  });

  pages.post("/lines", async (c) => {
    const form = await parseForm(c, addForm);
    if (!form.ok) return refuse(c, form.problem);
    takeLocale(c, form.value.locale);
    const variant = await chosenVariant(c, form.value);
    if (!variant.ok) return refuse(c, variant.problem);
    return command(c, form.value, (key) =>
      addInCurrency(c, key, {
        variantId: variant.value.id,
        quantity: form.value.quantity,
        currency: form.value.currency,
      }),
    );
  });

  pages.post("/lines/:id", async (c) => {
    const lineId = parseId("line", c.req.param("id"));
    if (lineId === null) return refuse(c, { reason: "line_unknown" });
    const form = await parseForm(c, changeForm);
    if (!form.ok) return refuse(c, form.problem);
    const { to, quantity } = form.value;
    return command(c, form.value, (key) =>
      changeLine(c, key, { lineId, quantity: to ?? quantity }),
    );
  });

  pages.post("/codes", async (c) => {
    const form = await parseForm(c, codesForm);
    if (!form.ok) return refuse(c, form.problem);
    const { add, remove } = form.value;
    return command(c, form.value, (key) =>
      add === undefined ? removeCode(c, key, remove ?? "") : addCode(c, key, add),
    );
  });

  pages.post("/gifts", async (c) => {
    const form = await parseForm(c, giftForm);
    if (!form.ok) return refuse(c, form.problem);
    const { currency } = await readCart(c);
    return command(c, form.value, (key) =>
      addToCart(c, key, { variantId: form.value.variant, quantity: 1, currency }),
    );
  });

  pages.post("/undo", (c) => command(c, null, (key) => undoRemoval(c, key)));

  pages.post("/notices", (c) => command(c, null, (key) => dismissNotices(c, key)));

  pages.post("/currency", async (c) => {
    const form = await parseForm(c, currencyForm);
    if (!form.ok) return refuse(c, form.problem);
    return command(c, form.value, (key) => changeCurrency(c, key, form.value.currency));
  });

  return pages;
}

/** The variant that the product's form means. */
async function chosenVariant(c: ShopContext, form: z.output<typeof addForm>) {
  const db = openReader(c.env.CATALOG);
  const product = await productByHandle(db, form.product, form);
  const wanted = product?.optionNames.map((_, option) => String(form[`option${option}`] ?? ""));
  const variant = product && chooseVariant(product.variants, wanted ?? []);
  return variant
    ? ({ ok: true, value: variant } as const)
    : fail({ reason: "variant_unavailable" } as const);
}

/** Adds; a cart in another currency changes over first, under keys that follow from the command's. */
async function addInCurrency(
  c: ShopContext,
  { key, fingerprint }: Command,
  wanted: Parameters<typeof addToCart>[2] & { currency: Currency },
): Promise<CartOutcome> {
  const added = await addToCart(c, { key, fingerprint }, wanted);
  if (added.ok || added.problem.reason !== "currency_mismatch") return added;
  const changeKey = { key: `${key}:currency`, fingerprint };
  const changed = await changeCurrency(c, changeKey, wanted.currency);
  return changed.ok ? addToCart(c, { key: `${key}:again`, fingerprint }, wanted) : changed;
}

async function command(
  c: ShopContext,
  body: unknown,
  run: (command: Command) => Promise<CartOutcome>,
) {
  const key = await readCommand(c, body);
  return answer(c, key.ok ? await run(key.value) : key);
}

async function answer(c: ShopContext, outcome: Result<CartView, KnownProblem>) {
  if (!outcome.ok) return refuse(c, outcome.problem);
  return wantsDrawer(c) ? show(c, outcome.value) : c.redirect(links.cart(), SEE_OTHER);
}

/** The cart as it is, with the reason why it did not change. */
async function refuse(c: ShopContext, problem: KnownProblem) {
  return show(c, await readCart(c), problem);
}

async function show(c: ShopContext, kept: CartView, problem?: KnownProblem) {
  const locale = cartLocale(c);
  const isDrawer = wantsDrawer(c);
  const [cart, shipping, categories] = await Promise.all([
    inLanguage(c, kept, locale),
    shippingIn(c.env.CATALOG, kept.currency, Date.now()),
    isDrawer ? [] : categoriesOf(c.env, locale),
  ]);
  c.header("Vary", "X-Fragment");
  const status = problem === undefined ? 200 : problemKind(problem.reason).status;
  const refusal = problem && refusalText(problem, locale);
  const say = refusal ?? cartText(cart, locale);
  const offer = problem && offeredCurrency(problem);
  const content = { cart, shipping, locale, say, refusal, offer };
  if (isDrawer) return privatePage(c, <CartDrawer {...content} />, status);
  const place = { locale, currency: cart.currency };
  const shopName = c.env.SHOP_NAME;
  const frame = frameOf({ shopName, ...place, categories, inPlace: null });
  return privatePage(c, <CartPage frame={frame} {...content} />, status);
}

/** The cart's lines as their products' pages call them, and promotions as staff translated them. */
async function inLanguage(c: ShopContext, cart: CartView, locale: Locale): Promise<CartView> {
  if (locale === DEFAULT_LOCALE || cart.lines.length === 0) return cart;
  const ids = cart.lines.map(({ variantId }) => variantId);
  const db = openReader(c.env.CATALOG);
  const promotions = [...cart.discounts, ...cart.codes, ...cart.offers];
  const labels = [...new Set(promotions.flatMap(({ label }) => label ?? []))];
  const [names, called] = await Promise.all([
    lineNames(db, ids, locale),
    promotionNames(db, labels, locale),
  ]);
  const lines = cart.lines.map((line) => {
    const { title = null, variantTitle = line.variantTitle } = names.get(line.variantId) ?? {};
    return { ...line, title: title ?? line.title, variantTitle };
  });
  return {
    ...cart,
    lines,
    discounts: cart.discounts.map((of) => ({ ...of, label: called.get(of.label) ?? of.label })),
    codes: cart.codes.map((of) => renamed(of, called, locale)),
    offers: cart.offers.map((of) => renamed(of, called, locale)),
  };
}

/** Its sentence begins with its name, where it tells it. */
function renamed<Told extends { label: string | null; text: CartView["codes"][number]["text"] }>(
  told: Told,
  called: ReadonlyMap<string, string>,
  locale: Locale,
): Told {
  const { label, text } = told;
  const name = called.get(label ?? "");
  const said = text[locale] ?? "";
  if (label === null || name === undefined || !said.startsWith(label)) return told;
  return { ...told, text: { ...text, [locale]: `${name}${said.slice(label.length)}` } };
}

function cartText({ count, total }: CartView, locale: Locale): string {
  const { cart: words } = wordsIn(locale);
  return count === 0 ? words.sayEmpty : words.say(count, priceText(total, locale));
}

/** @returns whether another site sent the browser here: then looking must change nothing */
function isFromElsewhere(c: ShopContext): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  return site === "cross-site" || site === "same-site";
}

function wantsDrawer(c: ShopContext): boolean {
  return c.req.header("X-Fragment") === "cart";
}
