import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { mediaFiles } from "./media.ts";

const KEY = "products/mug.svg";
const app = mediaFiles();
let etag = "";

async function ask(headers: Record<string, string> = {}, path = `/${KEY}`) {
  const answer = await app.request(path, { headers }, { MEDIA: env.MEDIA });
  return { answer, body: await answer.text() };
}

beforeAll(async () => {
  const httpMetadata = { contentType: "image/svg+xml" };
  etag = (await env.MEDIA.put(KEY, "<svg/>", { httpMetadata })).httpEtag;
});

describe("mediaFiles()", () => {
  it("sends a picture for good, sealed", async () => {
    const { answer, body } = await ask();
    expect([answer.status, body, answer.headers.get("ETag")]).toEqual([200, "<svg/>", etag]);
    expect(answer.headers.get("Cache-Control")).toContain("immutable");
    expect(answer.headers.get("Content-Security-Policy")).toContain("sandbox");
  });

  it("sends nothing to those who have it", async () => {
    for (const headers of [
      { "If-None-Match": etag },
      { "If-None-Match": `"x", ${etag}` },
      { "If-Modified-Since": new Date(Date.now() + 60_000).toUTCString() },
      { "If-Match": etag, "If-None-Match": etag },
    ]) {
      const { answer, body } = await ask(headers);
      expect([answer.status, body], JSON.stringify(headers)).toEqual([304, ""]);
      expect(answer.headers.get("Cache-Control")).toContain("immutable");
    }
  });

  it("refuses those who want another copy, and nobody keeps that", async () => {
    for (const headers of [
      { "If-Match": '"another"' },
      { "If-Unmodified-Since": new Date(0).toUTCString() },
    ]) {
      const { answer, body } = await ask(headers);
      expect([answer.status, body], JSON.stringify(headers)).toEqual([412, ""]);
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
    }
  });

  it("knows nothing of other keys", async () => {
    expect((await ask({}, "/products/nothing.svg")).answer.status).toBe(404);
  });
});
