/** A weight as it is typed on the keypad, in kilograms. Pure. */

/** What the keypad shows after a key: digits, one point, at most three decimals. */
export function typed(text: string, key: string): string {
  if (key === "back") return text.slice(0, -1);
  if (key === ".") return text.includes(".") ? text : `${text || "0"}.`;
  const next = text === "0" ? key : text + key;
  const [whole = "", decimals = ""] = next.split(".");
  return whole.length > 4 || decimals.length > 3 ? text : next;
}
