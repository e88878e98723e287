/** Loads as a device knows them: what was opened and scanned aboard here, and how many stand there in the end. Pure. */
import { gramsOf } from "../work/weight";
import type { Item, LoadItem, ScanItem } from "./item";

const alive = (item: Item): boolean => !["rejected", "replaced", "given_up"].includes(item.state);

/** Loads that were opened on this device, newest first. */
export function openedHere(items: readonly Item[]): LoadItem[] {
  return items.filter((item): item is LoadItem => item.kind === "load" && item.state !== "given_up").reverse();
}

/** Scans that count, or will. */
export function scans(items: readonly Item[]): ScanItem[] {
  return items.filter((item): item is ScanItem => item.kind === "scan" && alive(item));
}

/** What this device scanned onto a load, each code once; what was unloaded again is not aboard. */
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

export type Oddity = "missing" | "refused" | "damaged" | "unexpected";

/** How many stand there, when so many were listed and these are the exceptions. */
export function counted(listed: number, odd: readonly Oddity[]): number {
  return listed - odd.filter((one) => one === "missing").length + odd.filter((one) => one === "unexpected").length;
}

/** What somebody at the gate notes about one unit; the weight in kilograms, as typed. */
export interface Odd {
  kind: Oddity;
  reason: string;
  weight: string;
  /** Why a refused unit was not weighed. */
  unweighed: string;
}

export const oddOf = (kind: Oddity, reason = ""): Odd => ({ kind, reason, weight: "", unweighed: "" });

const words = (text: string): boolean => text.trim().length >= 2 && /\p{L}/u.test(text);

/** Whether enough is said: what is not surplus needs words, and what is refused its weight or why there is none. */
export function explained(one: Odd): boolean {
  if (one.kind === "unexpected") return true;
  if (!words(one.reason) || (one.weight.trim() !== "" && gramsOf(one.weight) === null)) return false;
  return one.kind !== "refused" || gramsOf(one.weight) !== null || words(one.unweighed);
}

/** The exception as a scan lists it. */
export function exceptionOf(code: string, one: Odd): { code: string; kind: Oddity; reason?: string; weight_g?: number; unweighed?: string } {
  const grams = one.kind === "missing" ? null : gramsOf(one.weight);
  const why = one.kind === "refused" && grams === null ? one.unweighed.trim() : "";
  return { code, kind: one.kind, ...(one.reason.trim() ? { reason: one.reason.trim() } : {}), ...(grams === null ? {} : { weight_g: grams }), ...(why ? { unweighed: why } : {}) };
}
