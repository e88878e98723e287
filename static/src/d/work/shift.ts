/** Site, bench and shift of this desk: chosen once, shown always, kept with the browser. */
import { reactive, watch } from "vue";

export interface Shift {
  /** Code of the site, as the server knows it. */
  site: string;
  /** Name of the bench or gate, as it stands on the wall. */
  bench: string;
  shift: "" | "early" | "late" | "night";
}

const KEPT = "tradein.d.shift";
const EMPTY: Shift = { site: "", bench: "", shift: "" };
export const SHIFTS = ["early", "late", "night"] as const;

function recalled(): Shift {
  try {
    return { ...EMPTY, ...(JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Shift>) };
  } catch {
    return { ...EMPTY };
  }
}

export const shift = reactive<Shift>(recalled());
watch(shift, (now) => localStorage.setItem(KEPT, JSON.stringify(now)));
