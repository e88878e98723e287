import { describe, expect, it } from "vitest";
import { askedOf, grainOf, PERIODS, spanOf } from "./query";

describe("a named period", () => {
  it.each([
    ["today", "2026-03-02", "2026-03-02"],
    ["week", "2026-02-24", "2026-03-02"],
    ["month", "2026-03-01", "2026-03-02"],
    ["last_month", "2026-02-01", "2026-02-28"],
    ["quarter", "2025-12-03", "2026-03-02"],
    ["year", "2026-01-01", "2026-03-02"],
  ] as const)("%s runs from %s to %s", (name, from, to) => {
    expect(spanOf(name, "2026-03-02")).toEqual({ from, to });
  });

  it("never begins after its end", () => {
    for (const name of PERIODS) for (const day of ["2026-01-01", "2028-02-29", "2026-12-31"]) expect(spanOf(name, day).from <= spanOf(name, day).to).toBe(true);
  });
});

describe("a question", () => {
  it("compares with the period before unless told otherwise", () => {
    expect(askedOf({}).compare).toBe("previous");
    expect(askedOf({ compare: "year" }).compare).toBe("year");
    expect(askedOf({ compare: "none" }).compare).toBeUndefined();
  });

  it("takes own days, and ignores what is no day", () => {
    expect(askedOf({ period: "custom", from: "2026-01-05", to: "2026-01-09", compare: "none" })).toEqual({ from: "2026-01-05", to: "2026-01-09" });
    expect(askedOf({ period: "custom", from: "x", to: "2026-01-09" }).from).not.toBe("x");
  });

  it("chooses a grain that can be read", () => {
    expect(grainOf({ from: "2026-01-01", to: "2026-01-31" })).toBe("day");
    expect(grainOf({ from: "2026-01-01", to: "2026-04-30" })).toBe("week");
    expect(grainOf({ from: "2025-01-01", to: "2026-04-30" })).toBe("month");
  });
});
