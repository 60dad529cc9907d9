import { describe, expect, it } from "vitest";
import { homeOf } from "./caller.ts";

describe("homeOf()", () => {
  it("is an IPv4 address as it is", () => {
    expect(homeOf("192.0.2.7")).toBe("192.0.2.7");
  });

  it("is the first half of an IPv6 address, however its zeros are written", () => {
    for (const address of ["2001:db8::1", "2001:db8::2:3:4:5", "2001:0DB8:0:0:9:8:7:6"]) {
      expect(homeOf(address)).toBe("2001:db8:0:0");
    }
    expect(homeOf("2001:db8:1:2:3::4")).toBe("2001:db8:1:2");
    expect(homeOf("::1")).toBe("0:0:0:0");
  });
});
