/** The parts of ECharts that are used, in a chunk of their own. Tooltips are drawn in the canvas: HTML ones break the policy. */
import { LineChart, TreemapChart, type LineSeriesOption, type TreemapSeriesOption } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent, type GridComponentOption, type LegendComponentOption, type TooltipComponentOption } from "echarts/components";
import { init, use, type ComposeOption, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([LineChart, TreemapChart, GridComponent, TooltipComponent, LegendComponent, CanvasRenderer]);

export type Chart = EChartsType;
export type Option = ComposeOption<LineSeriesOption | TreemapSeriesOption | GridComponentOption | TooltipComponentOption | LegendComponentOption>;

export function draw(box: HTMLElement, option: Option): Chart {
  const chart = init(box, null, { renderer: "canvas" });
  chart.setOption(option);
  return chart;
}
