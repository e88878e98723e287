/** How values are shown, everywhere the same. Unknown is a dash, never a zero. */
import { language, tag, type Language } from "./language";

export const UNKNOWN = "–";
const ZONE = "Asia/Shanghai";
const MINUTE = 60_000;
type Maybe<T> = T | null | undefined;

const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(`n${JSON.stringify(options)}`, () => new Intl.NumberFormat(tag(language.value), options));
}
function moments(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const place = { timeZone: ZONE, hourCycle: "h23" as const, ...options };
  return kept(`d${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(tag(language.value) === "en" ? "en-GB" : "zh-CN", place));
}
function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const name = language.value + key;
  if (!formatters.has(name)) formatters.set(name, make());
  return formatters.get(name) as T;
}

/** A whole number with separators. */
export function count(value: Maybe<number>): string {
  return value === null || value === undefined ? UNKNOWN : numbers({}).format(value);
}

/** Integer fen as yuan: 1250 → ¥12.50. */
export function money(fen: Maybe<number>): string {
  if (fen === null || fen === undefined) return UNKNOWN;
  return numbers({ style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" }).format(fen / 100);
}

/** Integer grams as kilograms, or tonnes from ten of them on: 48250 → 48.25 kg. */
export function weight(grams: Maybe<number>): string {
  if (grams === null || grams === undefined) return UNKNOWN;
  if (Math.abs(grams) >= 10_000_000) return `${numbers({ maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(grams / 1_000_000)} t`;
  return `${numbers({ maximumFractionDigits: 3 }).format(grams / 1000)} kg`;
}

/** Thousandths as a percentage: 811 → 81.1 %. */
export function share(permille: Maybe<number>): string {
  if (permille === null || permille === undefined) return UNKNOWN;
  return numbers({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(permille / 1000);
}

/** A change in thousandths, with its sign: 34 → +3.4 %. */
export function change(permille: Maybe<number>): string {
  if (permille === null || permille === undefined) return UNKNOWN;
  const options = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" } as const;
  return numbers(options).format(permille / 1000);
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
  if (value === null || value === undefined) return UNKNOWN;
  const parts = partsOf(value);
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}

/** The time of day in Beijing: 18:05:09. */
export function clock(value: Maybe<string | number | Date>): string {
  if (value === null || value === undefined) return UNKNOWN;
  const parts = partsOf(value);
  return `${parts.hour}:${parts.minute}:${parts.second}`;
}

/** The Beijing day of an instant, as the API writes days: 2026-11-21. */
export function dayOf(value: string | number | Date): string {
  const parts = partsOf(value);
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** A day in words: 11月21日周六, Sat 21 Nov. `value` is a day as the API writes it. */
export function day(value: Maybe<string>): string {
  if (!value) return UNKNOWN;
  return moments({ month: language.value === "zh" ? "long" : "short", day: "numeric", weekday: "short" }).format(new Date(`${value}T12:00:00+08:00`));
}

/** How long ago, or how long from now, in the largest fitting unit. */
export function since(value: Maybe<string | number | Date>, at: number = Date.now()): string {
  if (value === null || value === undefined) return UNKNOWN;
  const minutes = Math.round((new Date(value).getTime() - at) / MINUTE);
  const relative = new Intl.RelativeTimeFormat(tag(language.value), { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1440), "day");
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

function partsOf(value: string | number | Date): Record<string, string> {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  const parts = moments(options).formatToParts(new Date(value));
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}
