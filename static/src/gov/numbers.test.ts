import { describe, expect, it } from "vitest";
import { readNumber, typed, typedUnit } from "./numbers";

describe("reference numbers", () => {
  it.each([["48.25", "g", 48250], ["0.59", "g", 590], ["5", "permille", 50], ["5.5", "permille", 55], ["5.55", "permille", null], ["1760", "GWP100", 1760], ["1.5", "GWP100", null], ["", "g", null], ["-1", "g", null], ["1e3", "g", null]])("reads %s in %s", (text, unit, value) => {
    expect(readNumber(text, unit)).toBe(value);
  });
  it("writes a number as it is typed", () => {
    expect([typed(48250, "g"), typed(55, "permille"), typed(1760, "GWP100"), typed(null, "g"), typed(true, "flag")]).toEqual(["48.25", "5.5", "1760", "", ""]);
    expect([typedUnit("g"), typedUnit("permille"), typedUnit("GWP100")]).toEqual(["kg", "%", "GWP100"]);
  });
});
