/** The carrier stand-in: speaks as much of Shippo's API as the shop asks for. */
import * as z from "zod";
import { FAULTS } from "./carrier-desk.ts";
import type { Env } from "./env.gen.ts";
import { shipment, shipmentRequest } from "./shipment.ts";

export { CarrierDesk } from "./carrier-desk.ts";

const API_HOST = "api.goshippo.com";
const CONTROL = "/dev/carrier/control/faults";

const faultRequest = z.strictObject({
  kind: z.enum(FAULTS),
  times: z.int().min(1).max(1_000_000).default(1),
  /** How long a stalled call hangs. */
  delayMs: z.int().min(0).max(60_000).default(10_000),
});

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.hostname === API_HOST) return serve(request, env, url);
    if (url.pathname === CONTROL) return control(request, env);
    return new Response(null, { status: 404 });
  },
} satisfies ExportedHandler<Env>;

async function serve(request: Request, env: Env, { pathname }: URL): Promise<Response> {
  const desk = env.DESK.getByName("desk");
  const fault = await desk.take();
  switch (fault?.kind) {
    case "error_500":
      return Response.json({ detail: "Something went wrong" }, { status: 500 });
    case "stall":
      await scheduler.wait(fault.delayMs);
      return new Response("<html>504</html>", { status: 504 });
    case "nonsense":
      return Response.json({ status: "SUCCESS", rates: [{ amount: "free", servicelevel: 7 }] });
    case "not_json":
      return new Response("<html>Welcome</html>");
    case "too_long":
      return new Response(`"${"a".repeat(2 * 1024 * 1024)}"`);
    case "reset":
      throw new Error("Connection reset by the carrier stand-in");
  }
  if (request.method !== "POST" || pathname !== "/shipments/") {
    return Response.json({ detail: "Not found." }, { status: 404 });
  }
  if (!/^ShippoToken shippo_test_\w+$/.test(request.headers.get("authorization") ?? "")) {
    return Response.json({ detail: "Invalid token" }, { status: 401 });
  }
  const asked = shipmentRequest.safeParse(await request.json().catch(() => null));
  return asked.success
    ? Response.json(shipment(asked.data), { status: 201 })
    : Response.json({ detail: z.flattenError(asked.error) }, { status: 400 });
}

async function control(request: Request, env: Env): Promise<Response> {
  const desk = env.DESK.getByName("desk");
  if (request.method === "DELETE") {
    await desk.clear();
    return new Response(null, { status: 204 });
  }
  if (request.method === "GET") return Response.json(await desk.state());
  const asked = faultRequest.safeParse(await request.json().catch(() => null));
  if (!asked.success) {
    return Response.json({ error: z.prettifyError(asked.error) }, { status: 400 });
  }
  await desk.add(asked.data);
  return Response.json(asked.data, { status: 201 });
}
