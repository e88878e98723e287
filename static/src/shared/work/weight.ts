/** Whether a weight is believable: for its category, and against what the appliance weighed before. Pure. */
import type { Kind } from "../queue/paper";

/** Nothing in a household weighs more than two tonnes. */
const HEAVIEST_G = 2_000_000;
/** More than a tenth off stops the line. */
const DIFFERS_PER_MILLE = 100;

export type Doubt = "low" | "high" | "lighter" | "heavier";
/** Why what was typed is no weight; `unfinished` while it may still become one. */
export type Wrong = "unfinished" | "zero" | "negative" | "too_heavy" | "decimals" | "number";
export type Verdict = { grams: number; wrong: null } | { grams: null; wrong: Wrong };

/** Kilograms as typed or as a scale types them: grams, or why not. Nothing typed is left out to make a number of it. */
export function weighed(text: string): Verdict {
  const typed = text.normalize("NFKC").trim().replace(/[,。]/g, ".").replace(/\s*(kg|公斤|千克)$/i, "");
  const wrong = flaw(typed);
  return wrong ? { grams: null, wrong } : { grams: Math.round(Number(typed) * 1000), wrong: null };
}

function flaw(typed: string): Wrong | null {
  if (/^(0*\.)?$/.test(typed)) return "unfinished";
  if (!/^[-−]?(\d+\.?\d*|\.\d+)$/.test(typed)) return "number";
  if (/^[-−]/.test(typed)) return "negative";
  if (!/[1-9]/.test(typed)) return "zero";
  if (Number(typed) * 1000 > HEAVIEST_G) return "too_heavy";
  return /\.\d{4,}$/.test(typed) ? "decimals" : null;
}

/** Grams of kilograms as typed or as a scale types them; null while it is no weight. */
export function gramsOf(text: string): number | null {
  return weighed(text).grams;
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
