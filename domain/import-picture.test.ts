import { describe, expect, it } from "vitest";
import { pictureSource, publicUrl } from "./import-picture.ts";

const SHOP = { picturesFrom: null, shopOrigin: "https://shop.example" };

describe("publicUrl()", () => {
  it.each(["https://cdn.shop.net/a.jpg", "https://cdn.shop.net/a%20b.jpg?v=1", "https://ü.net/x"])(
    "takes %s",
    (url) => {
      expect(publicUrl(url)).toBe(new URL(url).href);
    },
  );

  it.each([
    "http://cdn.shop.net/a.jpg",
    "ftp://cdn.shop.net/a.jpg",
    "file:///etc/passwd",
    "data:image/png;base64,AA",
    "https://localhost/a",
    "https://shop.localhost/a",
    "https://intranet/a",
    "https://printer.local/a",
    "https://metadata.google.internal/a",
    "https://127.0.0.1/a",
    "https://2130706433/a",
    "https://0x7f.1/a",
    "https://0177.0.0.1/a",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/a",
    "https://[::ffff:127.0.0.1]/a",
    "https://10.0.0.1./a",
    "https://cdn.shop.net:8443/a",
    "https://user@cdn.shop.net/a",
    "https://user:secret@cdn.shop.net/a",
    "//cdn.shop.net/a",
    "cdn.shop.net/a",
    `https://cdn.shop.net/${"x".repeat(3_000)}`,
    "",
  ])("refuses %s", (url) => {
    expect(publicUrl(url)).toBeNull();
  });
});

describe("pictureSource()", () => {
  it("knows the shop's own pictures by their key", () => {
    expect(pictureSource("https://shop.example/media/a/b%20c.jpg", SHOP)).toBeNull();
    expect(pictureSource("https://shop.example/media/demo/b.svg?v=1", SHOP)).toEqual({
      url: null,
      key: "demo/b.svg",
    });
  });

  it("finds relative ones where the caller says that they are", () => {
    expect(pictureSource("a.jpg", SHOP)).toBeNull();
    const from = { ...SHOP, picturesFrom: "https://old.shop.net/media/" };
    expect(pictureSource("a.jpg", from)?.url).toBe("https://old.shop.net/media/a.jpg");
  });
});
