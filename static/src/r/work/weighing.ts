/** A weight as it is typed on the keypad, in kilograms. Pure. */

const LONGEST = 10;

/** What stands in the field after a key. A key too many is shown and judged like all others, never left out. */
export function typed(text: string, key: string): string {
  if (key === "back") return text.slice(0, -1);
  if (key === ".") return text.includes(".") ? text : `${text || "0"}.`;
  return text === "0" ? key : (text + key).slice(0, LONGEST);
}
