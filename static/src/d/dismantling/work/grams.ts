/** Weights as people at a bench type them: kilograms with up to three decimals; the API knows whole grams. */

/** The heaviest container the server takes (`MOST_GRAMS` in `tradein/output.py`). */
export const MOST_GRAMS = 100_000_000;

/** Grams of a text in kilograms; null while it is empty, unfinished or no weight. Full-width digits are forgiven. */
export function gramsOf(text: string): number | null {
  const typed = text.normalize("NFKC").trim().replace(/。/g, ".").replace(/\s*(kg|公斤|千克)$/i, "");
  if (!/^(\d{1,6}(\.\d{0,3})?|\.\d{1,3})$/.test(typed)) return null;
  return Math.round(Number(typed) * 1000);
}

/** Signed grams, for differences found in a stock-take. */
export function signedGramsOf(text: string): number | null {
  const typed = text.normalize("NFKC").trim().replace(/^[−–]/, "-");
  const grams = gramsOf(typed.replace(/^[+-]/, ""));
  return grams === null ? null : typed.startsWith("-") ? -grams : grams;
}

/** Grams as a field shows them: kilograms without trailing zeros. */
export function kilograms(grams: number): string {
  return String(grams / 1000);
}

/** What is in the container; null while either weight is missing or the container weighs as much as the whole. */
export function net(gross: number | null, tare: number | null): number | null {
  if (gross === null || tare === null || gross <= tare) return null;
  return gross - tare;
}
