/** Loads as this phone knows them: what was scanned aboard here, and what may go aboard. Pure. */
import type { Item, LoadItem, ScanItem } from "../../shared/queue/item";
import { replacement, type Task } from "./tasks";

const alive = (item: Item): boolean => !["rejected", "replaced", "given_up"].includes(item.state);

/** Loads that were opened on this phone, newest first. */
export function openedHere(items: readonly Item[]): LoadItem[] {
  return items.filter((item): item is LoadItem => item.kind === "load" && item.state !== "given_up").reverse();
}

function scans(items: readonly Item[]): ScanItem[] {
  return items.filter((item): item is ScanItem => item.kind === "scan" && alive(item));
}

/** What this phone scanned onto a load, each code once; what was unloaded again is not aboard. */
export function aboard(items: readonly Item[], load: string): ScanItem[] {
  const found = new Map<string, ScanItem>();
  for (const item of scans(items)) {
    if (item.body.load !== load) continue;
    if (item.body.step === "loading") found.set(item.body.code, item);
    else if (item.body.step === "unloading") found.delete(item.body.code);
  }
  return [...found.values()];
}

/** Whether the load was sent off from here. */
export function shippedHere(items: readonly Item[], load: string): boolean {
  return scans(items).some((item) => item.body.code === load && item.body.step === "shipping");
}

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

export type Oddity = "missing" | "refused" | "damaged" | "unexpected";

/** How many stand there, when so many were listed and these are the exceptions. */
export function counted(listed: number, odd: readonly Oddity[]): number {
  return listed - odd.filter((one) => one === "missing").length + odd.filter((one) => one === "unexpected").length;
}
