export type Kind = "unit" | "order" | "load" | "place" | "firm";

/** What a text may be, and how it is then asked for: the address inside a symbol, a code with or without hyphens, a name. */
export function kindsOf(text: string): [Kind, string][] {
  const last = text.trim().replace(/\/+$/, "").split("/").at(-1)!.split(/[?#]/)[0]!;
  const code = last.replace(/[\s-]/g, "").toUpperCase();
  const kinds: [Kind, string][] = [];
  if (/^[0-9A-Z]{13}$/.test(code)) kinds.push(["unit", code]);
  if (/^JD[0-9A-Z]{8,}$/.test(code)) kinds.push(["order", code]);
  if (/^L[0-9A-Z]{11}$/.test(code)) kinds.push(["load", code]);
  if (text.length <= 20 && !/^https?:/.test(text) && !kinds.length) kinds.push(["place", text]);
  if (text.length >= 2 && !kinds.some(([kind]) => kind !== "place")) kinds.push(["firm", text]);
  return kinds;
}
