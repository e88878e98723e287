import { describe, expect, it } from "vitest";
import { gramsOf, kilograms, net, signedGramsOf } from "./grams";

describe("weights as typed", () => {
  it.each([
    ["12.5", 12_500],
    ["0", 0],
    ["0.001", 1],
    [".5", 500],
    ["7.", 7_000],
    [" 52.3 kg ", 52_300],
    ["１２.５公斤", 12_500],
    ["12。5", 12_500],
    ["100000", 100_000_000],
    ["0.3", 300],
    ["1.005", 1_005],
  ])("reads %s as %i g", (text, grams) => expect(gramsOf(text)).toBe(grams));

  it.each(["", " ", ".", "-1", "+1", "1,5", "1.2345", "1e3", "abc", "12 5", "1234567", "NaN"])("takes %j for no weight", (text) => expect(gramsOf(text)).toBeNull());

  it("never loses a gram between field and server", () => {
    for (let grams = 0; grams < 100_000_000; grams += 99_991) expect(gramsOf(kilograms(grams))).toBe(grams);
  });

  it("knows the sign of a difference", () => {
    expect(signedGramsOf("-1.2")).toBe(-1_200);
    expect(signedGramsOf("−1.2")).toBe(-1_200);
    expect(signedGramsOf("+0.5")).toBe(500);
    expect(signedGramsOf("--1")).toBeNull();
  });

  it("has no net weight where the container weighs as much as the whole, or something is missing", () => {
    expect(net(21_300, 1_300)).toBe(20_000);
    expect(net(1_300, 1_300)).toBeNull();
    expect(net(1_000, 1_300)).toBeNull();
    expect(net(null, 0)).toBeNull();
    expect(net(5, null)).toBeNull();
  });
});
