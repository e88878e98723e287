/** What may go aboard: the appliances a collector has with them. Pure. */
import { scans } from "../../shared/queue/aboard";
import type { Item } from "../../shared/queue/item";
import { replacement, type Task } from "./tasks";

export { aboard, counted, openedHere, shippedHere, type Oddity } from "../../shared/queue/aboard";

/** Codes a collector has with them: fetched today, under the label that is on them, and on no load yet. */
export function atHand(items: readonly Item[], tasks: readonly Task[]): Set<string> {
  const held = new Set<string>();
  for (const unit of tasks.flatMap((task) => task.units)) {
    if (unit.code && unit.stage === "collected") held.add(replacement(items, unit.code) ?? unit.code);
  }
  for (const item of scans(items)) {
    if (item.body.step === "collecting") held.add(item.body.code);
    if (item.body.step === "loading") held.delete(item.body.code);
    if (item.body.step === "unloading") held.add(item.body.code);
  }
  return held;
}
