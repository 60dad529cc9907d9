/** Many people, few units: everybody clicks at the same moment. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { ADDRESS, CARDS } from "../purchase.ts";
import { Chance } from "../simulation/random.ts";
import { Client, STARING } from "./client.ts";
import { payWith } from "./provider.ts";
import { Record } from "./record.ts";
import { pause, type ShopProcess } from "./shop-process.ts";

const CONFIRM_MS_MAX = 400_000;
const TROUBLES_SHOWN = 5;
const LOOK_MS = 250;

/** How a rush ended. */
export interface RushOutcome {
  readonly buyers: number;
  readonly units: number;
  /** Units allocated to paid orders. */
  readonly sold: number;
  /** Orders that their buyers read as completed. */
  readonly completed: number;
  /** Buyers that were told that it is gone. */
  readonly refused: number;
  /** Buyers who got no answer, or one that makes no sense. */
  readonly unanswered: number;
  /** Why, in the words of some. */
  readonly troubles: readonly string[];
  /** Still available, or held, afterwards. */
  readonly left: number;
  readonly ms: number;
}

/** Lets so many buyers try to get one unit each of so many. */
export async function rush(
  shop: ShopProcess,
  plan: { readonly seed: number; readonly buyers: number; readonly units: number },
): Promise<RushOutcome> {
  const startedAt = Date.now();
  const { buyers, units } = plan;
  const [ware] = (await shop.door.ask("wares", { count: 9 })).slice(-1);
  if (ware === undefined) throw new Error("The shop sells nothing");
  const { itemId, variantId } = ware;
  await shop.door.ask("leave", { itemId, key: `rush:${buyers}:${units}:${plan.seed}`, units });
  const [before] = await shop.door.askEach("audits", [itemId]);
  const record = new Record();
  const people = Array.from({ length: buyers }, (_, at) => {
    const chance = new Chance(plan.seed, `rush ${at}`);
    return new Client({ origin: shop.origin, record, chance, patience: STARING });
  });
  const ready = await Promise.all(people.map((client) => prepare(client, variantId)));
  const answers = await Promise.all(people.map((client, at) => buy(client, ready[at]!)));
  const [after] = await shop.door.askEach("audits", [itemId]);
  const count = (wanted: Bought) => answers.filter((answer) => answer === wanted).length;
  const troubles = answers.flatMap((answer) => (typeof answer === "string" ? [] : answer.trouble));
  return {
    buyers,
    units,
    sold: (after?.level.allocated ?? 0) - (before?.level.allocated ?? 0),
    completed: count("completed"),
    refused: count("refused"),
    unanswered: troubles.length,
    troubles: [...new Set(troubles)].slice(0, TROUBLES_SHOWN),
    left: (after?.level.available ?? 0) + (after?.level.held ?? 0),
    ms: Date.now() - startedAt,
  };
}

type Prepared = CheckoutView | "refused" | { readonly trouble: string };
type Bought = "completed" | "refused" | { readonly trouble: string };

/** Up to the click on "Pay". */
async function prepare(client: Client, variantId: string): Promise<Prepared> {
  try {
    const json = { variantId, quantity: 1 };
    const added = await client.command("POST", "/api/cart/lines", { json });
    if (added.status === 409) return "refused";
    const opened = await client.command<CheckoutView>("POST", "/api/checkouts", { json: {} });
    if (opened.status === 409) return "refused";
    if (opened.status !== 201) return strange(opened);
    const filled = await client.command<CheckoutView>("PATCH", `/api/checkouts/${opened.body.id}`, {
      json: { email: "rush@example.com", address: ADDRESS, shippingMethod: "standard" },
    });
    return filled.status === 200 ? filled.body : strange(filled);
  } catch (error) {
    return { trouble: String(error) };
  }
}

async function buy(client: Client, checkout: Prepared): Promise<Bought> {
  if (checkout === "refused" || "trouble" in checkout) return checkout;
  try {
    const path = `/api/checkouts/${checkout.id}`;
    const json = { quote: checkout.quote?.token };
    const placed = await client.command<CheckoutView>("POST", `${path}/complete`, { json });
    if (placed.status === 409) return "refused";
    if (placed.status !== 200) return strange(placed);
    const deadline = Date.now() + CONFIRM_MS_MAX;
    let { body: view } = placed;
    let isPaid = false;
    while (view.status !== "completed" && Date.now() < deadline) {
      if (!isPaid && view.payment != null) {
        await payWith(client, view, CARDS.good);
        isPaid = true;
      }
      await pause(LOOK_MS);
      view = (await client.read<CheckoutView>(path)).body;
      // What ended in the dark for a while may also end as sold out.
      if (view.status === "ready_for_complete" && view.notice?.reason === "sold_out") {
        return "refused";
      }
    }
    return view.status === "completed" ? "completed" : { trouble: `stays ${view.status}` };
  } catch (error) {
    return { trouble: String(error) };
  }
}

function strange({ status, body }: { status: number; body: unknown }): { trouble: string } {
  return { trouble: `${status} ${JSON.stringify(body)}`.slice(0, 200) };
}
