import { describe, expect, test } from "vitest";
import type { Category } from "../../contracts/catalog.ts";
import { mintId } from "../../domain/id.ts";
import { trailTo } from "./frame.ts";

function category(handle: string, children: Category[] = []): Category {
  const id = mintId("category", 0, new Uint8Array(10));
  const seo = { title: handle, description: handle };
  return {
    id,
    handle,
    title: handle,
    description: "",
    seo,
    picture: null,
    productCount: 0,
    children,
  };
}

const roots = [category("light"), category("table", [category("cups"), category("bowls")])];

describe("trailTo()", () => {
  test("leads from the root to the category", () => {
    expect(trailTo(roots, "bowls")?.map(({ handle }) => handle)).toEqual(["table", "bowls"]);
    expect(trailTo(roots, "light")?.map(({ handle }) => handle)).toEqual(["light"]);
  });

  test("leads nowhere for an unknown handle", () => {
    expect(trailTo(roots, "attic")).toBeNull();
  });
});
