/** What ECharts needs beside the rest where a licensed map is drawn; few have one, so it is fetched for them alone. */
import { MapChart } from "echarts/charts";
import { GeoComponent } from "echarts/components";
import { registerMap, use } from "echarts/core";
import type { Sheet } from "../geo";

use([MapChart, GeoComponent]);

/** Makes a drawing known by its code, so that an option may name it. */
export function knowMap({ code, drawing }: Sheet): void {
  registerMap(code, drawing as never);
}
