import { describe, expect, it } from "vitest";
import { edgeKey } from "./edge.ts";

describe("edgeKey()", () => {
  it.each([
    ["/", "/"],
    ["/usd", "/usd"],
    ["/de", "/de"],
    ["/de/jpy/p/mug", "/de/jpy/p/mug"],
    ["/?utm_source=x", "/"],
    ["/p/mug?gclid=1&variant=var_1", "/p/mug?variant=var_1"],
    ["/p/mug?variant=", "/p/mug"],
    ["/p/mug?option1=M&option0=Red", "/p/mug?option0=Red&option1=M"],
    ["/c/table?sort=newest&brand=b&brand=a&x=1", "/c/table?brand=a&brand=b&sort=newest"],
    ["/c/table?attr.width=10-20&option.size=M&price=", "/c/table?attr.width=10-20&option.size=M"],
    ["/fr/search?q=a%20b", "/fr/search?q=a+b"],
    ["/api/products", "/api/products"],
    ["/api/products?sort=newest&currency=USD", "/api/products?currency=USD&sort=newest"],
    ["/api/products/mug/related?locale=de", "/api/products/mug/related?locale=de"],
    // The API refuses what it does not know: the refusal must not become the answer of another.
    ["/api/products?utm_source=x", "/api/products?utm_source=x"],
    ["/api/search/suggest?q=mu", "/api/search/suggest?q=mu"],
  ])("%s is %s", (target, key) => {
    expect(edgeKey(target)).toBe(key);
    expect(edgeKey(key)).toBe(key);
  });

  it.each([
    "/cart",
    "/cart?variant=1",
    "/checkout/ord_1",
    "/orders/ord_1?token=x",
    "/api/cart",
    "/api/health",
    "/api/orders/ord_1",
    "/api/productsx",
    "/admin/api/products",
    "/media/x.svg",
    "/p/Mug",
    "/p/mug%2fx",
    "/p/mug/x",
    "/p/mug;x.css",
    "/p/../cart",
    "/xx/p/mug",
    "//p/mug",
    "/usd/",
    "/.edge/v1/p/mug",
  ])("%s is nobody's", (target) => {
    expect(edgeKey(target)).toBeNull();
  });
});
