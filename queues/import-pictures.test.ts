import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { csv, emptyShop, imported, number, openShop } from "./import-builders.ts";
import { fetchPictures } from "./import-pictures.ts";

beforeEach(async () => {
  await openShop();
  await emptyShop();
});

describe("fetchPictures()", () => {
  const PNG = Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 4,
    0, 0, 0, 3, 8, 6, 0, 0, 0,
  ]);
  const URL = "https://pictures.shop.net/mug.png";
  const fetching = (answer: (url: string) => Response, now = Date.now()) =>
    fetchPictures(env, { now, fetcher: async (url) => answer(url) });
  const state = () =>
    env.CATALOG.prepare("SELECT state, attempts, problem FROM import_pictures").first();

  it("stores what is a picture, once, and importing again changes nothing", async () => {
    const file = csv(`mug,Mug,,,1.00,,${URL}`);
    await imported(file, { takesStock: false });
    await fetching(() => new Response(PNG, { headers: { "content-type": "text/html" } }));
    const media = await env.CATALOG.prepare("SELECT key, width, height FROM media").first<{
      key: string;
    }>();
    expect(media).toMatchObject({ width: 4, height: 3 });
    expect((await env.MEDIA.head(media?.key ?? ""))?.httpMetadata?.contentType).toBe("image/png");
    expect(await fetching(() => new Response("never asked"))).toBe(0);
    const again = await imported(file, { takesStock: false });
    expect(again.job).toMatchObject({ unchangedCount: 1, changedCount: 0 });
    expect(await number("SELECT count(*) AS n FROM import_pictures")).toBe(1);
  });

  it("finds what lies in the shop's own bucket, and asks nobody", async () => {
    await env.MEDIA.put("demo/mug.svg", "<svg/>");
    const pictures = [
      { key: "demo/mug.svg", alt: "A mug", width: 1200, height: 900, variants: [["Sage"]] },
      { key: "demo/gone.svg", width: 1, height: 1 },
    ];
    const variants = [{ options: ["Sage"] }];
    const line = { type: "product", handle: "mug", title: "Mug", options: ["Colour"] };
    const file = JSON.stringify({ ...line, variants, pictures });
    await imported(file);
    await fetching(() => {
      throw new Error("Nobody is asked");
    });
    const { results } = await env.CATALOG.prepare(
      "SELECT key, alt, width, variant_id IS NOT NULL AS isOfVariant FROM media LEFT JOIN variant_media ON media_id = media.id",
    ).all();
    expect(results).toEqual([{ key: "demo/mug.svg", alt: "A mug", width: 1200, isOfVariant: 1 }]);
    const again = await imported(file);
    expect(again.job).toMatchObject({ unchangedCount: 1, changedCount: 0 });
  });

  it("tries again what is away, gives up what is none, and the product is there all the same", async () => {
    const { job } = await imported(csv(`mug,Mug,,,1.00,,${URL}`), { takesStock: false });
    const now = Date.now();
    await fetching(() => new Response("busy", { status: 502 }), now);
    expect(await state()).toMatchObject({
      state: "waiting",
      attempts: 1,
      problem: expect.stringContaining("502"),
    });
    expect(await fetching(() => new Response(PNG), now + 1_000)).toBe(0);
    await fetching(() => new Response("<svg onload=alert(1)>"), now + 24 * 60 * 60 * 1000);
    expect(await state()).toMatchObject({ state: "failed" });
    expect(await number("SELECT count(*) AS n FROM products")).toBe(1);
    const { results } = await env.CATALOG.prepare("SELECT 1").all();
    expect([results.length, job.state]).toEqual([1, "finished"]);
  });

  it.each([
    "http://pictures.shop.net/a.png",
    "https://127.0.0.1/a.png",
    "https://169.254.169.254/latest",
    "https://metadata.internal/x",
  ])("follows no redirect to %s", async (location) => {
    await imported(csv(`mug,Mug,,,1.00,,${URL}`), { takesStock: false });
    const asked: string[] = [];
    await fetching((url) => {
      asked.push(url);
      return new Response(null, { status: 302, headers: { location } });
    });
    expect(asked).toEqual([URL]);
    expect(await state()).toMatchObject({ state: "failed" });
  });

  it("reads no more than a picture may have", async () => {
    await imported(csv(`mug,Mug,,,1.00,,${URL}`), { takesStock: false });
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    await fetching(() => new Response(body));
    expect(await state()).toMatchObject({ state: "failed" });
    expect(sent).toBeLessThan(40);
  });
});
