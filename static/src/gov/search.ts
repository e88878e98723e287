export type Kind = "unit" | "order" | "load" | "plate" | "phone" | "place" | "firm";

const PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
const PLATE = new RegExp(`^[${PROVINCES}][A-Z][A-Z0-9]{5,6}$`);
const PHONE = /^(?:\+?86)?(1[3-9]\d{9})$/;

/** What a text may be, and how it is then asked for: the address inside a symbol, a code with or without hyphens, a name. */
export function kindsOf(text: string): [Kind, string][] {
  const last = text.trim().replace(/\/+$/, "").split("/").at(-1)!.split(/[?#]/)[0]!;
  const code = last.replace(/[\s·-]/g, "").toUpperCase();
  const kinds: [Kind, string][] = [];
  const phone = PHONE.exec(code);
  if (phone) return [["phone", phone[1]!]];
  if (PLATE.test(code)) return [["plate", code]];
  if (/^[0-9A-Z]{13}$/.test(code)) kinds.push(["unit", code]);
  if (/^JD[0-9A-Z]{8,}$/.test(code)) kinds.push(["order", code]);
  if (/^L[0-9A-Z]{11}$/.test(code)) kinds.push(["load", code]);
  if (text.length <= 20 && !/^https?:/.test(text) && !kinds.length) kinds.push(["place", text]);
  if (text.length >= 2 && !kinds.some(([kind]) => kind !== "place")) kinds.push(["firm", text]);
  return kinds;
}
