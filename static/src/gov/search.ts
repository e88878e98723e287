export type Kind = "unit" | "order" | "load" | "plate" | "phone" | "place" | "firm" | "work";

const PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
const PLATE = new RegExp(`^[${PROVINCES}][A-Z][A-Z0-9]{5,6}$`);
const WORK = /^WO([0-9A-Z]+)(\d{8})(\d{4})$/;
const PHONE = /^(?:\+?86)?(1[3-9]\d{9})$/;

/** What a text may be, and how it is then asked for: the address inside a symbol, a code with or without hyphens, a name. */
export function kindsOf(typed: string): [Kind, string][] {
  // A Chinese keyboard writes full-width letters and digits; they mean the same.
  const text = typed.normalize("NFKC").trim();
  // Names are looked for as they are written: brackets of a firm's name are full-width.
  const said = /^[0-9A-Z]+$/i.test(text) ? text : typed.trim();
  const last = text.replace(/\/+$/, "").split("/").at(-1)!.split(/[?#]/)[0]!;
  const code = last.replace(/[\s·-]/g, "").toUpperCase();
  const kinds: [Kind, string][] = [];
  const phone = PHONE.exec(code);
  if (phone) return [["phone", phone[1]!]];
  if (PLATE.test(code)) return [["plate", code]];
  const work = WORK.exec(code);
  if (work) return [["work", `WO-${work[1]}-${work[2]}-${work[3]}`]];
  if (/^[0-9A-Z]{13}$/.test(code)) kinds.push(["unit", code]);
  if (/^JD[0-9A-Z]{8,}$/.test(code)) kinds.push(["order", code]);
  if (/^L[0-9A-Z]{11}$/.test(code)) kinds.push(["load", code]);
  if (text.length <= 20 && !/^https?:/.test(text) && !kinds.length) kinds.push(["place", said]);
  if (text.length >= 2 && !kinds.some(([kind]) => kind !== "place")) kinds.push(["firm", said]);
  return kinds;
}
