/** Whether a weight is believable: for its category, and against what the appliance weighed before. Pure. */
import type { Kind } from "../queue/paper";

/** Nothing in a household weighs more than two tonnes. */
const HEAVIEST_G = 2_000_000;
/** More than a tenth off stops the line. */
const DIFFERS_PER_MILLE = 100;

export type Doubt = "low" | "high" | "lighter" | "heavier";

/** Grams of kilograms as typed or as a scale types them; null while it is no weight. */
export function gramsOf(text: string): number | null {
  const typed = text.normalize("NFKC").trim().replace(/[,。]/g, ".").replace(/\s*(kg|公斤|千克)$/i, "");
  if (!/^(\d{1,4}(\.\d{0,3})?|\.\d{1,3})$/.test(typed)) return null;
  const grams = Math.round(Number(typed) * 1000);
  return grams > 0 && grams <= HEAVIEST_G ? grams : null;
}

/** What is odd about a weight; what it weighed before counts more than what such things weigh. */
export function doubts(grams: number, kind: Pick<Kind, "low" | "high"> | null, before: number | null): Doubt[] {
  const found: Doubt[] = [];
  if (before && Math.abs(grams - before) * 1000 > before * DIFFERS_PER_MILLE) found.push(grams < before ? "lighter" : "heavier");
  if (kind && grams < kind.low) found.push("low");
  if (kind && grams > kind.high) found.push("high");
  return found;
}

/** The change in thousandths. */
export function changeOf(grams: number, before: number): number {
  return Math.round(((grams - before) * 1000) / before);
}
