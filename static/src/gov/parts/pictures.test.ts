import { describe, expect, it } from "vitest";
import { breaks, choropleth, classOf, CLASSES, LIGHT, lines, treemap } from "./pictures";

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

describe("a licensed map", () => {
  const drawing = { type: "FeatureCollection" as const, features: [{ properties: { code: "371502", name: "东昌府区" } }, { properties: { code: "371581", name: "临清市" } }, { properties: { code: "", name: "" } }] };
  const option = choropleth({ code: "371500", drawing }, [{ code: "371502", name: "东昌府区", value: 40 }, { code: "371571", name: "开发区", value: 9 }], "unit", LIGHT, 1);
  const [series] = option.series as { data: { name: string; value: number; itemStyle?: { areaColor: string } }[]; roam: boolean; map: string }[];

  it("colours what has a number and leaves the rest alone", () => {
    expect(series!.data.map((one) => [one.name, one.value, one.itemStyle?.areaColor])).toEqual([["371502", 40, CLASSES[4].ground], ["371581", Number.NaN, undefined]]);
  });
  it("is shown whole and cannot be moved", () => expect([series!.roam, series!.map]).toEqual([false, "371500"]));
});
