import { describe, expect, it } from "vitest";
import { changeOf, doubts, gramsOf, weighed } from "./weight";

const fridge = { low: 20_000, high: 110_000 };

describe("a weight", () => {
  it.each([["52.3", 52_300], ["52.3 kg", 52_300], ["52.3公斤", 52_300], ["52。3", 52_300], [".5", 500], ["2000", 2_000_000]])("%s is %i g", (text, grams) => expect(gramsOf(text)).toBe(grams));
  it.each(["", "0", "2001", "1.2345", "TG59KMBKC2J2J", "-3"])("%s is none", (text) => expect(gramsOf(text)).toBeNull());
  it.each([["", "unfinished"], ["0.", "unfinished"], [".", "unfinished"], ["0", "zero"], ["0.000", "zero"], ["99999", "too_heavy"], ["50.1234", "decimals"], ["-3", "negative"], ["－３", "negative"], ["1e3", "number"], ["五十", "number"]])("%s is none: %s", (text, wrong) => expect(weighed(text)).toEqual({ grams: null, wrong }));
  it("is read whatever the width of its digits", () => expect(weighed("５０.５")).toEqual({ grams: 50_500, wrong: null }));

  it("is doubted against its category and against before", () => {
    expect(doubts(52_300, fridge, 50_000)).toEqual([]);
    expect(doubts(5_000, fridge, null)).toEqual(["low"]);
    expect(doubts(150_000, fridge, null)).toEqual(["high"]);
    expect(doubts(44_999, fridge, 50_000)).toEqual(["lighter"]);
    expect(doubts(1, null, null)).toEqual([]);
    expect(doubts(55_001, null, 50_000)).toEqual(["heavier"]);
  });
  it("may differ by a tenth", () => {
    expect(doubts(45_000, fridge, 50_000)).toEqual([]);
    expect(changeOf(45_000, 50_000)).toBe(-100);
  });
});
