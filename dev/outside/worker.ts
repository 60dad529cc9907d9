/**
 * What kiosk-core reaches outside the shop on a developer's machine: a feed of exchange rates, the
 * carrier stand-in, and the Stripe stand-in, which refuses everything that is not Stripe's.
 */
import type { Env } from "./env.gen.ts";

const RATES_HOST = "rates.example";
const CARRIER_HOST = "api.goshippo.com";
/** Of one euro; the same as those that the demo begins with. */
const RATES = { USD: 1.1253, JPY: 163.42, KWD: 0.3457 };

export default {
  fetch(request, env) {
    const url = new URL(request.url);
    if (url.hostname === CARRIER_HOST) return env.CARRIER.fetch(request);
    return url.hostname === RATES_HOST ? Response.json(ratesOf(url)) : env.STRIPE.fetch(request);
  },
} satisfies ExportedHandler<Env>;

/** The demo's rates as of today; the address may name a date or rates of its own: `?KWD=0.4`. */
function ratesOf({ searchParams }: URL) {
  const { date = new Date().toISOString().slice(0, 10), ...own } = Object.fromEntries(searchParams);
  const rates = Object.entries({ ...RATES, ...own });
  return {
    amount: 1,
    base: "EUR",
    date,
    rates: Object.fromEntries(rates.map(([code, rate]) => [code, Number(rate)])),
  };
}
