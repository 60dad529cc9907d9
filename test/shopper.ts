/** A browser without a screen: requests with a cookie jar of their own. */

const REDIRECTS_MAX = 10;

/** A request as a test writes it; `json` becomes the body and `form` a form's fields. */
export interface ShopperInit extends Omit<RequestInit, "redirect"> {
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** One shopper. Cookies are kept between requests; redirects are followed only by `open`. */
export class Shopper {
  readonly origin: string;
  readonly cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  /** One request, its redirect unfollowed. */
  async fetch(target: string, { json, form, ...init }: ShopperInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set("cookie", this.#cookieHeader());
    if (init.method !== undefined && init.method !== "GET" && !headers.has("origin")) {
      headers.set("origin", this.origin);
    }
    if (json !== undefined && !headers.has("content-type")) {
      headers.set("content-type", "application/json");
    }
    const body =
      json !== undefined ? JSON.stringify(json) : form ? new URLSearchParams(form) : init.body;
    const response = await fetch(new URL(target, this.origin), {
      ...init,
      headers,
      redirect: "manual",
      ...(body === undefined || body === null ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** A request as a person makes it: redirects are followed, and the last page is the answer. */
  async open(target: string, init: ShopperInit = {}): Promise<Response> {
    let response = await this.fetch(target, init);
    for (let count = 0; count < REDIRECTS_MAX; count++) {
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || location === null) return response;
      await response.body?.cancel();
      response = await this.fetch(new URL(location, response.url).href);
    }
    throw new Error(`More than ${REDIRECTS_MAX} redirects from ${target}`);
  }

  /** The parsed JSON of one request. */
  async json<Body>(target: string, init: ShopperInit = {}): Promise<Body> {
    const response = await this.fetch(target, init);
    return (await response.json()) as Body;
  }

  #cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const [name = "", ...value] = pair.split("=");
    const gone = attributes.some((attribute) =>
      /^\s*max-age\s*=\s*(?:0|-\d+)\s*$/i.test(attribute),
    );
    if (gone) this.cookies.delete(name.trim());
    else this.cookies.set(name.trim(), value.join("=").trim());
  }
}
