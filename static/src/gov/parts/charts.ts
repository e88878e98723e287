/** The parts of ECharts that are used, in a chunk of their own. Tooltips are drawn in the canvas: HTML ones break the policy. */
import { LineChart, TreemapChart, type LineSeriesOption, type MapSeriesOption, type TreemapSeriesOption } from "echarts/charts";
import { GridComponent, TooltipComponent, type GridComponentOption, type TooltipComponentOption } from "echarts/components";
import { init, use, type ComposeOption, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([LineChart, TreemapChart, GridComponent, TooltipComponent, CanvasRenderer]);

export type Chart = EChartsType;
export type Option = ComposeOption<LineSeriesOption | MapSeriesOption | TreemapSeriesOption | GridComponentOption | TooltipComponentOption>;

export function draw(box: HTMLElement, option: Option): Chart {
  const chart = init(box, null, { renderer: "canvas" });
  // What comes first is simply there; what changes afterwards may move.
  chart.setOption({ ...option, animation: false });
  return chart;
}
