import { describe, expect, it } from "vitest";
import { breaks, classOf, CLASSES, LIGHT, lines, treemap } from "./pictures";

describe("classes of a treemap", () => {
  it.each([
    [[150, 60, 40], [30, 60, 90, 120, 150]],
    [[7], [2, 4, 6, 8, 10]],
    [[1, 0], [1, 2, 3, 4, 5]],
    [[9_870_000], [2_000_000, 4_000_000, 6_000_000, 8_000_000, 10_000_000]],
  ])("%j end at round numbers", (values, expected) => {
    expect(breaks(values)).toEqual(expected);
    for (const value of values) expect(value <= breaks(values).at(-1)!).toBe(true);
  });

  it("hold every value", () => {
    const bounds = breaks([100]);
    expect([0, 20, 21, 100, 999].map((value) => classOf(value, bounds))).toEqual([0, 0, 1, 4, CLASSES.length - 1]);
  });
});

it("leaves out places without anything, and keeps their tooltips inside the canvas", () => {
  const option = treemap([{ code: "371502", name: "东昌府区", value: 3 }, { code: "371503", name: "茌平区", value: 0 }, { code: "371521", name: "阳谷县", value: null }], "unit", LIGHT, 1);
  expect((option.series as { data: unknown[] }[])[0]!.data).toHaveLength(1);
  expect(option.tooltip).toMatchObject({ renderMode: "richText" });
  expect(lines(["a"], [{ name: "x", unit: "unit", values: [1] }], false, 1).tooltip).toMatchObject({ renderMode: "richText" });
});
