import { describe, expect, it } from "vitest";
import { endOf, fenOf, networksOf, permilleOf } from "./input";

describe("amounts", () => {
  it.each([["12", 1200], ["12.5", 1250], ["0.05", 5], [" 1234567.89 ", 123456789], ["", null], ["-1", null], ["1.234", null], ["1e3", null], ["12345678", null]])("reads %s yuan", (text, fen) => {
    expect(fenOf(text)).toBe(fen);
  });
  it.each([["5", 50], ["5.5", 55], ["100", 1000], ["100.1", null], ["5.55", null], ["x", null]])("reads %s percent", (text, permille) => {
    expect(permilleOf(text)).toBe(permille);
  });
});

describe("days and networks", () => {
  it("ends a day in Beijing", () => expect([endOf("2026-11-21"), endOf("soon")]).toEqual(["2026-11-21T23:59:59+08:00", null]));
  it("takes networks however they are separated", () => expect(networksOf("10.0.0.0/8\n 192.0.2.1, 2001:db8::/32;")).toEqual(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32"]));
});
