/** How values are shown, everywhere the same. Unknown is a dash, never a zero. */
import { language, type Language } from "./language";

export const UNKNOWN = "–";
const MINUTE = 60_000;
/** Beijing's distance from UTC, the same all year round since 1992: asking the browser for the zone costs phones half a second. */
const BEIJING_MS = 8 * 3_600_000;
const WEEKDAYS = { zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"], en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] } as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
type Maybe<T> = T | null | undefined;

/**
 * A number with separators, alike in both languages. The browser's own formatter would cost a phone a tenth of a second
 * when it is first asked.
 */
function decimal(value: number, least: number, most: number): string {
  const [whole = "", digits = ""] = Math.abs(value).toFixed(most).split(".");
  let part = digits;
  while (part.length > least && part.endsWith("0")) part = part.slice(0, -1);
  const sign = value < 0 && /[1-9]/.test(whole + part) ? "-" : "";
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part ? `.${part}` : ""}`;
}

/** A whole number with separators. */
export function count(value: Maybe<number>): string {
  return value === null || value === undefined ? UNKNOWN : decimal(value, 0, 3);
}

/** Integer fen as yuan: 1250 → ¥12.50. */
export function money(fen: Maybe<number>): string {
  return fen === null || fen === undefined ? UNKNOWN : decimal(fen / 100, 2, 2).replace(/^-?/, "$&¥");
}

/** Integer grams as kilograms, or tonnes from ten of them on: 48250 → 48.25 kg. */
export function weight(grams: Maybe<number>): string {
  if (grams === null || grams === undefined) return UNKNOWN;
  if (Math.abs(grams) >= 10_000_000) return `${decimal(grams / 1_000_000, 1, 1)} t`;
  return `${decimal(grams / 1000, 0, 3)} kg`;
}

/** Thousandths as a percentage: 811 → 81.1 %. */
export function share(permille: Maybe<number>): string {
  return permille === null || permille === undefined ? UNKNOWN : `${decimal(permille / 10, 1, 1)}%`;
}

/** A change in thousandths, with its sign: 34 → +3.4 %. */
export function change(permille: Maybe<number>): string {
  if (permille === null || permille === undefined) return UNKNOWN;
  return `${permille > 0 ? "+" : ""}${decimal(permille / 10, 1, 1)}%`;
}

/** A figure in its own unit, as the API names it. */
export function figure(value: Maybe<number>, unit: string): string {
  switch (unit) {
    case "g":
      return weight(value);
    case "fen":
      return money(value);
    case "permille":
      return share(value);
    default:
      return count(value);
  }
}

/** An instant in Beijing time: 2026-11-21 18:05. */
export function moment(value: Maybe<string | number | Date>): string {
  return value === null || value === undefined ? UNKNOWN : beijing(value).slice(0, 16).replace("T", " ");
}

/** The time of day in Beijing: 18:05:09. */
export function clock(value: Maybe<string | number | Date>): string {
  return value === null || value === undefined ? UNKNOWN : beijing(value).slice(11, 19);
}

/** The Beijing day of an instant, as the API writes days: 2026-11-21. */
export function dayOf(value: string | number | Date): string {
  return beijing(value).slice(0, 10);
}

/** A day in words: 11月21日周六, Sat 21 Nov. `value` is a day as the API writes it. */
export function day(value: Maybe<string>): string {
  if (!value) return UNKNOWN;
  const at = new Date(`${value}T00:00:00Z`);
  const weekday = WEEKDAYS[language.value][at.getUTCDay()]!;
  const [month, date] = [at.getUTCMonth(), at.getUTCDate()];
  return language.value === "zh" ? `${month + 1}月${date}日${weekday}` : `${weekday} ${date} ${MONTHS[month]!}`;
}

const UNITS = { zh: { minute: "分钟", hour: "小时", day: "天" }, en: { minute: "minute", hour: "hour", day: "day" } } as const;

/** How long ago, or how long from now, in the largest fitting unit. The browser's own words would cost a phone a third of a second. */
export function since(value: Maybe<string | number | Date>, at: number = Date.now()): string {
  if (value === null || value === undefined) return UNKNOWN;
  const minutes = Math.round((new Date(value).getTime() - at) / MINUTE);
  if (Math.abs(minutes) < 60) return away(minutes, "minute");
  if (Math.abs(minutes) < 48 * 60) return away(Math.round(minutes / 60), "hour");
  return away(Math.round(minutes / 1440), "day");
}

function away(distance: number, unit: keyof typeof UNITS.zh): string {
  const [many, past] = [Math.abs(distance), distance < 0];
  if (language.value === "zh") return many ? `${many}${UNITS.zh[unit]}${past ? "前" : "后"}` : "此刻";
  const length = `${many} ${UNITS.en[unit]}${many === 1 ? "" : "s"}`;
  return many ? (past ? `${length} ago` : `in ${length}`) : "now";
}

/** In the order of time, for what the API writes alike; the language's own order of texts is slow to begin and no better here. */
export function earlier(one: string, other: string): number {
  return one < other ? -1 : one === other ? 0 : 1;
}

/** A label's code in groups, as printed: TG59-KMBK-C2J2-J. */
export function labelCode(code: string): string {
  return code.length === 13 ? code.replace(/(.{4})(?=.)/g, "$1-") : code;
}

/** A phone number as a masked text; numbers come masked from the server wherever the reader may not have them. */
export function phone(value: Maybe<string>): string {
  return value ? value.replace(/^(\d{3})(\d{4})(\d{4})$/, "$1 $2 $3") : UNKNOWN;
}

/** The name for the reader among a row's `…zh` and `…en`. */
export function named(row: { zh: string; en: string }, reader: Language = language.value): string {
  return row[reader];
}

/** An instant as Beijing's clocks write it: 2026-11-21T18:05:09.000Z. */
function beijing(value: string | number | Date): string {
  return new Date(new Date(value).getTime() + BEIJING_MS).toISOString();
}

/** A district and what somebody wrote as the address in it, which often begins with the district. */
export function addressIn(district: string, address: string | null | undefined): string {
  return address?.startsWith(district) ? address : [district, address].filter(Boolean).join(" ");
}
