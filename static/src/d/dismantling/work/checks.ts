/** The three official checks: what is asked for each, and how what was found reads. */
import { count, weight } from "../../../shared/format";

export const METHODS = ["material_coefficient", "closing_stock", "video_document"] as const;
export type Method = (typeof METHODS)[number];

/** A quantity in the measure the server names: grams or units. Unknown is a dash. */
export function quantity(value: number | null | undefined, measure: string): string {
  return measure === "g" ? weight(value) : count(value);
}

/** A whole number somebody counted; null while there is none. */
export function countOf(text: string): number | null {
  const typed = text.normalize("NFKC").trim();
  return /^\d{1,9}$/.test(typed) ? Number(typed) : null;
}

/** First day of the month a day lies in. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}
