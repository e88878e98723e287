/** What the charts show, as data: a treemap of places with fixed classes, and lines over time. */
import { figure } from "../../shared/format";
import { stillness } from "../../shared/reading";
import type { Sheet } from "../geo";
import type { Option } from "./charts";

export interface Colours {
  ink: string;
  soft: string;
  line: string;
  card: string;
}

export const LIGHT: Colours = { ink: "#1c2421", soft: "#55605b", line: "#dde5e1", card: "#ffffff" };
export const DARK: Colours = { ink: "#eef6f2", soft: "#a9c0b7", line: "#24483c", card: "#0e2e25" };

/** One hue from pale to deep: read without telling red from green, and the values stand there as text. */
export const CLASSES = [
  { ground: "#cfe6dd", text: "#0b2e24" },
  { ground: "#93c9b5", text: "#0b2e24" },
  { ground: "#4c9d82", text: "#06221a" },
  { ground: "#1d7a5e", text: "#ffffff" },
  { ground: "#05533f", text: "#ffffff" },
] as const;

// A canvas does not know `inherit`, and falls back to small print.
const FONT = '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

const LINES = ["#07785a", "#b5570b", "#1a5fa8"];
const LINES_DARK = ["#4fd1a5", "#ffb454", "#7db8ff"];
const DASHES = ["solid", "dashed", "dotted"] as const;

/** How the line at `index` looks: its colour, and a dash for those who do not tell colours apart. */
export function strokeOf(index: number, dark: boolean): { colour: string; dash: (typeof DASHES)[number] } {
  return { colour: (dark ? LINES_DARK : LINES)[index % 3]!, dash: DASHES[index % 3]! };
}

/** Upper bounds of the classes, round numbers in five steps from nothing to the largest value. */
export function breaks(values: readonly number[]): number[] {
  const top = Math.max(1, ...values);
  const raw = top / CLASSES.length;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= raw) ?? 10) * power;
  return CLASSES.map((_, index) => Math.max(1, Math.round(step)) * (index + 1));
}

/** Which class a value is in. */
export function classOf(value: number, bounds: readonly number[]): number {
  const found = bounds.findIndex((bound) => value <= bound);
  return found < 0 ? CLASSES.length - 1 : found;
}

export interface Part {
  code: string;
  name: string;
  value: number | null;
}

export function treemap(parts: readonly Part[], unit: string, colours: Colours, scale: number): Option {
  const known = parts.filter((one) => (one.value ?? 0) > 0);
  const bounds = breaks(known.map((one) => one.value ?? 0));
  return {
    animation: !stillness(),
    animationDurationUpdate: 500,
    textStyle: { fontFamily: FONT },
    tooltip: { renderMode: "richText", formatter: (one) => (Array.isArray(one) ? "" : `${one.name}  ${figure(one.value as number, unit)}`) },
    series: [
      {
        type: "treemap",
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
        data: known.map((one) => {
          const { ground, text } = CLASSES[classOf(one.value ?? 0, bounds)]!;
          return {
            code: one.code,
            name: one.name,
            value: one.value ?? 0,
            itemStyle: { color: ground, borderColor: colours.card, borderWidth: 2, gapWidth: 2 },
            label: { color: text, fontSize: 16 * scale, lineHeight: 22 * scale, formatter: `${one.name}\n${figure(one.value, unit)}`, overflow: "truncate" as const },
          };
        }),
      },
    ],
  };
}

/** The same figures on a licensed map: whole, unmoved, with its lines; what has no number keeps the ground's colour. */
export function choropleth(sheet: Sheet, parts: readonly Part[], unit: string, colours: Colours, scale: number): Option {
  const known = new Map(parts.map((one) => [one.code, one]));
  const bounds = breaks(parts.map((one) => one.value ?? 0));
  const text = (code: string, name: string): string => (known.has(code) ? `${known.get(code)!.name}  ${figure(known.get(code)!.value, unit)}` : name);
  const areas = sheet.drawing.features.filter(({ properties }) => properties.code);
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    tooltip: { renderMode: "richText", formatter: (one) => (Array.isArray(one) ? "" : text(String(one.name), "")) },
    series: [
      {
        type: "map",
        map: sheet.code,
        // The whole drawing, as it is: not to be moved, cut or enlarged.
        roam: false,
        selectedMode: false,
        nameProperty: "code",
        itemStyle: { areaColor: colours.card, borderColor: colours.soft, borderWidth: 1 },
        emphasis: { disabled: true },
        label: { show: areas.length <= 20, color: colours.ink, fontSize: 13 * scale, formatter: (one) => known.get(one.name)?.name ?? "" },
        data: areas.map(({ properties: { code } }) => {
          const value = known.get(code)?.value ?? null;
          const tone = value === null ? null : CLASSES[classOf(value, bounds)]!;
          return { name: code, code, value: value ?? Number.NaN, ...(tone ? { itemStyle: { areaColor: tone.ground }, label: { color: tone.text } } : {}) };
        }),
      },
    ],
  };
}

export interface Line {
  name: string;
  unit: string;
  values: readonly (number | null)[];
}

export function lines(days: readonly string[], series: readonly Line[], dark: boolean, scale: number): Option {
  const colours = dark ? DARK : LIGHT;
  const text = { color: colours.soft, fontSize: 14 * scale };
  return {
    animation: !stillness(),
    textStyle: { fontFamily: FONT },
    grid: { left: 12, right: 16, top: 10 * scale, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      formatter: (given) => {
        const rows = Array.isArray(given) ? given : [given];
        return [String((rows[0] as { axisValue?: string }).axisValue ?? ""), ...rows.map((row) => `${row.seriesName}  ${figure(row.value as number | null, series[row.seriesIndex ?? 0]!.unit)}`)].join("\n");
      },
    },
    xAxis: { type: "category", data: [...days], boundaryGap: false, axisLabel: text, axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false } },
    yAxis: { type: "value", minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: colours.line } } },
    series: series.map((one, index) => ({
      type: "line",
      name: one.name,
      data: [...one.values],
      symbol: (["circle", "rect", "triangle"] as const)[index % 3]!,
      symbolSize: 6,
      showSymbol: days.length <= 31,
      itemStyle: { color: strokeOf(index, dark).colour },
      lineStyle: { width: 2.5, color: strokeOf(index, dark).colour, type: strokeOf(index, dark).dash },
    })),
  };
}
