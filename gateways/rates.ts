/** Providers of taxes and carriers as the checkout reaches them: over RPC, because the keys stay in the core. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Carrier, CarrierAnswer, CarrierQuestion } from "../domain/carrier-rates.ts";
import type { TaxAnswer, TaxProvider, TaxQuestion } from "../domain/tax-provider.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { ShortMemory } from "../runtime/short-memory.ts";
import { shippo } from "./shippo.ts";
import { questionKey, stripeTax } from "./stripe-tax.ts";

/** How long an answer about a place serves others, in milliseconds. */
const TAXES_KEPT_MS = 10 * 60 * 1000;
const TAXES_MAX = 1_000;

/** The carrier's key is a secret that may be missing; without it nobody is called. */
type Bindings = Env & { readonly CARRIER_API_KEY?: string };

/** Only what was told is kept: who was away is asked again at once. */
const told = new ShortMemory<TaxAnswer>({
  keepMs: TAXES_KEPT_MS,
  entriesMax: TAXES_MAX,
  isWorthKeeping: ({ outcome }) => outcome === "told",
});

let provider: { readonly key: string; readonly of: TaxProvider } | null = null;

/** One provider per isolate and key: building it costs more than a call. */
function providerOf({ STRIPE_SECRET_KEY: key }: Env): TaxProvider {
  if (provider?.key !== key) provider = { key, of: stripeTax(key) };
  return provider.of;
}

export class Rates extends WorkerEntrypoint<Bindings> implements TaxProvider, Carrier {
  async taxRates(question: TaxQuestion): Promise<TaxAnswer> {
    const key = questionKey(question);
    const answer = await told.recall(key, Date.now(), () =>
      providerOf(this.env).taxRates(question),
    );
    if (answer.outcome === "away") log.warn("tax.provider.away", { code: answer.code });
    return answer;
  }

  async carrierRates(question: CarrierQuestion): Promise<CarrierAnswer> {
    const answer = await shippo(this.env.CARRIER_API_KEY ?? "").carrierRates(question);
    if (answer.outcome === "away") log.warn("carrier.away", { code: answer.code });
    return answer;
  }
}
