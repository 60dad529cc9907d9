import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { shipment, shipmentRequest } from "../dev/carrier/shipment.ts";
import type { CarrierQuestion } from "../domain/carrier-rates.ts";
import { CARRIER_TIMEOUT_MS, forgetCarriers } from "./carrier.ts";
import { shippo } from "./shippo.ts";

const KEY = "shippo_test_abc";
const MILL = {
  line1: "Mill Lane 3",
  line2: "",
  city: "Lüneburg",
  region: "",
  postalCode: "21335",
  country: "DE",
};
const NEW_YORK = {
  line1: "1 Main St",
  line2: "",
  city: "New York",
  region: "NY",
  postalCode: "10001",
  country: "US",
};
const PARCEL = { from: MILL, grams: 1500, longestMm: 420 };
const QUESTION: CarrierQuestion = { to: NEW_YORK, parcels: [PARCEL], currency: "USD" };

type Answer = (call: number) => Promise<Response> | Response;

/** The carrier, as the stand-in answers: strict about what it is asked. */
function answering(answer: Answer = () => Response.json({}, { status: 500 })) {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    expect(url).toBe("https://api.goshippo.com/shipments/");
    expect(new Headers(init.headers).get("Authorization")).toBe(`ShippoToken ${KEY}`);
    asked.push(JSON.parse(String(init.body)));
    return answer(asked.length);
  });
  return asked;
}

function standIn() {
  const asked = answering(() =>
    Response.json(shipment(shipmentRequest.parse(asked.at(-1))), { status: 201 }),
  );
  return asked;
}

function rates(parts: Partial<CarrierQuestion> = {}, key = KEY) {
  return shippo(key).carrierRates({ ...QUESTION, ...parts });
}

beforeEach(() => forgetCarriers());
afterEach(() => vi.unstubAllGlobals());

describe("shippo()", () => {
  it("asks in Shippo's words, and tells nobody's name", async () => {
    const asked = standIn();
    expect(await rates()).toEqual({
      outcome: "told",
      isElsewhere: false,
      offers: [
        { service: "usps_ground_advantage", minor: 895 + 210 },
        { service: "usps_priority", minor: 1240 + 330 },
        { service: "dhl_express_worldwide", minor: 2890 + 620 },
        { service: "ups_next_day_air", minor: 4615 + 900 },
      ],
    });
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(asked)).not.toContain("name");
  });

  it("sums a service over all parcels, each from its own place", async () => {
    const asked = standIn();
    const answer = await rates({ parcels: [PARCEL, { ...PARCEL, grams: 0 }] });
    expect(answer).toMatchObject({ offers: [{ minor: 895 + 210 + 895 }, {}, {}, {}] });
    expect(asked).toHaveLength(2);
  });

  it("takes the amount that Shippo converted, or says that there is none in the currency", async () => {
    standIn();
    const to = { ...NEW_YORK, country: "FR" };
    expect(await rates({ to, currency: "EUR" })).toMatchObject({
      offers: [{ minor: Math.round(1105 * 0.9) }, {}, {}, {}],
    });
    expect(await rates({ currency: "JPY" })).toEqual({
      outcome: "told",
      offers: [],
      isElsewhere: true,
    });
  });

  it("believes no price of nothing or less, and the others beside it", async () => {
    const rate = (token: string, amount: string) => ({
      amount,
      currency: "USD",
      servicelevel: { token },
    });
    const told = [rate("a", "0.00"), rate("b", "-5.00"), rate("c", "1e3"), rate("d", "7.50")];
    answering(() => Response.json({ status: "SUCCESS", rates: told }, { status: 201 }));
    expect(await rates()).toMatchObject({ offers: [{ service: "d", minor: 750 }] });
  });

  it("asks nobody without a key", async () => {
    const asked = answering();
    expect(await rates({}, "")).toEqual({ outcome: "not_set_up" });
    expect(asked).toEqual([]);
  });

  it("tries a failure of the carrier once more, and no third time", async () => {
    const asked = answering((call) =>
      call === 1
        ? Response.json({}, { status: 502 })
        : Response.json({ status: "SUCCESS", rates: [] }),
    );
    expect(await rates()).toMatchObject({ outcome: "told", offers: [] });
    const failing = answering();
    expect(await rates()).toEqual({ outcome: "away", code: "status_500" });
    expect([asked.length, failing.length]).toEqual([2, 2]);
  });

  it("does not repeat what the carrier refused", async () => {
    const asked = answering(() => Response.json({ detail: "Invalid token" }, { status: 401 }));
    expect(await rates()).toEqual({ outcome: "away", code: "status_401" });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["no JSON", () => new Response("<html>Welcome</html>")],
    ["another shape", () => Response.json({ status: "SUCCESS", rates: [{ amount: 5 }] })],
    ["a shipment that is not ready", () => Response.json({ status: "QUEUED", rates: [] })],
    ["a list", () => Response.json([])],
  ])("is away where it answers nonsense: %s", async (_, answer) => {
    answering(answer);
    expect(await rates()).toEqual({ outcome: "away", code: "nonsense" });
  });

  it("passes over an amount that is none", async () => {
    const rate = { amount: "gratis", currency: "USD", servicelevel: { token: "usps_priority" } };
    answering(() => Response.json({ status: "SUCCESS", rates: [rate] }));
    expect(await rates()).toMatchObject({ outcome: "told", offers: [] });
  });

  it("reads no answer without end", async () => {
    answering(() => new Response("a".repeat(600 * 1024)));
    expect(await rates()).toEqual({ outcome: "away", code: "too_long" });
  });

  it("waits for a few seconds and not longer", async () => {
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort(late()));
    vi.stubGlobal("fetch", async (_: string, { signal }: RequestInit) => signal?.throwIfAborted());
    expect(await rates()).toEqual({ outcome: "away", code: "timeout" });
    expect(timeout.mock.calls).toEqual([[CARRIER_TIMEOUT_MS], [CARRIER_TIMEOUT_MS]]);
    vi.restoreAllMocks();
  });

  it("is not asked for a while when it failed again and again", async () => {
    const asked = answering();
    for (let round = 0; round < 5; round += 1) await rates();
    expect(await rates()).toEqual({ outcome: "away", code: "circuit_open" });
    expect(asked).toHaveLength(10);
  });

  it("does not ask for a cart that comes from everywhere", async () => {
    const asked = answering();
    const parcels = Array.from({ length: 6 }, () => PARCEL);
    expect(await rates({ parcels })).toEqual({ outcome: "away", code: "too_many_parcels" });
    expect(asked).toEqual([]);
  });
});

function late(): DOMException {
  return new DOMException("Too late", "TimeoutError");
}
