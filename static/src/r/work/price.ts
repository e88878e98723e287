/** A price as it is typed, in yuan. Pure. */

const DEAREST_FEN = 99_999_999;

/** Why what was typed is no price; `empty` while nothing was. */
export type WrongPrice = "empty" | "number" | "negative" | "decimals" | "large";

/** Fen of what was typed, whatever the width of its digits, or why not. */
export function priced(text: string): { fen: number; wrong: null } | { fen: null; wrong: WrongPrice } {
  const typed = text.normalize("NFKC").trim().replace(/。/g, ".").replace(/^¥\s*|\s*元$/g, "");
  const wrong = flaw(typed);
  return wrong ? { fen: null, wrong } : { fen: Math.round(Number(typed) * 100), wrong: null };
}

function flaw(typed: string): WrongPrice | null {
  if (!typed) return "empty";
  if (!/^[-−]?(\d+\.?\d*|\.\d+)$/.test(typed)) return "number";
  if (/^[-−]/.test(typed)) return "negative";
  if (Number(typed) * 100 > DEAREST_FEN) return "large";
  return /\.\d{3,}$/.test(typed) ? "decimals" : null;
}
