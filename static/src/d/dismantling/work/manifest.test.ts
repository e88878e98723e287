import { describe, expect, it } from "vitest";
import { countOf, monthOf } from "./checks";
import { crosses, daysLeft, differing, numberFault, prefixOf } from "./manifest";

describe("a manifest number", () => {
  it("begins with year, province and city of the plant", () => {
    expect(prefixOf("371502", 2026)).toBe("20263715");
    expect(numberFault("20263715000001", "371502", 2026)).toBeNull();
    expect(numberFault(" 2026 3715 000001 ", "371502", 2026)).toBeNull();
    expect(numberFault("２０２６３７１５０００００１", "371502", 2026)).toBeNull();
  });
  it("is told apart by what is wrong with it", () => {
    expect(numberFault("2026371500001", "371502", 2026)).toBe("length");
    expect(numberFault("20263715ABCDEF", "371502", 2026)).toBe("length");
    expect(numberFault("20253715000001", "371502", 2026)).toBe("prefix");
    expect(numberFault("20263714000001", "371502", 2026)).toBe("prefix");
  });
});

describe("the clock and the weights of a transfer", () => {
  it("counts days to the last one, and beyond it", () => {
    expect(daysLeft("2026-11-27", "2026-11-20")).toBe(7);
    expect(daysLeft("2026-11-20", "2026-11-20")).toBe(0);
    expect(daysLeft("2026-11-30", "2026-12-01")).toBe(-1);
    expect(daysLeft(null, "2026-12-01")).toBeNull();
  });
  it("needs an approval across provinces alone", () => {
    expect(crosses("370100", "371502")).toBe(false);
    expect(crosses("410100", "371502")).toBe(true);
    expect(crosses("", "371502")).toBe(false);
  });
  it("differs where more is off than the tolerance allows", () => {
    const lines = [{ seq: 1, mass_g: 1_000 }, { seq: 2, mass_g: 500 }];
    expect(differing(lines, new Map([[1, 980], [2, 510]]), 20)).toEqual([]);
    expect(differing(lines, new Map([[1, 979], [2, 511]]), 20)).toEqual([1, 2]);
  });
});

describe("counting", () => {
  it("takes whole numbers alone", () => {
    expect(countOf("12")).toBe(12);
    expect(countOf("１２")).toBe(12);
    for (const text of ["", "1.5", "-1", "x"]) expect(countOf(text)).toBeNull();
  });
  it("begins a month on its first day", () => expect(monthOf("2026-11-21")).toBe("2026-11-01"));
});
