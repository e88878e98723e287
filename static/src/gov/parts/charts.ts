/** The parts of ECharts that are used, in a chunk of their own. Tooltips are drawn in the canvas: HTML ones break the policy. */
import { LineChart, MapChart, TreemapChart, type LineSeriesOption, type MapSeriesOption, type TreemapSeriesOption } from "echarts/charts";
import { GeoComponent, GridComponent, TooltipComponent, type GridComponentOption, type TooltipComponentOption } from "echarts/components";
import { init, registerMap, use, type ComposeOption, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { Sheet } from "../geo";

use([LineChart, MapChart, TreemapChart, GeoComponent, GridComponent, TooltipComponent, CanvasRenderer]);

export type Chart = EChartsType;
export type Option = ComposeOption<LineSeriesOption | MapSeriesOption | TreemapSeriesOption | GridComponentOption | TooltipComponentOption>;

/** Makes a drawing known by its code, so that an option may name it. */
export function knowMap({ code, drawing }: Sheet): void {
  registerMap(code, drawing as never);
}

export function draw(box: HTMLElement, option: Option): Chart {
  const chart = init(box, null, { renderer: "canvas" });
  // What comes first is simply there; what changes afterwards may move.
  chart.setOption({ ...option, animation: false });
  return chart;
}
