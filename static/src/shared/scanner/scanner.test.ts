import { describe, expect, it } from "vitest";
import { Sight } from "./sight";
import { Burst } from "./wedge";

describe("a label in view", () => {
  it("is news once while it stays, and again after it had left", () => {
    const sight = new Sight();
    expect(sight.fresh(["A"], 0)).toEqual(["A"]);
    expect(sight.fresh(["A", "B"], 150)).toEqual(["B"]);
    expect(sight.fresh(["A"], 1_600)).toEqual([]);
    expect(sight.fresh(["A", "A"], 3_200)).toEqual(["A"]);
  });
});

describe("a scanner gun", () => {
  const type = (burst: Burst, text: string, pace: number, from = 0): string | null => [...text, "Enter"].reduce<string | null>((said, key, at) => burst.key(key, from + at * pace) ?? said, null);

  it("is heard when it types fast and ends with Enter", () => expect(type(new Burst(), "TG59KMBKC2J2J", 5)).toBe("TG59KMBKC2J2J"));
  it("is not confused with a person at the keyboard", () => expect(type(new Burst(), "TG59KMBKC2J2J", 200)).toBeNull());
  it("says nothing about short bursts and modifier keys", () => {
    expect(type(new Burst(), "abc", 5)).toBeNull();
    const burst = new Burst();
    burst.key("Shift", 0);
    expect(type(burst, "TG59KMBK", 5, 1)).toBe("TG59KMBK");
  });
  it("forgets what was typed before", () => {
    const burst = new Burst();
    burst.key("x", 0);
    expect(type(burst, "TG59KMBK", 5, 500)).toBe("TG59KMBK");
  });
});
