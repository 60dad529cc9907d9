import { describe, expect, it } from "vitest";
import { etagOf, taggedAnswer } from "./etag.ts";

const HEADERS = { "Content-Type": "text/plain", "Cache-Control": "public" };

function ask(ifNoneMatch?: string) {
  const headers = ifNoneMatch === undefined ? {} : { "If-None-Match": ifNoneMatch };
  return taggedAnswer(new Request("http://shop.example/", { headers }), "body", HEADERS);
}

describe("taggedAnswer()", () => {
  it("sends the body with its tag", async () => {
    const response = await ask();
    expect(response.headers.get("ETag")).toBe(await etagOf("body"));
    expect(await response.text()).toBe("body");
  });

  it("answers 304 to a caller that has it, by any way of saying so", async () => {
    const etag = await etagOf("body");
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
      const response = await ask(known);
      expect(response.status).toBe(304);
      expect(response.headers.get("Cache-Control")).toBe("public");
      expect(response.headers.get("ETag")).toBe(etag);
    }
    expect((await ask('"x"')).status).toBe(200);
  });
});
