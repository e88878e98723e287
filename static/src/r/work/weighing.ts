/** A weight typed in kilograms, and whether it is believable for the item type. Pure. */

export interface Range {
  low: number;
  high: number;
}

/** Nothing in a household weighs more than two tonnes. */
const HEAVIEST_G = 2_000_000;

/** What the keypad shows after a key: digits, one point, at most three decimals. */
export function typed(text: string, key: string): string {
  if (key === "back") return text.slice(0, -1);
  if (key === ".") return text.includes(".") ? text : `${text || "0"}.`;
  const next = text === "0" ? key : text + key;
  const [whole = "", decimals = ""] = next.split(".");
  return whole.length > 4 || decimals.length > 3 ? text : next;
}

/** Grams, or null while it is no weight. */
export function grams(text: string): number | null {
  if (!/^\d+(\.\d{0,3})?$/.test(text)) return null;
  const value = Math.round(Number(text) * 1000);
  return value > 0 && value <= HEAVIEST_G ? value : null;
}

export function doubtful(weight: number, range: Range | null): "low" | "high" | null {
  if (!range) return null;
  if (weight < range.low) return "low";
  return weight > range.high ? "high" : null;
}
